"""What a run tells while it waits and works."""

from dataclasses import dataclass

from trainer.history import EpochRecord


@dataclass(frozen=True)
class Queued:
    """The run waits for a free worker; `place` 1 is next."""

    place: int


@dataclass(frozen=True)
class Started:
    """A worker has taken up the run."""


@dataclass(frozen=True)
class Progress:
    """How far a run is.

    Attributes:
        epoch: the epoch under way, from 1.
        epochs: epochs in the whole run.
        iteration: weight updates made so far.
        iterations: weight updates in the whole run.
        loss: mean loss of the newest batch, before its update.
        record: the newest finished epoch; None in the first.
    """

    epoch: int
    epochs: int
    iteration: int
    iterations: int
    loss: float
    record: EpochRecord | None

    @property
    def finished(self) -> bool:
        """The last epoch has been recorded."""
        return self.record is not None and self.record.epoch == self.epochs


@dataclass(frozen=True)
class RunProgress(Progress):
    """How far a run of a comparison is.

    Attributes:
        number: which run it is, from 1.
        count: runs in the comparison.
    """

    number: int
    count: int


Event = Queued | Started | Progress
