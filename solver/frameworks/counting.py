"""A framework's way to count weight updates, and what it makes of a training run.

Frameworks agree on a run until gradients are accumulated and the batches of an epoch do not divide
evenly, or until devices drop an incomplete last batch.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal, NamedTuple

from solver.language import Phrase
from solver.plan import Plan


class Leftover(Enum):
    """What becomes of the batches that an epoch has left over when gradients are accumulated."""

    UPDATES = "they make an update of their own"
    NO_UPDATE = "they make no update"
    NO_UPDATE_BUT_ONE = "they make no update, but every epoch makes at least one"
    CARRIED = "they count for the next epoch; at the end of the run they make no update"
    CARRIED_TO_END = "they count for the next epoch; at the end of the run they make an update"


@dataclass(frozen=True)
class Rule:
    """How a framework counts.

    Attributes:
        name: its key.
        title: its name in running text.
        versions: what the rule was checked with.
        checked: whether that was run, or only read.
        words: how it counts, in one sentence.
        leftover: what becomes of left-over batches; None where updates do not follow from a plan.
        deals_batches: devices are dealt whole batches, not padded shares of the samples.
        drops_last: it leaves out an incomplete last batch unless told otherwise.
    """

    name: str
    title: Phrase
    versions: str
    checked: Literal["run", "read"]
    words: Phrase
    leftover: Leftover | None = Leftover.UPDATES
    deals_batches: bool = False
    drops_last: bool = False

    @property
    def compared(self) -> bool:
        """Whether the same settings mean the same run, so that its counts can be compared."""
        return self.leftover is not None and not self.drops_last


class Count(NamedTuple):
    """Weight updates: in an epoch, from `low` to `high` where epochs differ, and in the run."""

    low: int
    high: int
    total: int


def batches_per_epoch(plan: Plan, rule: Rule) -> int:
    """Forward passes of one device in an epoch."""
    plan = replace(plan, drop_last=plan.drop_last or rule.drops_last)
    if plan.drop_last and rule.deals_batches:
        return plan.samples // (plan.batch_size * plan.devices)
    return plan.batches_per_epoch


def updates(plan: Plan, rule: Rule) -> Count | None:
    """Weight updates in each epoch and in all; None where they do not follow from a plan."""
    if rule.leftover is None:
        return None
    batches, k = batches_per_epoch(plan, rule), plan.grad_accumulation
    rounded = _ROUNDED[rule.leftover]
    if rule.leftover not in _RUNS_ON:
        each = rounded(batches, k)
        return Count(each, each, plan.epochs * each)
    total = rounded(plan.epochs * batches, k)
    in_last_epoch = total - _down((plan.epochs - 1) * batches, k)
    return Count(_down(batches, k), max(_up(batches, k), in_last_epoch), total)


def nominal_accumulation(plan: Plan, nominal_batch: int = 64) -> int:
    """Batches behind one update after the warm-up of Ultralytics YOLO, which aims at 64 images.

    It never waits for more batches than the whole run has.
    """
    total_batch = plan.batch_size * plan.devices
    return max(min(round(nominal_batch / total_batch), plan.total_batches), 1)


def _up(batches: int, k: int) -> int:
    return -(-batches // k)


def _down(batches: int, k: int) -> int:
    return batches // k


def _down_to_one(batches: int, k: int) -> int:
    return max(batches // k, 1) if batches else 0


_ROUNDED: dict[Leftover, Callable[[int, int], int]] = {
    Leftover.UPDATES: _up,
    Leftover.NO_UPDATE: _down,
    Leftover.NO_UPDATE_BUT_ONE: _down_to_one,
    Leftover.CARRIED: _down,
    Leftover.CARRIED_TO_END: _up,
}
_RUNS_ON = {Leftover.CARRIED, Leftover.CARRIED_TO_END}
