"""The curves of a run, ours or those of a pasted log, as one plain thing to be judged."""

import math
from dataclasses import dataclass
from itertools import takewhile
from statistics import fmean
from typing import Literal

from solver.history import History as Log
from solver.history import Record
from trainer.config import RunConfig, learning_rate
from trainer.curve import Curve
from trainer.history import EpochRecord, History

Measure = Literal["train_loss", "val_loss", "train_accuracy", "val_accuracy"]
Burden = Literal["dropout", "label_noise", "augmentation"]
"""What makes the training samples harder than those that validate."""

TELLING = 32
"""Samples whose mean loss can be compared with that of as many others."""
BEYOND_ALL = 1e300
"""A loss from which nothing can be computed any more, like infinity."""


@dataclass(frozen=True)
class Row:
    """The numbers of one epoch, all of them finite; None where there is none."""

    epoch: int
    train_loss: float | None = None
    val_loss: float | None = None
    train_accuracy: float | None = None
    val_accuracy: float | None = None


@dataclass(frozen=True)
class Series:
    """A run as far as its losses are finite.

    Attributes:
        rows: an epoch each, numbered as whoever wrote them down counted.
        broken_at: the epoch in which a loss was no finite number any more.
        learning_rate: the largest one.
        first_loss: the loss of the first samples, where that is known.
        highest_loss: the largest loss of as many samples together, where that is known.
        val_size: samples that validated, where that is known.
        burdens: what made training harder than validation; None where that is not known.
    """

    rows: tuple[Row, ...]
    broken_at: int | None = None
    learning_rate: float | None = None
    first_loss: float | None = None
    highest_loss: float | None = None
    val_size: int | None = None
    burdens: tuple[Burden, ...] | None = None

    def curves(self, *measures: Measure) -> tuple[Curve, ...]:
        """Measures over the epochs that have all of them."""
        rows = [
            row for row in self.rows if all(getattr(row, name) is not None for name in measures)
        ]
        epochs = tuple(row.epoch for row in rows)
        return tuple(Curve(epochs, tuple(getattr(row, name) for row in rows)) for name in measures)


def of_run(history: History, config: RunConfig) -> Series:
    """The curves of a run of ours."""
    records = history.records
    rows = tuple(_row(record, record.epoch) for record in records)
    losses = _blocks(history)
    return Series(
        rows,
        broken_at=len(records) + 1 if history.stopped_by == "divergence" else None,
        learning_rate=learning_rate(config),
        first_loss=losses[0] if losses else None,
        highest_loss=max(losses, default=None),
        val_size=history.measured_val_size,
        burdens=_burdens(config),
    )


def of_log(log: Log) -> Series:
    """The curves of a pasted log; no rows where it tells of no epochs."""
    records = [record for record in log.epochs if record.epoch is not None]
    whole = list(takewhile(_is_finite, records))
    rows = tuple(_row(record, int(record.epoch or 0)) for record in whole)
    rates = [one.learning_rate for one in records if one.learning_rate is not None]
    broken = records[len(whole)].epoch if len(whole) < len(records) else None
    return Series(
        rows,
        broken_at=None if broken is None else int(broken),
        learning_rate=max(rates, default=None),
    )


def _blocks(history: History) -> list[float]:
    """The losses of the updates, small batches taken together: one sample alone tells little."""
    if not history.losses:
        return []
    samples = history.measured_samples * history.loss_every / history.measured_iterations
    size = max(1, round(TELLING / samples))
    starts = range(0, max(1, len(history.losses) - size + 1), size)
    return [fmean(history.losses[start : start + size]) for start in starts]


def _row(record: EpochRecord | Record, epoch: int) -> Row:
    accuracies = (record.train_accuracy, record.val_accuracy)
    shares = (None if one is None or not math.isfinite(one) else one for one in accuracies)
    return Row(epoch, record.train_loss, record.val_loss, *shares)


def _is_finite(record: Record) -> bool:
    return all(abs(loss) < BEYOND_ALL for loss in (record.train_loss or 0, record.val_loss or 0))


def _burdens(config: RunConfig) -> tuple[Burden, ...]:
    found: tuple[tuple[Burden, object], ...] = (
        ("dropout", config.dropout),
        ("label_noise", config.label_noise),
        ("augmentation", config.augmentation),
    )
    return tuple(name for name, value in found if value)
