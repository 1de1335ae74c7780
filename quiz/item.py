"""A quiz item: one question with its numbers, its answer and its options, free of language."""

from dataclasses import dataclass

from solver.situation import Situation


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from.

    Attributes:
        value: the number shown.
        misconception: name of the mistake that leads to it; None for the right answer and for
            a number that is merely near.
    """

    value: int
    misconception: str | None


@dataclass(frozen=True)
class Item:
    """A question; skill, seed and level make the same one again.

    Attributes:
        skill: name of the skill it trains.
        seed: what all of its choices were drawn from.
        level: difficulty, from 1.
        story: which of the skill's stories tells it.
        situation: the run and what is asked about it.
        options: the answers in the order shown; empty where the answer is typed.
    """

    skill: str
    seed: int
    level: int
    story: int
    situation: Situation
    options: tuple[Option, ...]

    @property
    def answer(self) -> int:
        """The right answer."""
        return self.situation.right

    @property
    def typed(self) -> bool:
        """Whether the answer is typed instead of chosen."""
        return not self.options
