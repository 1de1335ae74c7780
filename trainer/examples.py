"""Which validation samples are worth a look after a run, and what the network takes them for."""

import torch
from torch import Tensor

from trainer.history import Example
from trainer.losses import predictions

SHOWN = 12
MOST_WRONG = 8
"""Of those that are shown, so that some are right where any is."""


def examples(outputs: Tensor, targets: Tensor) -> tuple[Example, ...]:
    """The samples that the network is wrong about and most sure of, then those it is right about.

    Args:
        outputs: samples x outputs, before any softmax or sigmoid.
        targets: the class of each sample.
    """
    predicted, sure = predictions(outputs), _confidence(outputs)
    surest = torch.argsort(sure, descending=True, stable=True)
    right = predicted[surest] == targets[surest]
    chosen = torch.cat([surest[~right][:MOST_WRONG], surest[right]])[:SHOWN]
    return tuple(zip(chosen.tolist(), predicted[chosen].tolist(), strict=True))


def _confidence(outputs: Tensor) -> Tensor:
    """How likely the network takes its own predictions to be."""
    if outputs.shape[1] == 1:
        return outputs.flatten().abs()
    return outputs.softmax(dim=1).amax(dim=1)
