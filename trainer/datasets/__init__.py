"""The data sets as tensors, each split once and for all into training and validation samples."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import torch
from sklearn.model_selection import train_test_split
from torch import Generator, Tensor

from trainer.choices import DATASETS
from trainer.choices.own import own
from trainer.config import RunConfig, train_size
from trainer.datasets import own_tables, pictures, points, sequences, shelved, tables
from trainer.datasets.samples import Samples, Split

__all__ = ["Samples", "Split", "load", "prepare"]

VALIDATION_SHARE = 0.2
SPLIT_SEED = 0
"""The split never changes, so that runs with different seeds are judged on the same samples."""
UNSCALED = 255.0
"""By how much inputs are too large that somebody forgot to scale."""

_LOADERS: Mapping[str, Callable[[], Samples]] = {
    **pictures.LOADERS,
    **points.LOADERS,
    **tables.LOADERS,
    **sequences.LOADERS,
}


def load(name: str) -> Split:
    """A data set by its key, with its own split or the same share of every class in both parts."""
    table = own(name)
    if DATASETS[name].fetched_as and not table:
        return shelved.load(name)
    samples = own_tables.load(table) if table else _LOADERS[name]()
    classes = DATASETS[name].classes
    train, val = train_test_split(
        torch.arange(len(samples)).numpy(),
        test_size=VALIDATION_SHARE,
        stratify=samples.targets.numpy() if classes else None,
        random_state=SPLIT_SEED,
    )
    split = Split(samples.at(torch.from_numpy(train)), samples.at(torch.from_numpy(val)), classes)
    return _standardized(split) if DATASETS[name].shape == "table" else split


def prepare(config: RunConfig) -> Split:
    """The data of a run: its share of the training samples, with the noise and bugs it wants."""
    split = load(config.dataset)
    train = split.train.at(slice(train_size(config)))
    if config.bug == "sorted_by_class":
        train = train.at(train.targets.argsort(stable=True))
    train = replace(train, targets=_with_noise(train.targets, config, split.classes))
    if config.bug == "labels_shifted":
        train = replace(train, targets=train.targets.roll(1))
    if config.bug == "inputs_unscaled":
        val = replace(split.val, inputs=split.val.inputs * UNSCALED)
        return replace(split, train=replace(train, inputs=train.inputs * UNSCALED), val=val)
    return replace(split, train=train)


def _standardized(split: Split) -> Split:
    """Every column with mean 0 and deviation 1, as measured on the training samples alone.

    A column that is the same in all of them becomes 0.
    """

    def scaled(values: Tensor, by: Tensor) -> Tensor:
        deviation = by.std(dim=0)
        return (values - by.mean(dim=0)) / deviation.where(deviation > 0, 1)

    numbers = not split.classes
    train, val = (
        Samples(
            scaled(part.inputs, split.train.inputs),
            scaled(part.targets, split.train.targets) if numbers else part.targets,
        )
        for part in (split.train, split.val)
    )
    return replace(split, train=train, val=val)


def _with_noise(targets: Tensor, config: RunConfig, classes: int) -> Tensor:
    """The targets, a share of them replaced: by any class, or by the number of another sample."""
    if not config.label_noise:
        return targets
    draw = Generator().manual_seed(config.seed)
    chosen = torch.rand(len(targets), generator=draw) < config.label_noise
    others = (
        torch.randint(classes, targets.shape, generator=draw)
        if classes
        else targets[torch.randperm(len(targets), generator=draw)]
    )
    return torch.where(chosen, others, targets)
