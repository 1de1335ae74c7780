"""A run once more, for what a film shows beside its curves: the same numbers, epoch by epoch.

Nothing of this is kept with a run, because the run gives it again.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from trainer.choices import DATASETS
from trainer.config import RunConfig
from trainer.datasets import Samples, prepare
from trainer.history import History, StopReason
from trainer.loop import run
from trainer.losses import predictions

LONGEST = 20.0
"""Seconds of training after which a run is not made again for a film."""
GUESSED = 12
"""Validation samples whose predictions are followed."""
FINE = 120
"""Points of a decision surface on each side."""
MARGIN = 0.12
"""Of the width of all points, that a decision surface shows around them."""


@dataclass(frozen=True)
class Surface:
    """What a network takes every point of the plane for.

    Attributes:
        points: validation samples x 2.
        classes: of each of them.
        extent: left, right, bottom and top.
        shares: for each epoch: rows from below x columns x classes.
    """

    points: NDArray[Any]
    classes: NDArray[Any]
    extent: tuple[float, float, float, float]
    shares: tuple[NDArray[Any], ...]


@dataclass(frozen=True)
class Filters:
    """The weights that look at pictures: for each epoch, filters x height x width."""

    weights: tuple[NDArray[Any], ...]


@dataclass(frozen=True)
class Guesses:
    """What a network takes some pictures for.

    Attributes:
        pictures: samples x height x width.
        classes: what they are.
        taken_for: for each epoch, what they are taken for.
    """

    pictures: NDArray[Any]
    classes: NDArray[Any]
    taken_for: tuple[NDArray[Any], ...]


Sight = Surface | Filters | Guesses


def replay(history: History, config: RunConfig, epochs: Collection[int]) -> Sight | None:
    """What there is to see of a run after some of its epochs; None where that is nothing.

    Args:
        history: what the run gave, which says how far it came and how long it took.
        config: what is trained.
        epochs: those after which to look.
    """
    shape = DATASETS[config.dataset].shape
    if sum(record.seconds for record in history.records) > LONGEST:
        return None
    if shape == "points":
        return _surface(config, epochs)
    if shape != "pictures":
        return None
    return (
        _filters(config, epochs) if config.model in {"cnn", "linear"} else _guesses(config, epochs)
    )


def _seen(
    config: RunConfig, epochs: Collection[int], look: Callable[[nn.Module], Tensor]
) -> tuple[NDArray[Any], ...]:
    """What a look at the network shows after each of these epochs."""
    seen: list[NDArray[Any]] = []
    done = 0

    def after_epoch(network: nn.Module) -> None:
        nonlocal done
        done += 1
        if done in epochs:
            network.eval()
            with torch.no_grad():
                seen.append(look(network).clone().numpy())
            network.train()

    def stop() -> StopReason | None:
        return "time" if done >= max(epochs) else None

    run(config, lambda _: None, stop, after_epoch=after_epoch)
    return tuple(seen)


def _surface(config: RunConfig, epochs: Collection[int]) -> Surface:
    val = prepare(config).val
    low, high = val.inputs.amin(dim=0), val.inputs.amax(dim=0)
    room = MARGIN * (high - low)
    (left, bottom), (right, top) = (low - room).tolist(), (high + room).tolist()
    across = torch.linspace(left, right, FINE)
    up = torch.linspace(bottom, top, FINE)
    rows, columns = torch.meshgrid(up, across, indexing="ij")
    plane = torch.stack([columns.flatten(), rows.flatten()], dim=1)
    shares = _seen(config, epochs, lambda network: _shares(network(plane)).view(FINE, FINE, -1))
    extent = (left, right, bottom, top)
    return Surface(val.inputs.numpy(), val.targets.numpy(), extent, shares)


def _shares(outputs: Tensor) -> Tensor:
    """How likely each class is; one logit stands for two."""
    if outputs.shape[1] > 1:
        return outputs.softmax(dim=1)
    one = outputs.sigmoid()
    return torch.cat([1 - one, one], dim=1)


def _filters(config: RunConfig, epochs: Collection[int]) -> Filters:
    sample = _pictures(config).inputs.shape[1:]

    def look(network: nn.Module) -> Tensor:
        weights = next(iter(network.parameters())).detach()
        return weights[:, 0] if weights.dim() > 2 else weights.view(-1, *sample)[:, 0]  # noqa: PLR2004  # convolution

    return Filters(_seen(config, epochs, look))


def _guesses(config: RunConfig, epochs: Collection[int]) -> Guesses:
    val = _pictures(config)
    taken_for = _seen(config, epochs, lambda network: predictions(network(val.inputs)))
    return Guesses(val.inputs[:, 0].numpy(), val.targets.numpy(), taken_for)


def _pictures(config: RunConfig) -> Samples:
    return prepare(config).val.at(slice(GUESSED))
