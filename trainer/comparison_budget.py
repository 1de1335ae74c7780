"""What fits where a comparison would take longer than it may."""

from collections.abc import Iterator
from dataclasses import replace

from trainer.budget import BUDGET
from trainer.comparison import FEWEST, Comparison, faults
from trainer.cost import rough_seconds

_ROOM = 0.9
"""Share of the budget that something offered may take: no estimate is exact."""


def fitting(
    comparison: Comparison, seconds: float, budget: float = BUDGET
) -> tuple[Comparison, ...]:
    """The nearest comparisons that fit the budget: with fewer epochs, and of fewer runs.

    Args:
        comparison: what would take too long.
        seconds: how long it would take.
        budget: how long it may take.
    """
    most = _ROOM * budget / seconds * _rough(comparison)
    found = (
        next((one for one in candidates if _rough(one) <= most and not faults(one)), None)
        for candidates in (_fewer_epochs(comparison), _fewer_runs(comparison))
    )
    return tuple(one for one in found if one)


def _rough(comparison: Comparison) -> float:
    return sum(map(rough_seconds, comparison.runs))


def _fewer_epochs(comparison: Comparison) -> Iterator[Comparison]:
    """None of the runs with more epochs than that, as long as they differ in something."""
    for epochs in range(max(run.epochs for run in comparison.runs) - 1, 0, -1):
        yield Comparison(
            tuple(replace(run, epochs=min(run.epochs, epochs)) for run in comparison.runs)
        )


def _fewer_runs(comparison: Comparison) -> Iterator[Comparison]:
    """Without the longest run, the two longest, and so on."""
    runs = list(comparison.runs)
    while len(runs) > FEWEST:
        runs.remove(max(runs, key=rough_seconds))
        yield Comparison(tuple(runs))
