"""How long one run may take, and what fits where a run would take longer."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

from trainer.checks import faults
from trainer.config import RunConfig, hidden
from trainer.cost import rough_seconds

BUDGET = 180.0
"""Seconds that one run may train."""
DOUBTFUL = 60.0
"""Seconds from which a rough estimate does not do, and the run itself is tried for a moment."""
_ROOM = 0.9
"""Share of the budget that something offered may take: no estimate is exact."""
_SMALLEST = 4


_TRIALS = 3
"""So often something smaller is tried where what should have fitted does not."""
_Way = Callable[[RunConfig], Iterator[RunConfig]]


async def fitting(
    config: RunConfig,
    seconds: float,
    measured: Callable[[RunConfig], Awaitable[float]],
    budget: float = BUDGET,
) -> list[RunConfig]:
    """The nearest runs that fit the budget, each with one thing changed; none where none does.

    Args:
        config: what would take too long.
        seconds: how long it would take.
        measured: how long a run takes: a rough ratio misleads where two networks differ much.
        budget: how long it may take.
    """
    ways = (_fewer_epochs, _larger_batches, _smaller)
    found = [await _one_way(way, config, seconds, measured, budget) for way in ways]
    return [one for one in found if one]


async def _one_way(
    way: _Way,
    config: RunConfig,
    seconds: float,
    measured: Callable[[RunConfig], Awaitable[float]],
    budget: float,
) -> RunConfig | None:
    """The nearest run that fits, changed in one way."""
    for _ in range(_TRIALS):
        most = _ROOM * budget / seconds * rough_seconds(config)
        nearest = _nearest(way(config), most)
        if nearest is None or (seconds := await measured(nearest)) <= budget:
            return nearest
        config = nearest
    return None


def _nearest(candidates: Iterator[RunConfig], most: float) -> RunConfig | None:
    """The first that can be run and takes at most so many seconds by the rough estimate."""
    return next((one for one in candidates if rough_seconds(one) <= most and not faults(one)), None)


def _fewer_epochs(config: RunConfig) -> Iterator[RunConfig]:
    for epochs in range(config.epochs - 1, 0, -1):
        yield replace(config, epochs=epochs)


def _larger_batches(config: RunConfig) -> Iterator[RunConfig]:
    for power in range(1, 11):
        yield replace(config, batch_size=config.batch_size << power)


def _smaller(config: RunConfig) -> Iterator[RunConfig]:
    sizes = hidden(config)
    while max(sizes, default=0) > _SMALLEST:
        sizes = tuple(max(_SMALLEST, size // 2) for size in sizes)
        yield replace(config, hidden=sizes)
