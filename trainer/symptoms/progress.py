"""What is no illness: whether more epochs would help, or fewer would have done."""

from collections.abc import Mapping

from trainer.curve import Curve
from trainer.finding import FEW, SOME, Finding, Likelihood
from trainer.series import Measure, Series

RECENT = 1 / 4
"""Share of the epochs whose gain says whether more of them would help."""
GAIN = 0.05
"""Share of the loss, and of what it came down in all, that these epochs must gain."""
LARGE_GAIN = 0.15
"""Share of the loss where more epochs would surely help."""
NOTHING = 0.03
"""Share of what a loss came down that nobody sees in its curve."""
LITTLE = 0.1
"""Share of the loss itself that nobody would wait for."""
DONE = 0.98
"""Accuracy above which there is nothing left to gain."""


def still_improving(series: Series) -> Finding | None:
    """The last quarter of the epochs has brought the loss down clearly."""
    measure, loss = _judged(series)
    if len(loss) < FEW:
        return None
    begins = len(loss) - 1 - max(1, round((len(loss) - 1) * RECENT))
    before, last = min(map(loss.until, range(begins + 1))), loss.end
    if before - last < GAIN * max(abs(before), loss.descent):
        return None
    clear = before - last > LARGE_GAIN * abs(before)
    likelihood: Likelihood = "surely" if clear else "probably"
    evidence = _since(measure, loss, begins)
    return Finding("still_improving", likelihood, loss.epochs[begins], evidence, "more_epochs")


def plateau(series: Series) -> Finding | None:
    """Half of the epochs or more have brought nothing, and there was something to bring."""
    measure, loss = _judged(series)
    (accuracy,) = series.curves("val_accuracy")
    if len(loss) < 2 * SOME or (len(accuracy) and accuracy.end > DONE):
        return None
    least = min(loss.smooth)
    floor = least + max(loss.spread, min(NOTHING * loss.descent, LITTLE * abs(least)))
    reached = next(place for place, value in enumerate(loss.smooth) if value <= floor)
    if reached >= len(loss) / 2:
        return None
    evidence = _since(measure, loss, reached)
    return Finding("plateau", "probably", loss.epochs[reached], evidence, "early_stopping")


def healthy(series: Series) -> Finding | None:
    """The loss came down and ends near its lowest."""
    measure, loss = _judged(series)
    if len(loss) < FEW or loss.descent <= 0:
        return None
    (accuracy,) = series.curves("val_accuracy")
    evidence = {"best_epoch": loss.epochs[loss.best], **_since(measure, loss, 0)}
    scored = {"last_val_accuracy": accuracy.values[-1]} if len(accuracy) else {}
    sure = measure == "val_loss" and len(loss) >= SOME
    likelihood: Likelihood = "probably" if sure else "maybe"
    return Finding("healthy", likelihood, loss.epochs[0], {**evidence, **scored})


def _judged(series: Series) -> tuple[Measure, Curve]:
    """What progress is judged by: the validation loss, where there is one."""
    val, train = series.curves("val_loss")[0], series.curves("train_loss")[0]
    return ("val_loss", val) if len(val) > 1 else ("train_loss", train)


def _since(measure: Measure, loss: Curve, place: int) -> Mapping[str, float]:
    """A loss then, and at the end."""
    return {f"{measure}_then": loss.values[place], f"last_{measure}": loss.values[-1]}
