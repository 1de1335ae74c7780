"""Recorded steps that several runs share, so that a comparison records as little as it can."""

from dataclasses import replace

from torch import Size

from trainer.capture import Recording, record, replaying
from trainer.config import RunConfig
from trainer.datasets import Samples
from trainer.loop import is_short, update_size
from trainer.step import Train, TrainStep, plain

_Key = tuple[RunConfig, int, Size]


class Recordings:
    """Records a step the first time, and replays it for all runs whose steps are the same."""

    def __init__(self) -> None:
        """Nothing is recorded yet."""
        self._known: dict[_Key, Recording] = {}

    def make(self, config: RunConfig, step: TrainStep, train: Samples) -> Train:
        """As `quickest`, with a recording from before where there is one."""
        if is_short(config):
            return plain(step)
        size = update_size(config, train)
        key = (_as_recorded(config), size, train.inputs.shape[1:])
        if key not in self._known:
            self._known[key] = record(step, train.inputs[:size], train.targets[:size])
        return replaying(self._known[key], step, size)


def _as_recorded(config: RunConfig) -> RunConfig:
    """The configuration without what a step is given anew each time, and what is around it."""
    usual = RunConfig()
    return replace(
        config,
        learning_rate=usual.learning_rate,
        schedule=usual.schedule,
        warmup_epochs=usual.warmup_epochs,
        seed=usual.seed,
        epochs=usual.epochs,
        initialization=usual.initialization,
        augmentation=usual.augmentation,
        label_noise=usual.label_noise,
        train_fraction=usual.train_fraction,
        patience=usual.patience,
        shuffle=usual.shuffle,
        drop_last=usual.drop_last,
    )
