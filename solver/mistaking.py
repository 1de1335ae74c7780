"""How mistakes are made: the calculations that lead to a wrong number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from solver.language import Phrase
from solver.plan import Plan
from solver.situation import Situation

Wrong = Callable[[Situation], int | Fraction | None]

PER_EPOCH = {"batches_per_epoch", "iterations_per_epoch", "time_per_epoch", "dropped_samples"}
IN_ALL = {"total_iterations", "time_total"}
COUNTS = {"batches_per_epoch", "iterations_per_epoch", *IN_ALL, "time_per_epoch", "epochs"}


@dataclass(frozen=True)
class Misconception:
    """A named mistake.

    Attributes:
        name: what stores and tests call it.
        sentence: to the learner: what was mixed up, and how it is right.
        wrong: the number that it leads to; None where it has no bearing on what is asked.
    """

    name: str
    sentence: Phrase
    wrong: Wrong

    def mistake(self, situation: Situation) -> int | None:
        """The wrong whole number it leads to; None where it leads to none, or to the right one."""
        try:
            value = self.wrong(situation)
        except ZeroDivisionError:
            return None
        if value is None or value.denominator != 1 or value in {0, situation.right}:
            return None
        return value.numerator


@dataclass(frozen=True)
class Slip:
    """A named mistake in a computation that is not about the counts of a run.

    Attributes:
        name: what stores and tests call it.
        sentence: to the learner: what was mixed up, and how it is right.
        wrong: the number that it leads to, of the numbers of the question; a KeyError where they
            are others.
    """

    name: str
    sentence: Phrase
    wrong: Callable[[Mapping[str, Fraction]], int | Fraction]

    def leads_to(self, numbers: Mapping[str, Fraction]) -> Fraction | None:
        """The wrong number; None where the mistake cannot be made with these numbers."""
        try:
            return Fraction(self.wrong(numbers))
        except (KeyError, ZeroDivisionError):
            return None


def with_run(
    change: Callable[[Plan], Plan],
    asked: set[str] | None = None,
    *,
    where: Callable[[Plan], bool] = lambda _: True,
) -> Wrong:
    """The answer of somebody who has a changed run in mind, where one of these is asked.

    Args:
        change: what is changed.
        asked: quantities about which the mistake can be made; None for all.
        where: whether it changes anything; most runs are spared the making of another one.
    """

    def wrong(situation: Situation) -> Fraction | None:
        if (asked is not None and situation.asked not in asked) or not where(situation.plan):
            return None
        return situation.answer_with(change(situation.plan))

    return wrong


def accumulates(plan: Plan) -> bool:
    """Whether several batches make one update."""
    return plan.grad_accumulation > 1


def shares(plan: Plan) -> bool:
    """Whether several devices share the samples."""
    return plan.devices > 1


def instead(value: Callable[[Plan], int | None], asked: set[str]) -> Wrong:
    """The answer of somebody who calculates something else, where one of these is asked."""
    return lambda situation: value(situation.plan) if situation.asked in asked else None


def with_test_set(situation: Situation) -> Fraction | None:
    """Trains on the test set too."""
    if not situation.test_size:
        return None
    plan = situation.plan
    return situation.answer_with(replace(plan, samples=plan.samples + situation.test_size))


def test_set_instead(situation: Situation) -> Fraction | None:
    """Trains on the test set only."""
    if not situation.test_size:
        return None
    return situation.answer_with(replace(situation.plan, samples=situation.test_size))


def zero_lost(situation: Situation) -> Fraction | None:
    """Reads a tenth of the samples."""
    samples, rest = divmod(situation.plan.samples, 10)
    return (
        None
        if rest or not samples
        else situation.answer_with(replace(situation.plan, samples=samples))
    )


def times_epochs(situation: Situation) -> int | None:
    """Gives the whole run where one epoch is asked."""
    return situation.right * situation.plan.epochs if situation.asked in PER_EPOCH else None


def epochs_as_iterations(situation: Situation) -> int | Fraction | None:
    """Takes an epoch for a single iteration."""
    if situation.asked not in IN_ALL:
        return None
    unit = situation.time_per_iteration if situation.asked == "time_total" else 1
    return situation.plan.epochs * unit


def rounded_once(plan: Plan) -> int | None:
    """Lines up the samples of all epochs and cuts them into batches, across their borders."""
    if plan.grad_accumulation * plan.devices > 1:
        return None
    rounding = 0 if plan.drop_last else plan.batch_size - 1
    return (plan.epochs * plan.samples + rounding) // plan.batch_size


def across_epochs(plan: Plan) -> int | None:
    """Lines up the batches of all epochs and accumulates them across their borders."""
    if plan.grad_accumulation == 1:
        return None
    return -(-plan.total_batches // plan.grad_accumulation)


def gap(plan: Plan) -> int:
    """Samples that the incomplete batch lacks."""
    return plan.batch_size - (plan.dropped_samples or plan.last_batch_size)


def largest_batch_size(plan: Plan) -> int | None:
    """The largest batch size that makes as many batches; None where nothing limits it."""
    others = plan.batches_per_epoch - 1
    return (plan.samples - 1) // others if others else None
