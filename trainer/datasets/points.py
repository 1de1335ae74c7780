"""Points of the plane, drawn once and for all, so that a decision surface can be seen."""

from collections.abc import Callable, Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.datasets import make_blobs, make_circles, make_moons

from trainer.datasets.samples import Samples

COUNT = 1000
SEED = 0
_CORNERS = ((-1.5, -1.5), (1.5, 1.5), (-1.5, 1.5), (1.5, -1.5))


def moons() -> Samples:
    """Two interleaved half circles."""
    return _samples(*make_moons(COUNT, noise=0.2, random_state=SEED))


def circles() -> Samples:
    """A circle inside another."""
    return _samples(*make_circles(COUNT, noise=0.1, factor=0.5, random_state=SEED))


def blobs() -> Samples:
    """Four round clusters that overlap at their edges."""
    return _samples(*make_blobs(COUNT, centers=_CORNERS, cluster_std=0.8, random_state=SEED))


def spirals() -> Samples:
    """Two spirals wound into each other, one and a half turns each."""
    draw = np.random.default_rng(SEED)
    labels = np.arange(COUNT) % 2
    along = np.sqrt(draw.uniform(0.02, 1, COUNT))
    angle = along * 3 * np.pi + labels * np.pi
    points = 2 * along[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return _samples(points + draw.normal(0, 0.06, points.shape), labels)


def xor() -> Samples:
    """Points of two classes in opposite quarters of a square."""
    draw = np.random.default_rng(SEED)
    points = draw.uniform(-1.5, 1.5, (COUNT, 2))
    labels = (points[:, 0] * points[:, 1] < 0).astype(int)
    return _samples(points + draw.normal(0, 0.1, points.shape), labels)


def _samples(points: NDArray[np.float64], labels: NDArray[np.int64]) -> Samples:
    return Samples(torch.tensor(points, dtype=torch.float32), torch.tensor(labels))


LOADERS: Mapping[str, Callable[[], Samples]] = {
    "moons": moons,
    "circles": circles,
    "blobs": blobs,
    "spirals": spirals,
    "xor": xor,
}
