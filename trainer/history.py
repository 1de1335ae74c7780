"""What a run did: numbers for each epoch, and what the loop counted while it ran."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

StopReason = Literal["time", "divergence"]
"""Why a run ended early: its time was up, or a loss was no finite number any more."""


@dataclass(frozen=True)
class EpochRecord:
    """One finished epoch.

    Attributes:
        epoch: its number, from 1.
        train_loss: mean loss of the samples that the epoch trained on, each before its update.
        train_accuracy: share of these samples, 0 to 1, that were classified right.
        val_loss: mean loss of the validation samples, after the epoch.
        val_accuracy: share of the validation samples, 0 to 1, that were classified right.
        precision: mean precision of the classes on the validation samples.
        recall: mean recall of the classes on the validation samples.
        learning_rate: step size in this epoch.
        seconds: how long it took, validation included.
    """

    epoch: int
    train_loss: float
    train_accuracy: float
    val_loss: float
    val_accuracy: float
    precision: float
    recall: float
    learning_rate: float
    seconds: float


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
    """

    records: tuple[EpochRecord, ...]
    measured_train_size: int
    measured_val_size: int
    measured_iterations: int
    measured_samples: int
    measured_last_batch: int
    stopped_by: StopReason | None = None

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
        values = json.loads(text)
        records = tuple(EpochRecord(**record) for record in values.pop("records"))
        return cls(records=records, **values)
