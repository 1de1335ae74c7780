"""What a skill is: an idea to be known, asked with ever new numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from solver.situation import Situation

LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Skill:
    """An idea that is scheduled.

    Attributes:
        name: what stores and texts call it.
        draw: a question's numbers from a source of randomness and a level.
    """

    name: str
    draw: Callable[[Random, int], Situation]
