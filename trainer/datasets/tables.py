"""Rows of numbers, to be classified or to predict a number from."""

from collections.abc import Callable, Mapping

import numpy as np
import torch
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris, load_wine

from trainer.datasets.samples import Samples

SEED = 0


def iris() -> Samples:
    """150 flowers: four lengths and widths, and which of three kinds."""
    return _classified(load_iris)


def wine() -> Samples:
    """178 wines: 13 measurements, and which of three growers."""
    return _classified(load_wine)


def cancer() -> Samples:
    """569 tumours: 30 measurements, and whether it is benign."""
    return _classified(load_breast_cancer)


def diabetes() -> Samples:
    """442 patients: ten measurements, and how far the illness went in a year."""
    rows, progress = load_diabetes(return_X_y=True)
    return Samples(_tensor(rows), _tensor(progress))


def sine() -> Samples:
    """1,000 points of one and a half periods of a sine, with noise."""
    draw = np.random.default_rng(SEED)
    angles = draw.uniform(-1.5 * np.pi, 1.5 * np.pi, (1000, 1))
    return Samples(_tensor(angles), _tensor(np.sin(angles[:, 0]) + draw.normal(0, 0.15, 1000)))


def _classified(load: Callable[..., tuple[object, object]]) -> Samples:
    rows, labels = load(return_X_y=True)
    return Samples(_tensor(rows), torch.tensor(labels))


def _tensor(values: object) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float32)


LOADERS: Mapping[str, Callable[[], Samples]] = {
    "iris": iris,
    "wine": wine,
    "cancer": cancer,
    "diabetes": diabetes,
    "sine": sine,
}
