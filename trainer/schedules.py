"""The learning rate of every weight update."""

import math

from trainer.config import RunConfig, learning_rate, plan

DROP = 0.1
"""What step decay and a plateau leave of the learning rate."""
PLATEAU_PATIENCE = 3
"""Epochs without a better validation loss that make a plateau."""


class Schedule:
    """The learning rate over a run, as a share of the full one: warm-up first, then the decay."""

    def __init__(self, config: RunConfig) -> None:
        self._kind = config.schedule
        self._full = learning_rate(config)
        self._epochs = config.epochs
        self._warmup = min(config.warmup_epochs, config.epochs)
        self._per_epoch = max(1, plan(config).iterations_per_epoch)
        self._every_batch = config.bug == "schedule_every_batch"
        self._reduced = 1.0
        self._best, self._since_best = math.inf, 0

    def rate(self, iteration: int) -> float:
        """The learning rate of a weight update, counted from 0."""
        epoch = iteration / (1 if self._every_batch else self._per_epoch)
        if epoch < self._warmup:
            return self._full * (epoch + 1 / self._per_epoch) / self._warmup
        return self._full * self._reduced * self._decay(epoch)

    def end_epoch(self, val_loss: float) -> None:
        """Hear how good an epoch was, which is what a plateau is seen from."""
        if self._kind != "plateau":
            return
        if val_loss < self._best:
            self._best, self._since_best = val_loss, 0
        else:
            self._since_best += 1
        if self._since_best >= PLATEAU_PATIENCE:
            self._reduced *= DROP
            self._since_best = 0

    def _decay(self, epoch: float) -> float:
        done = min(1.0, (epoch - self._warmup) / max(1, self._epochs - self._warmup))
        if self._kind == "cosine":
            return (1 + math.cos(math.pi * done)) / 2
        if self._kind == "step":
            return DROP ** ((done >= 1 / 2) + (done >= 3 / 4))
        return 1.0
