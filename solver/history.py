"""What a training log tells: a curve by epoch and by step, and facts about the run."""

import math
from dataclasses import dataclass, fields, replace

from solver.spans import Exact, Span


@dataclass(frozen=True)
class Record:
    """What a log says at one place of the run; None where it says nothing.

    Attributes:
        epoch: as the log counts it; a fraction where the log gives one, as 0.32.
        iteration: weight updates since the start of the run.
        train_loss: loss on the training data.
        val_loss: loss on the data that was held out.
        train_accuracy: share of the training samples, 0 to 1, that were classified right.
        val_accuracy: the same share of the samples that were held out.
        learning_rate: step size.
        gradient_norm: length of the gradient.
        seconds: how long the epoch took.
    """

    epoch: Exact | None = None
    iteration: int | None = None
    train_loss: float | None = None
    val_loss: float | None = None
    train_accuracy: float | None = None
    val_accuracy: float | None = None
    learning_rate: float | None = None
    gradient_norm: float | None = None
    seconds: Span | None = None

    def updated(self, later: "Record") -> "Record":
        """This record with everything that a later one says."""
        said = {field.name: getattr(later, field.name) for field in fields(later)}
        return replace(self, **{name: value for name, value in said.items() if value is not None})


@dataclass(frozen=True)
class Bar:
    """The last progress bar of a log, such as 176/2625 [03:11<44:00, 1.08s/it].

    Attributes:
        done: what is finished.
        total: what there is in all.
        whole_run: it counts the iterations of the run; otherwise those of one epoch.
        elapsed: seconds since it started.
        remaining: seconds that it expects to need.
        seconds_per_iteration: its pace.
    """

    done: int
    total: int
    whole_run: bool
    elapsed: Span | None = None
    remaining: Span | None = None
    seconds_per_iteration: Span | None = None


@dataclass(frozen=True)
class RunFacts:
    """What a log states about the whole run; None where it does not.

    Attributes:
        epochs: planned epochs.
        iterations_per_epoch: weight updates in an epoch.
        total_iterations: planned weight updates.
        train_size: samples of the training set.
        batch_size: samples in one forward pass on one device.
        effective_batch_size: samples behind one weight update.
        grad_accumulation: batches whose gradients make one weight update.
        samples_seen: samples processed so far.
        seconds_per_iteration: time of one weight update.
        iterations_per_second: pace of the whole run.
        throughput: samples per second.
        runtime: seconds that the finished run took.
        remaining: seconds that the log expects the run to need still.
        stopped_epoch: the epoch after which early stopping ended the run.
        best_epoch: the epoch that the log itself calls the best.
    """

    epochs: int | None = None
    iterations_per_epoch: int | None = None
    total_iterations: int | None = None
    train_size: int | None = None
    batch_size: int | None = None
    effective_batch_size: int | None = None
    grad_accumulation: int | None = None
    samples_seen: int | None = None
    seconds_per_iteration: Span | None = None
    iterations_per_second: Span | None = None
    throughput: Span | None = None
    runtime: Span | None = None
    remaining: Span | None = None
    stopped_epoch: int | None = None
    best_epoch: int | None = None


@dataclass(frozen=True)
class History:
    """A training run as its log tells it.

    Attributes:
        epochs: one record for each epoch, with what the log said last in it.
        steps: every record in the order of the log.
        facts: what was stated about the whole run.
        bar: the last progress bar.
        first_epoch: the number of the first epoch, 0 or 1.
        earlier_runs: how many other runs the log told of before this one.
    """

    epochs: tuple[Record, ...] = ()
    steps: tuple[Record, ...] = ()
    facts: RunFacts = RunFacts()
    bar: Bar | None = None
    first_epoch: int = 1
    earlier_runs: int = 0

    @property
    def best(self) -> Record | None:
        """The epoch with the lowest validation loss, or training loss where there is no other."""
        for name in ("val_loss", "train_loss"):
            known = [record for record in self.epochs if getattr(record, name) is not None]
            finite = [r for r in known if math.isfinite(getattr(r, name))]
            if known:
                return min(finite, key=lambda record: float(getattr(record, name)), default=None)
        return None

    @property
    def iteration(self) -> int | None:
        """The iteration that the log ends at."""
        known = (record.iteration for record in reversed(self.steps))
        return next((iteration for iteration in known if iteration is not None), None)
