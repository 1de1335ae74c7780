"""What a sweep comes to: data only, as the other results."""

from dataclasses import dataclass

from solver.language import Language
from solver.problem import Problem
from solver.results import Answer, Solution
from solver.spans import Exact


@dataclass(frozen=True)
class SweepRow:
    """One value of what is varied, and what follows from it."""

    value: Exact
    solution: Solution

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What follows for every question asked, in order."""
        return self.solution.answers


@dataclass(frozen=True)
class SweepResult:
    """A sweep: which quantity is varied, which are asked, and a row for each value.

    `problem` is what all rows share, so that a next message can follow it up.
    """

    problem: Problem
    quantity: str
    rows: tuple[SweepRow, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The quantities that were asked for, in order."""
        return tuple(answer.quantity for answer in self.rows[0].answers)

    @property
    def language(self) -> Language:
        """The language of the question."""
        return self.problem.language
