"""The words of the quiz in both languages, from `data/quiz/en.toml` and `zh.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from solver.language import Language

STORIES = 3
"""Stories that each skill has in each language."""


@dataclass(frozen=True)
class SkillText:
    """The words of a skill; {placeholders} are those of `quiz.render.numbers`.

    Attributes:
        name: what learners call it.
        stories: the questions.
        why: the rule in a sentence.
        formula: the rule with the numbers of the question.
    """

    name: str
    stories: tuple[str, ...]
    why: str
    formula: str


@dataclass(frozen=True)
class Texts:
    """All words of the quiz in a language."""

    skills: dict[str, SkillText]
    feedback: dict[str, str]
    chart: dict[str, str]


@cache
def texts(language: Language) -> Texts:
    """The words of a language."""
    source = files("data").joinpath("quiz", f"{language}.toml").read_text("utf-8")
    tables = tomllib.loads(source)
    skills = {
        name: SkillText(skill["name"], tuple(skill["stories"]), skill["why"], skill["formula"])
        for name, skill in tables["skills"].items()
    }
    return Texts(skills, tables["feedback"], tables["chart"])
