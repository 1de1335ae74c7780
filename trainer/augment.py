"""Pictures changed at random, anew in every epoch, so that none is seen twice.

Chance is drawn batch by batch, as anybody would write it; the pictures of many batches are then
changed together, which is several times as quick.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Generator, Tensor
from torch.nn.functional import affine_grid, grid_sample

MAX_TURN = math.radians(15)
MAX_SHIFT = 0.25
"""Of half the width or height of a picture."""
NOISE = 0.1
"""Standard deviation, where pixels are from 0 to 1."""
AT_ONCE = 500
"""Samples that are changed together; turning takes several times the memory of the pictures."""


class _Way(NamedTuple):
    """A way to change samples.

    Attributes:
        chance: what is drawn for a batch, sample by sample.
        change: the samples, changed as it was drawn for them.
    """

    chance: Callable[[Tensor, Generator], Tensor]
    change: Callable[[Tensor, Tensor], Tensor]


def augmented(batches: Sequence[Tensor], kinds: tuple[str, ...], draw: Generator) -> Tensor:
    """The samples of all batches, one after another, each changed in all these ways by chance.

    Args:
        batches: samples x channels x height x width each; for noise alone, of any shape.
        kinds: keys in `AUGMENTATIONS`.
        draw: where chance comes from.
    """
    ways = [_WAYS[kind] for kind in kinds]
    drawn = [[way.chance(batch, draw) for way in ways] for batch in batches]
    chances = [torch.split(torch.cat(each), AT_ONCE) for each in zip(*drawn, strict=True)]
    changed = torch.cat(list(batches))
    for part, *given in zip(torch.split(changed, AT_ONCE), *chances, strict=True):
        inputs = part
        for way, chance in zip(ways, given, strict=True):
            inputs = way.change(inputs, chance)
        part.copy_(inputs)
    return changed


def _between(pictures: Tensor, draw: Generator) -> Tensor:
    """A number from -1 to 1 for each picture."""
    return 2 * torch.rand(len(pictures), generator=draw) - 1


def _pairs(pictures: Tensor, draw: Generator) -> Tensor:
    """Two numbers from -1 to 1 for each picture."""
    return torch.stack([_between(pictures, draw), _between(pictures, draw)], dim=1)


def _halves(pictures: Tensor, draw: Generator) -> Tensor:
    """For about every second picture, yes."""
    return torch.rand(len(pictures), generator=draw) < 0.5  # noqa: PLR2004  # every second one


def _normal(inputs: Tensor, draw: Generator) -> Tensor:
    """A normally distributed number for every value."""
    return torch.randn(inputs.shape, generator=draw)


def _rotated(pictures: Tensor, chance: Tensor) -> Tensor:
    angles = MAX_TURN * chance
    sines, cosines, zeros = angles.sin(), angles.cos(), torch.zeros_like(angles)
    return _moved(pictures, torch.stack([cosines, -sines, zeros, sines, cosines, zeros], dim=1))


def _shifted(pictures: Tensor, chance: Tensor) -> Tensor:
    across, down = (MAX_SHIFT * chance).unbind(dim=1)
    ones, zeros = torch.ones_like(down), torch.zeros_like(down)
    return _moved(pictures, torch.stack([ones, zeros, across, zeros, ones, down], dim=1))


def _flipped(pictures: Tensor, chance: Tensor) -> Tensor:
    return torch.where(chance.view(-1, 1, 1, 1), pictures.flip(-1), pictures)


def _noisy(inputs: Tensor, chance: Tensor) -> Tensor:
    return inputs + NOISE * chance


def _moved(pictures: Tensor, matrices: Tensor) -> Tensor:
    """The pictures turned and moved by affine matrices, with black where they were not."""
    grid = affine_grid(matrices.view(-1, 2, 3), list(pictures.shape), align_corners=False)
    return grid_sample(pictures, grid, align_corners=False)


_WAYS: Mapping[str, _Way] = {
    "rotation": _Way(_between, _rotated),
    "flip": _Way(_halves, _flipped),
    "shift": _Way(_pairs, _shifted),
    "noise": _Way(_normal, _noisy),
}
