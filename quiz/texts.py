"""The words of the quiz in both languages, from `data/quiz/en` and `zh`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from solver.language import Language

STORIES = 4
"""Stories that each skill has at least, in each language."""
_OTHERS = "words.toml"


@dataclass(frozen=True)
class SkillText:
    """The words of a skill whose questions have numbers, which are its {placeholders}.

    Attributes:
        name: what learners call it.
        stories: the questions.
        why: the rule in a sentence.
        hints: what helps without giving the answer away, the least telling first.
        steps: the solution with the numbers of the question.
        shown: how an answer is shown: its {value}, or its {percent}, with a unit where it has one.
        blocks: code or a table below each story, as many as stories; none where there is nothing.
    """

    name: str
    stories: tuple[str, ...]
    why: str
    hints: tuple[str, ...]
    steps: tuple[str, ...]
    shown: str = "{value}"
    blocks: tuple[str, ...] = ()

    @property
    def in_percent(self) -> bool:
        """Whether answers are shares that are shown, and may be typed, as percentages."""
        return "{percent}" in self.shown


@dataclass(frozen=True)
class Texts:
    """All words of the quiz in a language."""

    skills: Mapping[str, SkillText]
    feedback: Mapping[str, str]
    chart: Mapping[str, str]


@cache
def texts(language: Language) -> Texts:
    """The words of a language."""
    folder = files("data").joinpath("quiz", language)
    tables = {one.name: tomllib.loads(one.read_text("utf-8")) for one in folder.iterdir()}
    others = tables.pop(_OTHERS)
    skills = {name: _skill(one) for table in tables.values() for name, one in table.items()}
    return Texts(skills, others["feedback"], others["chart"])


def _skill(table: Mapping[str, str | list[str]]) -> SkillText:
    fields = {key: tuple(one) if isinstance(one, list) else one for key, one in table.items()}
    return SkillText(**fields)  # type: ignore[arg-type]  # as data/quiz/README.md says
