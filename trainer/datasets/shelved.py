"""Data sets of the shelf, with the split of their makers."""

import numpy as np
import torch

from trainer.choices import DATASETS
from trainer.datasets.samples import Samples, Split
from trainer.shelf import SHELF


def load(name: str) -> Split:
    """A data set of the shelf, mapped into memory, which workers share; changes stay private."""
    train_inputs, train_targets, val_inputs, val_targets = (
        torch.from_numpy(np.load(SHELF.place(name) / f"{part}-{kind}.npy", mmap_mode="c"))
        for part in ("train", "val")
        for kind in ("inputs", "targets")
    )
    train, val = Samples(train_inputs, train_targets), Samples(val_inputs, val_targets)
    return Split(train, val, DATASETS[name].classes)
