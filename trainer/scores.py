"""How good a network's answers are."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from trainer.datasets import Samples


@dataclass(frozen=True)
class Scores:
    """Mean loss, accuracy, and the means over the classes of precision and recall."""

    loss: float
    accuracy: float
    precision: float
    recall: float


def evaluate(model: nn.Module, samples: Samples, classes: int) -> Scores:
    """Score a network on all samples in one pass, without training it."""
    model.eval()
    with torch.no_grad():
        logits = model(samples.inputs)
        loss = cross_entropy(logits, samples.labels)
    model.train()
    counts = confusion(samples.labels, logits.argmax(dim=1), classes)
    hits = counts.diag()
    return Scores(
        loss=loss.item(),
        accuracy=(hits.sum() / counts.sum()).item(),
        precision=_mean_share(hits, counts.sum(dim=0)),
        recall=_mean_share(hits, counts.sum(dim=1)),
    )


def confusion(labels: Tensor, predicted: Tensor, classes: int) -> Tensor:
    """How often each class (row) was taken for each class (column)."""
    return torch.bincount(labels * classes + predicted, minlength=classes**2).view(classes, classes)


def _mean_share(hits: Tensor, totals: Tensor) -> float:
    """The mean over classes; a class that never occurs, or is never predicted, counts as 0."""
    return (hits / totals.clamp(min=1)).mean().item()
