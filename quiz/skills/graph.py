"""The skills and what they build on, from `data/quiz/skills.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from quiz.skills.skill import Skill

ABOUT = "about-"
"""Begins the name of a skill that asks about a topic in words, before the topic's slug."""


@cache
def course() -> tuple[Skill, ...]:
    """All skills, in the order in which they are met."""
    source = files("data").joinpath("quiz", "skills.toml").read_text("utf-8")
    return tuple(
        Skill(
            name,
            group,
            one.get("topic", name.removeprefix(ABOUT)),
            tuple(one["needs"]),
            one.get("unit", ""),
        )
        for group, skills in tomllib.loads(source).items()
        for name, one in skills.items()
    )
