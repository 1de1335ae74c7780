"""Questions about time, cost and tokens have the answer that a plain count gives."""

from collections.abc import Callable
from fractions import Fraction
from itertools import accumulate
from random import Random

import pytest

from quiz.drawing import Drawing
from quiz.skills import DRAWS, LEVELS

SEEDS = range(40)


def _epoch_time(n: dict[str, Fraction]) -> Fraction:
    updates = len(range(0, int(n["samples"]), int(n["batch_size"])))
    return updates * n["time_per_iteration"]


def _update_time(n: dict[str, Fraction]) -> Fraction:
    """What, added up over the batches, makes the time of the epoch."""
    return n["time_per_epoch"] / len(range(0, int(n["samples"]), int(n["batch_size"])))


def _time_left(n: dict[str, Fraction]) -> Fraction:
    """What the clock shows at the end, minus what it shows now."""
    clock = [*accumulate([n["elapsed"] / n["done"]] * int(n["epochs"]))]
    return clock[-1] - clock[int(n["done"]) - 1]


def _epochs_in_budget(n: dict[str, Fraction]) -> int:
    """Epoch after epoch, in seconds, as long as there is time."""
    left, each, epochs = int(n["hours"]) * 3600, int(n["time_per_epoch"] * 60), 0
    while left >= each:
        left, epochs = left - each, epochs + 1
    return epochs


def _throughput(n: dict[str, Fraction]) -> int:
    """The samples that are left for each second when all are dealt out."""
    seconds = int(n["time_per_epoch"])
    return len(range(0, int(n["samples"]), seconds))


def _epoch_time_from_throughput(n: dict[str, Fraction]) -> int:
    return len(range(0, int(n["samples"]), int(n["throughput"])))


def _gpu_hours(n: dict[str, Fraction]) -> Fraction:
    return sum(
        (n["epochs"] * n["time_per_epoch"] / 60 for _ in range(int(n["devices"]))), Fraction()
    )


def _gpu_cost(n: dict[str, Fraction]) -> Fraction:
    """Each GPU has a bill of its own."""
    return sum((n["hours"] * n["price"] for _ in range(int(n["devices"]))), Fraction())


def _speedup(n: dict[str, Fraction]) -> Fraction:
    """By units of work: 100 for each device, those that are shared done in rounds of all."""
    devices, alone = int(n["devices"]), int(n["alone"])
    work = [False] * (alone * devices) + [True] * ((100 - alone) * devices)
    rounds = work.count(False) + len(range(0, work.count(True), devices))
    return Fraction(len(work), rounds)


def _tokens_per_batch(n: dict[str, Fraction]) -> int:
    passes = int(n["devices"]) * int(n["grad_accumulation"])
    return sum(int(n["batch_size"]) * int(n["sequence_length"]) for _ in range(passes))


def _tokens_per_epoch(n: dict[str, Fraction]) -> int:
    """Batch by batch; the last one ends with the data."""
    samples, batch_size = int(n["samples"]), int(n["batch_size"])
    full, rest = divmod(samples, batch_size)
    return full * (batch_size * int(n["sequence_length"])) + rest * int(n["sequence_length"])


def _steps_for_tokens(n: dict[str, Fraction]) -> int:
    return len(range(0, int(n["budget"]), int(n["batch_size"]) * int(n["sequence_length"])))


BY_HAND: dict[str, Callable[[dict[str, Fraction]], int | Fraction]] = {
    "epoch_time": _epoch_time,
    "update_time": _update_time,
    "time_left": _time_left,
    "epochs_in_budget": _epochs_in_budget,
    "throughput": _throughput,
    "epoch_time_from_throughput": _epoch_time_from_throughput,
    "gpu_hours": _gpu_hours,
    "gpu_cost": _gpu_cost,
    "speedup": _speedup,
    "tokens_per_batch": _tokens_per_batch,
    "tokens_per_epoch": _tokens_per_epoch,
    "steps_for_tokens": _steps_for_tokens,
}


def _drawn(skill: str) -> list[tuple[int, Drawing]]:
    return [
        (level, DRAWS[skill](Random(f"{skill} {seed} {level}"), level))
        for level in LEVELS
        for seed in SEEDS
    ]


@pytest.mark.parametrize("skill", BY_HAND)
def test_the_answer_equals_a_plain_count(skill: str) -> None:
    """At every level, the answer of every seed is what looping or dealing out gives."""
    for _, drawing in _drawn(skill):
        told = {name: Fraction(value) for name, value in drawing.numbers.items()}
        assert drawing.answer == BY_HAND[skill](told)
        assert (drawing.answer * 10_000).denominator == 1


def test_first_budgets_are_used_up_and_later_ones_leave_a_rest() -> None:
    """Only at level 1 do epochs fit into the time without any left."""
    for level, drawing in _drawn("epochs_in_budget"):
        assert (Fraction(drawing.numbers["quotient"]).denominator == 1) == (level == 1)


def test_devices_never_speed_up_more_than_they_are() -> None:
    """A speed-up lies between 1 and both the number of devices and the limit of the rest."""
    for _, drawing in _drawn("speedup"):
        assert 1 < drawing.answer < drawing.numbers["devices"]
        assert drawing.answer < Fraction(100) / drawing.numbers["alone"]
