"""Pictures changed at random, anew in every epoch, so that none is seen twice."""

import math
from collections.abc import Callable, Mapping

import torch
from torch import Generator, Tensor
from torch.nn.functional import affine_grid, grid_sample

MAX_TURN = math.radians(15)
MAX_SHIFT = 0.25
"""Of half the width or height of a picture."""
NOISE = 0.1
"""Standard deviation, where pixels are from 0 to 1."""
AT_ONCE = 2000
"""Samples that are changed together; turning takes several times the memory of the pictures."""


def augmented(inputs: Tensor, kinds: tuple[str, ...], draw: Generator) -> Tensor:
    """The samples, each changed in all these ways by chance.

    Args:
        inputs: samples x channels x height x width; for noise alone, of any shape.
        kinds: keys in `AUGMENTATIONS`.
        draw: where chance comes from.
    """
    if not kinds:
        return inputs
    changed = torch.empty_like(inputs)
    for start in range(0, len(inputs), AT_ONCE):
        part = inputs[start : start + AT_ONCE]
        for kind in kinds:
            part = _WAYS[kind](part, draw)
        changed[start : start + AT_ONCE] = part
    return changed


def _rotated(pictures: Tensor, draw: Generator) -> Tensor:
    angles = MAX_TURN * _between(len(pictures), draw)
    sines, cosines, zeros = angles.sin(), angles.cos(), torch.zeros_like(angles)
    return _moved(pictures, torch.stack([cosines, -sines, zeros, sines, cosines, zeros], dim=1))


def _shifted(pictures: Tensor, draw: Generator) -> Tensor:
    ones, zeros = torch.ones(len(pictures)), torch.zeros(len(pictures))
    across, down = (MAX_SHIFT * _between(len(pictures), draw) for _ in range(2))
    return _moved(pictures, torch.stack([ones, zeros, across, zeros, ones, down], dim=1))


def _flipped(pictures: Tensor, draw: Generator) -> Tensor:
    chosen = torch.rand(len(pictures), generator=draw) < 0.5  # noqa: PLR2004  # every second one
    return torch.where(chosen.view(-1, 1, 1, 1), pictures.flip(-1), pictures)


def _noisy(inputs: Tensor, draw: Generator) -> Tensor:
    return inputs + NOISE * torch.randn(inputs.shape, generator=draw)


def _between(count: int, draw: Generator) -> Tensor:
    """Numbers from -1 to 1."""
    return 2 * torch.rand(count, generator=draw) - 1


def _moved(pictures: Tensor, matrices: Tensor) -> Tensor:
    """The pictures turned and moved by affine matrices, with black where they were not."""
    grid = affine_grid(matrices.view(-1, 2, 3), list(pictures.shape), align_corners=False)
    return grid_sample(pictures, grid, align_corners=False)


_WAYS: Mapping[str, Callable[[Tensor, Generator], Tensor]] = {
    "rotation": _rotated,
    "flip": _flipped,
    "shift": _shifted,
    "noise": _noisy,
}
