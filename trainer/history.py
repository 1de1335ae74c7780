"""What a run did: numbers for each epoch, and what the loop counted while it ran."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import takewhile
from statistics import fmean
from typing import Any, Literal

StopReason = Literal["time", "divergence", "patience"]
"""Why a run ended early: its time was up, a loss was no finite number any more, or the validation
loss did not get better for as many epochs as was allowed."""

MOST_LOSSES = 2000
"""Losses of single updates that are kept, at most; of more, the means of several each."""


Example = tuple[int, int]
"""A validation sample by its place, and the class that the network took it for."""


@dataclass(frozen=True)
class EpochRecord:
    """One finished epoch.

    Attributes:
        epoch: its number, from 1.
        train_loss: mean loss of the samples that the epoch trained on, each before its update.
        train_accuracy: share of these samples, 0 to 1, that were classified right; this and all
            other scores are None where numbers are predicted.
        val_loss: mean loss of the validation samples, after the epoch.
        val_accuracy: share of the validation samples, 0 to 1, that were classified right.
        precision: mean precision of the classes on the validation samples.
        recall: mean recall of the classes on the validation samples.
        learning_rate: step size in this epoch.
        seconds: how long it took, validation included.
        f1: mean F1 of the classes on the validation samples.
        train_precision: mean precision of the classes on the samples of the epoch.
        train_recall: mean recall of the classes on the samples of the epoch.
        train_f1: mean F1 of the classes on the samples of the epoch.
        gradient_norm: mean length of the gradient of its updates, before any clipping.
    """

    epoch: int
    train_loss: float
    train_accuracy: float | None
    val_loss: float
    val_accuracy: float | None
    precision: float | None
    recall: float | None
    learning_rate: float
    seconds: float
    f1: float | None = None
    train_precision: float | None = None
    train_recall: float | None = None
    train_f1: float | None = None
    gradient_norm: float | None = None


@dataclass(frozen=True)
class History:
    """A whole run.

    Attributes:
        records: every finished epoch, in order.
        measured_train_size: training samples that the loop was given.
        measured_val_size: validation samples that it was given.
        measured_iterations: weight updates made, unfinished epochs included.
        measured_samples: samples that these updates were made from.
        measured_last_batch: samples in the last batch; 0 where there was none.
        stopped_by: why it ended early; None where it ran to its end.
        losses: mean loss of every `loss_every` updates, in order.
        loss_every: updates behind one of these losses.
        confusion: how often each class (row) was taken for each (column) after the last epoch.
        examples: of pictures, some that the network was wrong or right about after that epoch.
    """

    records: tuple[EpochRecord, ...]
    measured_train_size: int
    measured_val_size: int
    measured_iterations: int
    measured_samples: int
    measured_last_batch: int
    stopped_by: StopReason | None = None
    losses: tuple[float, ...] = ()
    loss_every: int = 1
    confusion: tuple[tuple[int, ...], ...] | None = None
    examples: tuple[Example, ...] = ()

    @property
    def best_epoch(self) -> int | None:
        """The epoch with the lowest validation loss, the first of equals; None without any."""
        if not self.records:
            return None
        return min(self.records, key=lambda record: record.val_loss).epoch

    def to_json(self) -> str:
        """The history as JSON text."""
        return json.dumps(asdict(self), allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> "History":
        """The history that `to_json` wrote."""
        return cls.from_dict(json.loads(text))

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "History":
        """The history from plain data, which is used up by that."""
        records = tuple(EpochRecord(**record) for record in values.pop("records"))
        losses = tuple(values.pop("losses", ()))
        rows = values.pop("confusion", None)
        confusion = None if rows is None else tuple(map(tuple, rows))
        examples = tuple((place, taken_for) for place, taken_for in values.pop("examples", ()))
        return cls(records=records, losses=losses, confusion=confusion, examples=examples, **values)


def thinned(losses: Sequence[float]) -> tuple[int, tuple[float, ...]]:
    """How many updates each kept loss stands for, and these losses; one that is infinite ends."""
    finite = list(takewhile(math.isfinite, losses))
    every = max(1, -(-len(finite) // MOST_LOSSES))
    parts = (finite[start : start + every] for start in range(0, len(finite), every))
    return every, tuple(fmean(part) for part in parts)
