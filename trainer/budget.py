"""How long one run may take, and what fits where a run would take longer."""

from collections.abc import Callable, Iterator
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


def fitting(config: RunConfig, seconds: float, budget: float = BUDGET) -> tuple[RunConfig, ...]:
    """The nearest runs that fit the budget, each with one thing changed; none where none does.

    Args:
        config: what would take too long.
        seconds: how long it would take.
        budget: how long it may take.
    """
    share = _ROOM * budget / seconds

    def fits(other: RunConfig) -> bool:
        return rough_seconds(other) <= share * rough_seconds(config) and not faults(other)

    found = (_nearest(steps(config), fits) for steps in (_fewer_epochs, _larger_batches, _smaller))
    return tuple(one for one in found if one)


def _nearest(
    candidates: Iterator[RunConfig], fits: Callable[[RunConfig], bool]
) -> RunConfig | None:
    return next(filter(fits, candidates), None)


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
