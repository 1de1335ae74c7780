"""What the loop counts while it runs: some updates at a time, an epoch at a time."""

import torch
from torch import Tensor

from trainer.choices import DATASETS
from trainer.config import RunConfig, plan
from trainer.datasets import Split
from trainer.events import Progress
from trainer.examples import examples
from trainer.history import EpochRecord, Example, History, StopReason, thinned
from trainer.losses import predictions
from trainer.scores import Evaluation, Scores, confusion, scores
from trainer.step import Order, Trained


class Tally:
    """Counts of one run so far; nothing in it is derived."""

    def __init__(self, config: RunConfig, data: Split) -> None:
        self._config = config
        self._data = data
        self._planned_iterations = plan(config).total_iterations
        self._records: list[EpochRecord] = []
        self._losses: list[float] = []
        self._samples = self._last_batch = 0
        self._rate = 0.0
        self._evaluation: Evaluation | None = None
        self._begin_epoch()

    def _begin_epoch(self) -> None:
        self._epoch_loss = self._epoch_norm = 0.0
        self._epoch_samples = self._epoch_updates = 0
        self._confusion = torch.zeros(self._data.classes, self._data.classes, dtype=torch.long)

    @property
    def iterations(self) -> int:
        """Weight updates made so far."""
        return len(self._losses)

    def count(self, trained: Trained, order: Order, rates: list[float]) -> None:
        """Count updates: what they told, the places of their samples, their learning rates."""
        self._rate = rates[-1]
        for loss, norm, indices in zip(trained.losses, trained.norms, order, strict=False):
            self._epoch_loss += loss * len(indices)
            self._epoch_norm += norm
            self._epoch_samples += len(indices)
        made = order[: len(trained.losses)]
        self._losses += trained.losses
        self._epoch_updates += len(made)
        self._samples += sum(map(len, made))
        if made:
            self._last_batch = (len(made[-1]) - 1) % self._config.batch_size + 1
            self._count_answers(trained.outputs, made)

    def _count_answers(self, outputs: list[Tensor], made: Order) -> None:
        """Count which class was taken for which.

        The outputs themselves are not kept: thousands of small tensors among large ones would
        keep the memory of those from being used again.
        """
        classes = self._data.classes
        if classes:
            wanted = self._data.train.targets[torch.cat(made)]
            self._confusion += confusion(wanted, predictions(torch.cat(outputs)), classes)

    def end_epoch(self, evaluation: Evaluation, seconds: float) -> None:
        """Record an epoch with what the network was worth after it."""
        train = scores(self._confusion) if self._data.classes else Scores()
        val = evaluation.scores
        self._evaluation = evaluation
        record = EpochRecord(
            epoch=len(self._records) + 1,
            train_loss=self._epoch_loss / self._epoch_samples,
            train_accuracy=train.accuracy,
            val_loss=evaluation.loss,
            val_accuracy=val.accuracy,
            precision=val.precision,
            recall=val.recall,
            learning_rate=self._rate,
            seconds=seconds,
            f1=val.f1,
            train_precision=train.precision,
            train_recall=train.recall,
            train_f1=train.f1,
            gradient_norm=self._epoch_norm / self._epoch_updates,
        )
        self._records.append(record)
        self._begin_epoch()

    def out_of_patience(self) -> bool:
        """Whether too many epochs have passed since the best one."""
        patience = self._config.patience
        if patience is None:
            return False
        losses = [record.val_loss for record in self._records]
        return len(losses) - 1 - losses.index(min(losses)) >= patience

    def progress(self) -> Progress:
        """How far the run is."""
        return Progress(
            epoch=min(len(self._records) + 1, self._config.epochs),
            epochs=self._config.epochs,
            iteration=self.iterations,
            iterations=self._planned_iterations,
            loss=self._losses[-1] if self._losses else 0.0,
            record=self._records[-1] if self._records else None,
        )

    def history(self, stopped_by: StopReason | None) -> History:
        """Everything until now."""
        every, losses = thinned(self._losses)
        return History(
            records=tuple(self._records),
            measured_train_size=len(self._data.train),
            measured_val_size=len(self._data.val),
            measured_iterations=self.iterations,
            measured_samples=self._samples,
            measured_last_batch=self._last_batch,
            stopped_by=stopped_by,
            losses=losses,
            loss_every=every,
            confusion=_rows(self._evaluation.confusion) if self._evaluation else None,
            examples=self._examples(),
        )

    def _examples(self) -> tuple[Example, ...]:
        if self._evaluation is None or not DATASETS[self._config.dataset].pictures:
            return ()
        return examples(self._evaluation.outputs, self._data.val.targets)


def _rows(counts: Tensor | None) -> tuple[tuple[int, ...], ...] | None:
    return None if counts is None else tuple(map(tuple, counts.tolist()))
