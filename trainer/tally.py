"""What the loop counts while it runs: a batch at a time, an epoch at a time."""

from trainer.config import RunConfig, learning_rate, plan
from trainer.datasets import Split
from trainer.events import Progress
from trainer.history import EpochRecord, History, StopReason
from trainer.scores import Scores


class Tally:
    """Counts of one run so far; nothing in it is derived."""

    def __init__(self, config: RunConfig) -> None:
        self._config = config
        self._planned_iterations = plan(config).total_iterations
        self._records: list[EpochRecord] = []
        self._iterations = self._samples = self._last_batch = 0
        self._newest_loss = 0.0
        self._begin_epoch()

    def _begin_epoch(self) -> None:
        self._epoch_loss = 0.0
        self._epoch_hits = self._epoch_samples = 0

    def count(self, loss: float, hits: int, size: int) -> None:
        """Count a batch: its mean loss, how many of its samples were right, how many it has."""
        self._iterations += 1
        self._samples += size
        self._last_batch = size
        self._newest_loss = loss
        self._epoch_loss += loss * size
        self._epoch_hits += hits
        self._epoch_samples += size

    def end_epoch(self, scores: Scores, seconds: float) -> None:
        """Record an epoch with the scores on the validation samples."""
        record = EpochRecord(
            epoch=len(self._records) + 1,
            train_loss=self._epoch_loss / self._epoch_samples,
            train_accuracy=self._epoch_hits / self._epoch_samples,
            val_loss=scores.loss,
            val_accuracy=scores.accuracy,
            precision=scores.precision,
            recall=scores.recall,
            learning_rate=learning_rate(self._config),
            seconds=seconds,
        )
        self._records.append(record)
        self._begin_epoch()

    def progress(self) -> Progress:
        """How far the run is."""
        return Progress(
            epoch=min(len(self._records) + 1, self._config.epochs),
            epochs=self._config.epochs,
            iteration=self._iterations,
            iterations=self._planned_iterations,
            loss=self._newest_loss,
            record=self._records[-1] if self._records else None,
        )

    def history(self, data: Split, stopped_by: StopReason | None) -> History:
        """Everything until now."""
        return History(
            records=tuple(self._records),
            measured_train_size=len(data.train),
            measured_val_size=len(data.val),
            measured_iterations=self._iterations,
            measured_samples=self._samples,
            measured_last_batch=self._last_batch,
            stopped_by=stopped_by,
        )
