"""How good a network's answers are."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from trainer.config import RunConfig, loss
from trainer.datasets import Samples
from trainer.losses import mean_loss, predictions

AT_ONCE = 400
"""Pictures that are scored together; the outputs of a CNN's first layer are large."""


@dataclass(frozen=True)
class Scores:
    """How well classes were told: accuracy, and the means over the classes of the others.

    All are shares, 0 to 1; None where numbers are predicted and not classes.
    """

    accuracy: float | None = None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True)
class Evaluation:
    """What a network was worth on some samples.

    Attributes:
        outputs: what it gave for each sample.
        loss: mean loss of all samples.
        scores: how well it told classes.
        confusion: how often each class was taken for each; None where numbers are predicted.
    """

    outputs: Tensor
    loss: float
    scores: Scores
    confusion: Tensor | None


def evaluate(config: RunConfig, network: nn.Module, samples: Samples, classes: int) -> Evaluation:
    """Score a network on all samples, without training it."""
    network.train(config.bug == "evaluated_in_train_mode")
    with torch.no_grad():
        outputs = torch.cat([network(part) for part in _parts(samples.inputs)])
        mean = mean_loss(loss(config), outputs, samples.targets).item()
    network.train()
    if not classes:
        return Evaluation(outputs, mean, Scores(), None)
    counts = confusion(samples.targets, predictions(outputs), classes)
    return Evaluation(outputs, mean, scores(counts), counts)


def _parts(inputs: Tensor) -> tuple[Tensor, ...]:
    pictures = inputs.dim() == 4  # noqa: PLR2004  # samples, channels, height, width
    return torch.split(inputs, AT_ONCE if pictures else len(inputs))


def scores(counts: Tensor) -> Scores:
    """The scores of a confusion matrix, classes x classes."""
    hits = counts.diag()
    precision = hits / counts.sum(dim=0).clamp(min=1)
    recall = hits / counts.sum(dim=1).clamp(min=1)
    f1 = 2 * hits / (counts.sum(dim=0) + counts.sum(dim=1)).clamp(min=1)
    means = (one.mean().item() for one in (precision, recall, f1))
    return Scores((hits.sum() / counts.sum()).item(), *means)


def confusion(labels: Tensor, predicted: Tensor, classes: int) -> Tensor:
    """How often each class (row) was taken for each class (column)."""
    return torch.bincount(labels * classes + predicted, minlength=classes**2).view(classes, classes)
