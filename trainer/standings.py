"""What came of each run of a comparison, in one row of numbers, and which one did best."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.comparison import Comparison, varied
from trainer.counts import Counts, compare
from trainer.history import History, StopReason

EVEN = 1.05
"""Up to how many times the lowest loss, or share of errors, all others are about the same."""
_OWN_LOSS = {"dataset", "loss"}
"""What makes the loss another one: then accuracies are held against each other instead."""


@dataclass(frozen=True)
class Standing:
    """What came of one run.

    Attributes:
        name: what it has that the others have not.
        epoch: the one with the lowest validation loss; None where no epoch was finished.
        loss: the validation loss after it.
        accuracy: the validation accuracy after it; None where numbers are predicted.
        counts: what was derived and what was measured.
        seconds: how long all epochs took together.
        stopped_by: why it ended early; None where it did not.
        epochs: epochs that it finished.
    """

    name: str
    epoch: int | None
    loss: float | None
    accuracy: float | None
    counts: Counts
    seconds: float
    stopped_by: StopReason | None
    epochs: int


@dataclass(frozen=True)
class Standings:
    """All runs of a comparison, in its order.

    Attributes:
        rows: one for each run.
        by_accuracy: whether the accuracy says which is better, because the losses are not alike.
    """

    rows: tuple[Standing, ...]
    by_accuracy: bool

    def measured(self, row: Standing) -> float:
        """The number by which a run is held against the others."""
        return (row.accuracy if self.by_accuracy else row.loss) or 0.0

    @property
    def ranked(self) -> list[Standing]:
        """Those that finished an epoch, best first."""
        known = [row for row in self.rows if row.epoch is not None]
        return sorted(known, key=self.measured, reverse=self.by_accuracy)

    @property
    def even(self) -> bool:
        """Whether all came out about the same."""
        ranked = self.ranked
        if len(ranked) < len(self.rows):
            return False
        best, worst = self.measured(ranked[0]), self.measured(ranked[-1])
        if self.by_accuracy:
            return 1 - worst <= EVEN * (1 - best)
        return worst <= EVEN * best


def standings(
    comparison: Comparison, histories: Sequence[History], names: Sequence[str]
) -> Standings:
    """What came of these runs, by their names."""
    rows = []
    for run, history, name in zip(comparison.runs, histories, names, strict=True):
        best = history.records[history.best_epoch - 1] if history.best_epoch else None
        rows.append(
            Standing(
                name,
                epoch=history.best_epoch,
                loss=best.val_loss if best else None,
                accuracy=best.val_accuracy if best else None,
                counts=compare(run, history),
                seconds=sum(record.seconds for record in history.records),
                stopped_by=history.stopped_by,
                epochs=len(history.records),
            )
        )
    scored = all(row.accuracy is not None for row in rows if row.epoch)
    unlike = not _OWN_LOSS.isdisjoint(varied(comparison))
    return Standings(tuple(rows), by_accuracy=unlike and scored)
