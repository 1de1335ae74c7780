"""Pictures, with pixels from 0 to 1."""

from collections.abc import Callable, Mapping

import torch
from sklearn.datasets import load_digits

from trainer.datasets.samples import Samples


def digits() -> Samples:
    """1,797 grey pictures of handwritten digits, 8 x 8 pixels."""
    pixels, labels = load_digits(return_X_y=True)
    pictures = torch.tensor(pixels / 16, dtype=torch.float32).view(-1, 1, 8, 8)
    return Samples(pictures, torch.tensor(labels))


LOADERS: Mapping[str, Callable[[], Samples]] = {"digits": digits}
