"""Questions with numbers: a story told with what was drawn, and options made of mistakes."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, islice
from random import Random

from quiz.drawing import Drawing
from quiz.item import Item, Option
from quiz.shown import decimal
from quiz.skills import DRAWS
from quiz.texts import SkillText, texts
from solver.language import Language
from solver.misconceptions import sentence

_TYPED: Mapping[int, float] = {1: 0, 2: 1 / 3, 3: 1 / 3, 4: 1 / 2, 5: 2 / 3}
"""The share of questions whose answer is typed, by level."""
_OTHERS = 4
"""After the commonest mistake, wrong options are drawn from so many of the next ones."""
_WRONG = 3


def numeric_item(skill: str, seed: int, level: int, language: Language) -> Item:
    """The question of a seed.

    Raises:
        KeyError: there is no such skill.
    """
    random = Random(f"{skill} {seed} {level}")
    drawing, text = DRAWS[skill](random, level), texts(language).skills[skill]
    story = random.randrange(len(text.stories)) if drawing.story is None else drawing.story
    typed = random.random() < _TYPED[level]
    told = _Told(drawing)
    return Item(
        skill=skill,
        seed=seed,
        level=level,
        language=language,
        form="type" if typed else "choose",
        question=text.stories[story].format_map(told),
        options=() if typed else tuple(_options(drawing, text, language, random)),
        answer=shown(text, drawing.answer),
        why=text.why,
        hints=tuple(hint.format_map(told) for hint in text.hints),
        block=text.blocks[story].format_map(told) if text.blocks else "",
        number=drawing.answer,
        mistakes=drawing.wrong,
        steps=tuple(step.format_map(told) for step in text.steps),
    )


def shown(text: SkillText, value: Fraction) -> str:
    """An answer as learners read it."""
    if text.in_percent:
        return text.shown.format(percent=decimal(100 * value))
    return text.shown.format(value=decimal(value))


class _Told(dict[str, str]):
    """What the words of a question may use; numbers are written when they are first told."""

    def __init__(self, drawing: Drawing) -> None:
        """Know the words, and where the numbers are."""
        super().__init__(drawing.names)
        self._numbers = {**drawing.numbers, "answer": drawing.answer}

    def __missing__(self, name: str) -> str:
        """A number as it is shown."""
        return self.setdefault(name, decimal(self._numbers[name]))


def _options(drawing: Drawing, text: SkillText, language: Language, random: Random) -> list[Option]:
    """The right answer, the commonest mistake, and two of the next ones, in any order."""
    first, *others = [*drawing.wrong.items()] or [(next(_near(drawing)), "")]
    others = random.sample(others[:_OTHERS], min(_WRONG - 1, len(others)))
    near = ((value, "") for value in _near(drawing) if value != first[0])
    options = [Option(shown(text, drawing.answer), right=True)]
    for value, name in islice(chain([first, *others], near), _WRONG):
        options.append(Option(shown(text, value), False, name, sentence(name, language)))  # noqa: FBT003  # right
    random.shuffle(options)
    return options


def _near(drawing: Drawing) -> Iterator[Fraction]:
    """Plausible numbers for the rare question that invites fewer than three mistakes."""
    right = drawing.answer
    unit = Fraction(1) if right.denominator == 1 else Fraction(1, 10)
    near = (right + unit, right + 2 * unit, right * 2 + 2 * unit, right * 3 + 3 * unit)
    yield from (value for value in near if value not in {right, *drawing.wrong})
