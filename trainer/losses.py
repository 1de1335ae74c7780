"""The losses, and what the outputs of a network predict."""

import torch
from torch import Tensor
from torch.nn import functional


def mean_loss(kind: str, outputs: Tensor, targets: Tensor) -> Tensor:
    """The mean loss of a batch.

    Args:
        kind: key in `LOSSES`.
        outputs: samples x outputs, before any softmax or sigmoid.
        targets: class indices, or numbers where those are predicted.
    """
    if kind == "cross_entropy":
        return functional.cross_entropy(outputs, targets)
    if kind == "binary_cross_entropy":
        return functional.binary_cross_entropy_with_logits(outputs, _wanted(outputs, targets))
    if targets.is_floating_point():
        return functional.mse_loss(outputs.flatten(), targets)
    return functional.mse_loss(outputs.softmax(dim=1), _wanted(outputs, targets))


def predictions(outputs: Tensor) -> Tensor:
    """The class that each row of outputs stands for."""
    return outputs.argmax(dim=1) if outputs.shape[1] > 1 else (outputs.flatten() > 0).long()


def _wanted(outputs: Tensor, targets: Tensor) -> Tensor:
    """What the outputs should be: 1 for the class of the sample, 0 for all others."""
    if outputs.shape[1] == 1:
        return targets.to(outputs.dtype).unsqueeze(1)
    return (targets.unsqueeze(1) == torch.arange(outputs.shape[1])).to(outputs.dtype)
