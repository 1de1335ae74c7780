"""What somebody was asked about a run, and the right answer to it."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from solver.plan import Plan


@dataclass(frozen=True)
class Situation:
    """A question with numbers: a run, what is asked about it, and what else was told.

    Attributes:
        plan: the run.
        asked: standard name of the quantity that is asked.
        test_size: samples held out beside the run's own.
        time_per_iteration: seconds for one weight update; 0 where time plays no part.
    """

    plan: Plan
    asked: str
    test_size: int = 0
    time_per_iteration: Fraction = Fraction(0)

    @cached_property
    def right(self) -> int:
        """The right answer.

        Raises:
            ValueError: the answer is not a whole number.
        """
        value = self.answer_with(self.plan)
        if value.denominator != 1:
            raise ValueError(f"{self.asked} is {value}; a question needs a whole answer")
        return value.numerator

    def answer_with(self, plan: Plan) -> Fraction:
        """What somebody answers who has this run in mind; told is what the true run gives.

        Raises:
            KeyError: nothing is asked by this name.
            ZeroDivisionError: a run without any iteration never gets anywhere.
        """
        return Fraction(_ANSWERS[self.asked](self, plan))


def smallest_batch_size(samples: int, batches: int) -> int:
    """The smallest batch size that cuts samples into at most so many batches."""
    return -(-samples // batches)


_ANSWERS: dict[str, Callable[[Situation, Plan], int | Fraction]] = {
    "batches_per_epoch": lambda _, plan: plan.batches_per_epoch,
    "last_batch_size": lambda _, plan: plan.last_batch_size,
    "dropped_samples": lambda _, plan: plan.dropped_samples,
    "iterations_per_epoch": lambda _, plan: plan.iterations_per_epoch,
    "total_iterations": lambda _, plan: plan.total_iterations,
    "samples_seen": lambda _, plan: plan.samples_seen,
    "effective_batch_size": lambda _, plan: plan.effective_batch_size,
    "views_per_sample": lambda _, plan: plan.epochs,
    "epochs": lambda told, plan: -(-told.plan.total_iterations // plan.iterations_per_epoch),
    "batch_size": lambda told, plan: smallest_batch_size(plan.samples, told.plan.batches_per_epoch),
    "time_per_epoch": lambda told, plan: plan.iterations_per_epoch * told.time_per_iteration,
    "time_total": lambda told, plan: plan.total_iterations * told.time_per_iteration,
}
