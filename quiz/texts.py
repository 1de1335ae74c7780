"""The words of the quiz in both languages, from `data/quiz/en` and `zh`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from solver.language import Language

STORIES = 4
"""Stories that each skill has at least, in each language."""
_OTHERS, _CURVES = "words.toml", "curves.toml"


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
class CurveAnswer:
    """One of the answers to a question about a picture of curves.

    Attributes:
        text: how it is offered.
        looks: what would be seen if it were right.
    """

    text: str
    looks: str


@dataclass(frozen=True)
class CurveText:
    """The words of a skill that asks about a picture of curves.

    Attributes:
        name: what learners call it.
        question: what is asked; it also says what the picture shows.
        hints: what helps without giving the answer away, the least telling first.
        answers: by their keys.
        tried: what came of an answer that was tried; empty where none was.
    """

    name: str
    question: str
    hints: tuple[str, ...]
    answers: Mapping[str, CurveAnswer]
    tried: str = ""


@dataclass(frozen=True)
class Texts:
    """All words of the quiz in a language.

    Attributes:
        skills: of questions with numbers, by the name of the skill.
        curves: of questions about pictures of curves.
        sights: what stands in these pictures.
        feedback: what is said to answers.
        chart: what stands in the picture of progress.
    """

    skills: Mapping[str, SkillText]
    curves: Mapping[str, CurveText]
    sights: Mapping[str, str]
    feedback: Mapping[str, str]
    chart: Mapping[str, str]


@cache
def texts(language: Language) -> Texts:
    """The words of a language."""
    folder = files("data").joinpath("quiz", language)
    tables = {one.name: tomllib.loads(one.read_text("utf-8")) for one in folder.iterdir()}
    others, curves = tables.pop(_OTHERS), tables.pop(_CURVES)
    sights = curves.pop("sights")
    skills = {name: _skill(one) for table in tables.values() for name, one in table.items()}
    read = {name: _curve(one) for name, one in curves.items()}
    return Texts(skills, read, sights, others["feedback"], others["chart"])


def _skill(table: Mapping[str, str | list[str]]) -> SkillText:
    fields = {key: tuple(one) if isinstance(one, list) else one for key, one in table.items()}
    return SkillText(**fields)  # type: ignore[arg-type]  # as data/quiz/README.md says


def _curve(table: Mapping[str, Any]) -> CurveText:
    answers = {key: CurveAnswer(**one) for key, one in table["answers"].items()}
    fields = {**table, "hints": tuple(table["hints"]), "answers": answers}
    return CurveText(**fields)
