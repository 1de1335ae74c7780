"""The counts of a run twice: derived from its configuration, and measured by the loop."""

from dataclasses import dataclass

from trainer.choices import DATASETS
from trainer.config import RunConfig, plan
from trainer.history import History


@dataclass(frozen=True)
class Counts:
    """Derived counts of the whole run, and measured ones of what was really done."""

    train_size: int
    val_size: int
    batches_per_epoch: int
    iterations_per_epoch: int
    total_iterations: int
    samples_seen: int
    last_batch_size: int
    measured_train_size: int
    measured_val_size: int
    measured_iterations: int
    measured_samples: int
    measured_last_batch: int

    @property
    def agree(self) -> bool:
        """Everything that was measured is as derived; false also for a run that ended early."""
        derived = (
            self.train_size,
            self.val_size,
            self.total_iterations,
            self.samples_seen,
            self.last_batch_size,
        )
        measured = (
            self.measured_train_size,
            self.measured_val_size,
            self.measured_iterations,
            self.measured_samples,
            self.measured_last_batch,
        )
        return derived == measured


def compare(config: RunConfig, history: History) -> Counts:
    """Set what the solver derives beside what the run measured."""
    derived = plan(config)
    return Counts(
        train_size=derived.samples,
        val_size=DATASETS[config.dataset].val_size,
        batches_per_epoch=derived.batches_per_epoch,
        iterations_per_epoch=derived.iterations_per_epoch,
        total_iterations=derived.total_iterations,
        samples_seen=derived.samples_seen,
        last_batch_size=derived.last_batch_size,
        measured_train_size=history.measured_train_size,
        measured_val_size=history.measured_val_size,
        measured_iterations=history.measured_iterations,
        measured_samples=history.measured_samples,
        measured_last_batch=history.measured_last_batch,
    )
