"""What a skill is: an idea to be known, asked with ever new numbers and stories."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from quiz.drawing import Drawing

LEVELS = (1, 2, 3, 4, 5)

Unit = Literal["", "samples", "updates", "epochs", "seconds", "hours"]
Draw = Callable[[Random, int], Drawing]
"""A question's numbers from a source of randomness and a level."""


@dataclass(frozen=True)
class Skill:
    """An idea that is scheduled.

    Attributes:
        name: what stores and texts call it.
        group: the shelf of topics that it belongs to.
        topic: slug of the topic that teaches it.
        needs: names of the skills that it builds on.
        unit: what its typed answers count; empty where any word may stand behind a number.
    """

    name: str
    group: str
    topic: str
    needs: tuple[str, ...]
    unit: Unit = ""
