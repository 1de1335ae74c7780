"""What the picture of a comparison shows, as data: for every measure, the curves of each run."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.comparison import Comparison
from trainer.history import History
from trainer.panels import Measure, Panel, curves, place_of_epoch, tells
from trainer.view import Axis, View

WIDE = 40
"""How many times the lowest loss the highest is, from which a logarithmic scale shows more."""
FAR = 5
"""Times by which the loss of a lucky update may be lower to be shown on such a scale."""
BEYOND = 10
"""Times the loss that runs begin with, above which a curve may leave the picture."""


@dataclass(frozen=True)
class Measured:
    """A measure of all runs.

    Attributes:
        panels: of each run; one without lines where a run has no such numbers.
        bests: where the best epoch of each run is; None where it finished none.
    """

    measure: Measure
    panels: tuple[Panel, ...]
    bests: tuple[float | None, ...]

    @property
    def values(self) -> list[float]:
        """All values of all curves."""
        return [value for panel in self.panels for line in panel.lines for value in line.values]

    @property
    def telling(self) -> list[float]:
        """Positive values, without those of single updates far below the lowest of an epoch."""
        lines = [line for panel in self.panels for line in panel.lines]
        whole = [v for line in lines if not line.fine for v in line.values if v > 0]
        floor = min(whole, default=0.0) / FAR
        return [value for value in self.values if value > 0 and value >= floor]


def measured(
    histories: Sequence[History], comparison: Comparison, axis: Axis
) -> tuple[Measured, ...]:
    """What there is to see; a learning rate only where it changes in one of the runs."""
    pairs = list(zip(histories, comparison.runs, strict=True))
    bests = tuple(
        place_of_epoch(config, history.best_epoch, axis) if history.best_epoch else None
        for history, config in pairs
    )
    by_run = [curves(history, config, axis) for history, config in pairs]
    return tuple(
        Measured(panels[0].measure, panels, bests)
        for panels in zip(*by_run, strict=True)
        if any(map(tells, panels))
    )


def usual_view(histories: Sequence[History]) -> View:
    """How a comparison is shown first: with a logarithmic scale where losses lie far apart."""
    losses = [loss for h in histories for r in h.records for loss in (r.train_loss, r.val_loss)]
    positive = [loss for loss in losses if loss > 0]
    return View(log=bool(positive) and max(positive) > WIDE * min(positive))


def highest(histories: Sequence[History]) -> float | None:
    """The loss that a picture shows at most, where one blew up; None where none did."""
    first = [h.losses[0] if h.losses else h.records[0].train_loss for h in histories if _lost(h)]
    most = max((loss for h in histories for loss in _lost(h)), default=0.0)
    limit = BEYOND * max(first, default=0.0)
    return limit if 0 < limit < most else None


def _lost(history: History) -> list[float]:
    found = [loss for one in history.records for loss in (one.train_loss, one.val_loss)]
    return [*history.losses, *found]
