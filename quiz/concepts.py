"""Questions about topics in words, from `data/topics/<slug>/quiz_en.md` and `quiz_zh.md`.

Those that belong to no single topic, such as bugs to be found in code, are in `data/quiz/<slug>`.
How they are written: data/topics/README.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from random import Random

from quiz.item import Form, Item, Option
from quiz.skills import ABOUT
from solver.language import Language

_HEADING = re.compile(r"^## ([1-5]) (\S+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```\w*\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_RIGHT, _WRONG, _STEP = "+ ", "- ", re.compile(r"\d\. ")


class MalformedQuestionError(ValueError):
    """A question about a topic is not written as data/topics/README.md says."""


@dataclass(frozen=True)
class Concept:
    """One question about a topic; options are in the order in which they are written."""

    level: int
    name: str
    question: str
    block: str
    options: tuple[Option, ...]
    ordered: bool
    hint: str
    why: str

    @property
    def form(self) -> Form:
        """How it is answered."""
        if self.ordered:
            return "order"
        return "choose" if sum(option.right for option in self.options) == 1 else "several"


def concept_item(skill: str, seed: int, level: int, language: Language) -> Item:
    """The question of a seed: one of the level, or of the level below, or else the nearest.

    Raises:
        KeyError: there is no such topic.
    """
    random = Random(f"{skill} {seed} {level}")
    fitting = _at(level, concepts(skill.removeprefix(ABOUT), language))
    concept = max(fitting, key=lambda one: _lot(f"{skill} {seed} {level} {one.name}"))
    options = list(concept.options)
    random.shuffle(options)
    right = [option for option in options if option.right]
    if concept.ordered:
        right.sort(key=lambda option: option.place)
    return Item(
        skill=skill,
        seed=seed,
        level=level,
        language=language,
        form=concept.form,
        question=concept.question,
        options=tuple(options),
        answer="\n".join(option.text for option in right),
        why=concept.why,
        hints=(concept.hint,),
        block=concept.block,
    )


@cache
def concepts(slug: str, language: Language) -> tuple[Concept, ...]:
    """The questions about a topic, in the order in which they are written.

    Raises:
        KeyError: there are none about it.
        MalformedQuestionError: one has not its form.
    """
    data, name = files("data"), f"quiz_{language}.md"
    file = data.joinpath("topics", slug, name)
    if not file.is_file():
        file = data.joinpath("quiz", slug, name)
    if not file.is_file():
        raise KeyError(slug)
    return tuple(parse_concepts(slug, file.read_text("utf-8")))


def parse_concepts(slug: str, markdown: str) -> Iterator[Concept]:
    """The questions in a text.

    Raises:
        MalformedQuestionError: one has not its form.
    """
    headings = list(_HEADING.finditer(markdown))
    ends = [match.start() for match in headings[1:]] + [len(markdown)]
    for match, end in zip(headings, ends, strict=True):
        name = f"{slug}.{match[2]}"
        try:
            yield _concept(int(match[1]), name, markdown[match.end() : end])
        except ValueError as error:
            raise MalformedQuestionError(f"{name}: {error}") from error


def _lot(drawn_for: str) -> bytes:
    """The lot of one question: another one beside it takes its own share and moves no other."""
    return blake2b(drawn_for.encode(), digest_size=8).digest()


def _at(level: int, written: Sequence[Concept]) -> list[Concept]:
    fitting = [one for one in written if one.level in {level, level - 1}]
    nearest = min(abs(one.level - level) for one in written)
    return fitting or [one for one in written if abs(one.level - level) == nearest]


def _concept(level: int, name: str, text: str) -> Concept:
    block = _BLOCK.search(text)
    lines = [line.strip() for line in _BLOCK.sub("", text).splitlines() if line.strip()]
    question, *body = lines
    ordered = bool(_STEP.match(body[0]))
    options = [line for line in body if line.startswith((_RIGHT, _WRONG)) or _STEP.match(line)]
    (hint,) = (line.removeprefix("Hint: ") for line in body if line.startswith("Hint: "))
    (why,) = (line.removeprefix("Why: ") for line in body if line.startswith("Why: "))
    if len(options) + 2 != len(body):
        raise ValueError("a line is neither an option nor a hint nor a reason")
    read = tuple(_option(name, place, line) for place, line in enumerate(options))
    return Concept(level, name, question, block[1] if block else "", read, ordered, hint, why)


def _option(name: str, place: int, line: str) -> Option:
    if line.startswith(_RIGHT):
        return Option(line.removeprefix(_RIGHT), right=True)
    if line.startswith(_WRONG):
        text, _, why = line.removeprefix(_WRONG).partition(" | ")
        if not why:
            raise ValueError(f"it is not said what is mixed up: {text}")
        return Option(text, right=False, mistake=f"{name}.{place}", why=why)
    return Option(_STEP.sub("", line, count=1), right=True, place=place)
