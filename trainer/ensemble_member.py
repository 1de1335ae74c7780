"""One run of an ensemble: what it has for itself."""

import math
from collections.abc import Sequence

from torch import Generator, Tensor

from trainer.config import RunConfig
from trainer.datasets import Split
from trainer.events import Progress
from trainer.history import History, StopReason
from trainer.loop import updates_of
from trainer.networks import build
from trainer.schedules import Schedule
from trainer.scores import evaluate
from trainer.step import Order, Trained
from trainer.tally import Tally


class Member:
    """A run that is trained with others; once it has a history, what is trained on is not its.

    Attributes:
        network: what is trained.
        history: what came of it; None while it is under way.
    """

    def __init__(self, config: RunConfig, data: Split) -> None:
        self._config, self._data = config, data
        self.network = build(config, data.train.inputs.shape[1:])
        self.history: History | None = None
        self._order = Generator().manual_seed(config.seed)
        self._schedule, self._tally = Schedule(config), Tally(config, data)

    def order(self) -> Order:
        """The places of the samples of an epoch's updates."""
        return updates_of(self._config, len(self._data.train), self._order)

    def rates(self, count: int) -> list[float]:
        """The learning rates of the next updates."""
        return [self._schedule.rate(self._tally.iterations + i) for i in range(count)]

    def count(self, trained: Trained, order: Sequence[Tensor], rates: list[float]) -> None:
        """Count updates; a loss that is no finite number ends the run."""
        if self.history is None:
            self._tally.count(trained, list(order), rates)
            if trained.diverged:
                self.ended("divergence")

    def end_epoch(self, seconds: float) -> None:
        """Score the network, which may end the run."""
        if self.history is not None:
            return
        evaluation = evaluate(self._config, self.network, self._data.val, self._data.classes)
        if not math.isfinite(evaluation.loss):
            self.ended("divergence")
            return
        self._tally.end_epoch(evaluation, seconds)
        self._schedule.end_epoch(evaluation.loss)
        if self._tally.out_of_patience():
            self.ended("patience")

    def ended(self, reason: StopReason | None) -> History:
        """What came of the run, which ends here unless it has ended before."""
        self.history = self.history or self._tally.history(reason)
        return self.history

    def progress(self) -> Progress:
        """How far the run is."""
        return self._tally.progress()
