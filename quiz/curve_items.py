"""Questions about pictures of curves: what a run shows, chosen from what it could show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from random import Random

from quiz.curves import CURVE, Picture, drawn, name_in_order, ordered
from quiz.item import Item, Option
from quiz.texts import CurveText, texts
from solver.language import Language

_WRONG = 3
_TYPED_FROM, _TYPED = 4, 1 / 2
"""From this level on, so large a share of the best epochs is typed."""
_LOWER = 1.01
"""Times the lowest loss that all others must be, so that its epoch can be read and typed."""
_NEAR: Mapping[str, tuple[str, ...]] = {
    "healthy": ("still_improving",),
    "still_improving": ("healthy",),
}
"""What is not offered beside what: where a healthy run ends, a little is always to be gained."""
_BETWEEN: Mapping[Language, str] = {"en": ", ", "zh": "、"}
_IN_ORDER = " · "
_NEVER = "∞"
"""A loss that was no finite number any more."""
_HUGE = 1000


@dataclass(frozen=True)
class _Asked:
    """What a seed draws, free of language.

    Attributes:
        picture: what it is about.
        sight: what the item calls its picture.
        right: key of the right answer.
        wrong: keys of the other ones offered, each with what it says.
        told: the numbers of the question.
        says: what the right answer says.
        number: the right number, where it is one.
        readable: whether it can be read in the picture without being offered.
    """

    picture: Picture
    sight: str
    right: str
    wrong: Sequence[tuple[str, str]]
    told: Mapping[str, str]
    says: str = ""
    number: int | None = None
    readable: bool = False


def curve_item(skill: str, seed: int, level: int, language: Language) -> Item:
    """The question of a seed.

    Raises:
        KeyError: there is no such skill.
    """
    random = Random(f"{skill} {seed} {level}")
    picture, text = drawn(skill, random, level), texts(language).curves[skill]
    asked = _ASKED.get(skill, _which)(picture, random, language)
    typed = asked.readable and level >= _TYPED_FROM and random.random() < _TYPED
    options = [_option(asked, text, key, says) for key, says in asked.wrong]
    options.append(_option(asked, text, asked.right, asked.says))
    random.shuffle(options)
    number = None if asked.number is None else Fraction(asked.number)
    wrong = {} if number is None else {Fraction(s): f"{skill}.{key}" for key, s in asked.wrong}
    return Item(
        skill=skill,
        seed=seed,
        level=level,
        language=language,
        form="type" if typed else "choose",
        question=text.question.format_map(asked.told),
        options=() if typed else tuple(options),
        answer=_says(text, asked.right, asked.says),
        why=_looks(asked, text, asked.right),
        hints=text.hints,
        picture=asked.sight,
        number=number,
        mistakes=wrong,
    )


def curve_mistake(name: str, language: Language) -> str:
    """What a wrong answer mixes up, by the name of the mistake; empty where there is none."""
    skill, _, key = name.partition(".")
    text = texts(language).curves.get(skill)
    return text.answers[key].looks if text and key in text.answers else ""


def _which(picture: Picture, random: Random, language: Language) -> _Asked:
    """Which of the things that pictures of this skill can show, of those that fit."""
    unfit = {picture.shows, *_NEAR.get(picture.shows, ())}
    others = [key for key in texts(language).curves[picture.skill].answers if key not in unfit]
    if picture.tried:
        others = [key for key in others if key in picture.tried]
    wrong = [(key, "") for key in random.sample(others, _WRONG)]
    return _Asked(picture, picture.name, picture.shows, wrong, _epochs(picture))


def _batch_sizes(picture: Picture, random: Random, language: Language) -> _Asked:
    """Which batch sizes the panels have, from the top."""
    order = ordered(picture, random)
    sizes = [str(run.config["batch_size"]) for run in picture.runs]
    right = [sizes[place] for place in order]
    # The runs stand from the smallest batch to the largest, so that this takes noise for size.
    reversed_ = [sizes[-1 - place] for place in order]
    swapped = [[*one] for one in permutations(sizes) if [*one] not in (right, reversed_)]
    wrong = [("reversed", reversed_)]
    wrong += [("swapped", one) for one in random.sample(swapped, _WRONG - 1)]
    told = {
        "sizes": _BETWEEN[language].join(sizes),
        "updates": str(len(picture.runs[0].losses)),
    }
    return _Asked(
        picture,
        name_in_order(picture, order),
        "right",
        [(key, _IN_ORDER.join(one)) for key, one in wrong],
        told,
        _IN_ORDER.join(right),
    )


def _best_epoch(picture: Picture, _random: Random, _language: Language) -> _Asked:
    """Which epoch has the weights to keep."""
    losses = picture.runs[0].val_loss
    best, last = int(picture.shows), len(losses)
    wrong = [
        ("last", str(last)),
        ("early", str((best + 1) // 2)),
        ("later", str((best + last + 1) // 2)),
    ]
    lowest, second, *_ = sorted(losses)
    readable = second > _LOWER * lowest
    told = _epochs(picture)
    return _Asked(picture, picture.name, "best", wrong, told, picture.shows, best, readable)


_ASKED: Mapping[str, Callable[[Picture, Random, Language], _Asked]] = {
    f"{CURVE}batch_size": _batch_sizes,
    f"{CURVE}best_epoch": _best_epoch,
}
"""Skills whose answers are numbers."""


def _epochs(picture: Picture) -> dict[str, str]:
    return {"epochs": str(max(len(run.train_loss) for run in picture.runs))}


def _option(asked: _Asked, text: CurveText, key: str, says: str) -> Option:
    shown = _says(text, key, says)
    if key == asked.right:
        return Option(shown, right=True)
    name = f"{asked.picture.skill}.{key}"
    return Option(shown, right=False, mistake=name, why=_looks(asked, text, key))


def _says(text: CurveText, key: str, says: str) -> str:
    return text.answers[key].text.format(sizes=says, epoch=says)


def _looks(asked: _Asked, text: CurveText, key: str) -> str:
    """What would be seen, and what came of it where it was tried."""
    tried, looks = asked.picture.tried, text.answers[key].looks
    if not tried:
        return looks
    was = _loss(asked.picture.runs[0].val_loss[-1])
    measured = text.tried.format(was=was, then=_loss(tried[key]))
    return f"{looks} {measured}" if looks.endswith(".") else looks + measured


def _loss(value: float | None) -> str:
    if value is None:
        return _NEVER
    return f"{value:.2f}" if value < _HUGE else f"> {_HUGE:,}"
