"""How well a network fits: too closely, too loosely, or best where it was not trained."""

import math
from itertools import pairwise
from statistics import fmean

from trainer.finding import FEW, SOME, Finding, Likelihood, numbers
from trainer.series import Series

LATE = 1 / 3
"""Share of the epochs that the end of a run is."""
RISE = 0.05
"""Share of its lowest value, and of what it came down, by which a validation loss must rise."""
CLEAR_RISE = 0.25
"""The same, where nobody doubts it."""
BEYOND_NOISE = 2
"""Times the jumps from epoch to epoch: what the rise must be, as a mean over many of them."""
FALL = 0.1
"""Share of itself by which the training loss must fall while the other one rises."""
GAP, CLEAR_GAP = 0.1, 0.2
"""By how much accuracy may be better on the training samples, and where nobody doubts it."""
FLAT = 0.05
"""Share of a loss that the end of a run may still bring it down by, if it is flat."""
POOR, CLEARLY_POOR = 0.85, 0.75
"""Accuracy on the training samples that few are content with, and that hardly anybody is."""
STUCK = 0.7
"""Share of the first loss that is left where little was learned, if only losses are known."""
BETTER = 0.85
"""Share of the training loss below which a validation loss does not stay without a reason."""
AHEAD = 0.02
"""By how much accuracy must then be better in validation, too."""


def overfitting(series: Series) -> Finding | None:
    """The validation loss rises while the training loss falls, or the scores lie far apart."""
    return _rising(series) or _far_apart(series)


def _rising(series: Series) -> Finding | None:
    train, val = series.curves("train_loss", "val_loss")
    if len(val) < FEW or val.lowest == len(val) - 1:
        return None
    best, least = val.lowest, min(val.smooth)
    rise = fmean(val.values[max(best + 1, round((1 - LATE) * len(val))) :]) - least
    measured = max(val.descent, abs(least))
    falls = train.end < (1 - FALL) * train.smooth[best]
    if not falls or rise < max(RISE * measured, BEYOND_NOISE * val.spread):
        return None
    evidence = numbers(
        best_epoch=val.epochs[best],
        best_val_loss=val.values[best],
        last_val_loss=val.values[-1],
        train_loss_then=train.values[best],
        last_train_loss=train.values[-1],
    )
    clear = rise > CLEAR_RISE * measured
    likelihood: Likelihood = "maybe" if len(val) < SOME else "surely" if clear else "probably"
    return Finding("overfitting", likelihood, val.epochs[best + 1], evidence, "overfitting")


def _far_apart(series: Series) -> Finding | None:
    train, val = series.curves("train_accuracy", "val_accuracy")
    if len(val) < FEW:
        return None
    least = max(GAP, 2 * _by_chance(val.end, series.val_size))
    if train.end - val.end < least:
        return None
    gaps = [one - other for one, other in zip(train.smooth, val.smooth, strict=True)]
    last_small = max((place for place, gap in enumerate(gaps) if gap < least), default=-1)
    begins = val.epochs[min(last_small + 1, len(gaps) - 1)]
    evidence = numbers(last_train_accuracy=train.values[-1], last_val_accuracy=val.values[-1])
    likelihood: Likelihood = "probably" if train.end - val.end > CLEAR_GAP else "maybe"
    return Finding("overfitting", likelihood, begins, evidence, "overfitting")


def underfitting(series: Series) -> Finding | None:
    """The training loss has stopped falling where the network is still poor on what it learns."""
    (train,) = series.curves("train_loss")
    if len(train) < SOME:
        return None
    first = series.first_loss or train.values[0]
    right, others = series.curves("train_accuracy", "val_accuracy")
    best = max(right.end, others.end) if len(right) else None
    if (train.end < STUCK * first) if best is None else (best > POOR):
        return None
    near = (i for i, loss in enumerate(train.smooth) if loss - train.end <= FLAT * abs(loss))
    flat = next(near, len(train))
    if flat > (1 - LATE) * len(train):
        return None
    evidence = numbers(first_loss=first, last_train_loss=train.values[-1], **_accuracies(series))
    poor = best is not None and best < CLEARLY_POOR
    likelihood: Likelihood = "probably" if poor else "maybe"
    return Finding("underfitting", likelihood, train.epochs[flat], evidence, "underfitting")


def leakage_suspicion(series: Series) -> Finding | None:
    """Validation is better than training to the end, and not only because that is a mean.

    The training loss of an epoch is the mean over its updates, so it lags by half an epoch: the
    validation loss is held against the middle between it and the next one.
    """
    train, val = series.curves("train_loss", "val_loss")
    if len(val) < SOME:
        return None
    fair = [*map(fmean, pairwise(train.smooth)), train.smooth[-1]]
    better = [loss < BETTER * other for loss, other in zip(val.smooth, fair, strict=True)]
    begins = max((place + 1 for place, one in enumerate(better) if not one), default=0)
    if begins > (1 - LATE) * len(val) or not _ahead(series):
        return None
    evidence = numbers(
        last_train_loss=train.values[-1], last_val_loss=val.values[-1], **_accuracies(series)
    )
    shown_by = "dropout" if "dropout" in (series.burdens or ()) else None
    return Finding(
        "leakage_suspicion", "maybe", val.epochs[begins], evidence, shown_by, series.burdens
    )


def _ahead(series: Series) -> bool:
    """Whether validation has the better accuracy by more than chance, where there is one."""
    train, val = series.curves("train_accuracy", "val_accuracy")
    if not len(val):
        return True
    return val.end - train.end > max(AHEAD, 2 * _by_chance(val.end, series.val_size))


def _by_chance(accuracy: float, samples: int | None) -> float:
    """The standard error of an accuracy on so many samples, one right and one wrong more."""
    if samples is None:
        return 0.0
    share = (accuracy * samples + 1) / (samples + 2)
    return math.sqrt(share * (1 - share) / samples)


def _accuracies(series: Series) -> dict[str, float]:
    train, val = series.curves("train_accuracy", "val_accuracy")
    if not len(val):
        return {}
    return {"last_train_accuracy": train.values[-1], "last_val_accuracy": val.values[-1]}
