"""The data sets as tensors, each split once and for all into training and validation samples."""

from dataclasses import dataclass

import torch
from sklearn.datasets import load_digits, make_moons
from sklearn.model_selection import train_test_split
from torch import Tensor

VALIDATION_SHARE = 0.2
SPLIT_SEED = 0
"""The split never changes, so that runs with different seeds are judged on the same samples."""


@dataclass(frozen=True)
class Samples:
    """Inputs (samples x channels x height x width, or samples x features) and class indices."""

    inputs: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class Split:
    """The samples to train on, those to validate on, and how many classes there are."""

    train: Samples
    val: Samples
    classes: int


def load(name: str) -> Split:
    """A data set by its key, with the same share of every class in both parts."""
    inputs, labels = _LOADERS[name]()
    train_inputs, val_inputs, train_labels, val_labels = train_test_split(
        inputs.numpy(),
        labels.numpy(),
        test_size=VALIDATION_SHARE,
        stratify=labels.numpy(),
        random_state=SPLIT_SEED,
    )
    train = Samples(torch.from_numpy(train_inputs), torch.from_numpy(train_labels))
    val = Samples(torch.from_numpy(val_inputs), torch.from_numpy(val_labels))
    return Split(train, val, classes=int(labels.max()) + 1)


def _digits() -> tuple[Tensor, Tensor]:
    """1,797 grey pictures of handwritten digits, 8 x 8 pixels, from 0 to 1."""
    pixels, labels = load_digits(return_X_y=True)
    pictures = torch.tensor(pixels / 16, dtype=torch.float32).view(-1, 1, 8, 8)
    return pictures, torch.tensor(labels)


def _moons() -> tuple[Tensor, Tensor]:
    """1,000 points of two interleaved half circles."""
    points, labels = make_moons(1000, noise=0.2, random_state=SPLIT_SEED)
    return torch.tensor(points, dtype=torch.float32), torch.tensor(labels)


_LOADERS = {"digits": _digits, "moons": _moons}
