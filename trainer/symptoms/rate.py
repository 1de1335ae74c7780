"""Steps of a wrong size: a loss that blows up, does not come down, is restless, or creeps."""

from trainer.curve import Curve
from trainer.finding import FEW, SOME, Finding, Likelihood, numbers
from trainer.series import Measure, Series

BLOWN_UP = 10
"""Times the first loss: no run that goes well ever comes near it."""
SPIKE = 2
"""Times the first loss: steps that throw it up there were too large, where nothing was learned."""
NOT_LEARNED = 0.7
"""Share of the first loss above which next to nothing was learned."""
HARDLY_LEARNED = 0.9
"""The same, where nobody doubts it."""
CLIMB = 0.25
"""Share of itself, and of what it came down, that a training loss must not climb again."""
BEYOND_NOISE = 3
"""Times the jumps from epoch to epoch: what a climb must be to be none of them."""
RESTLESS = 0.2
"""Share of the loss itself that a restless one jumps by from epoch to epoch."""
RESTLESS_OF_ALL = 0.05
"""Share of what it came down in all, below which jumps are too small to be seen."""
RESTLESS_OF_GAIN = 0.25
"""Share of what it came down since it settled, below which the jumps hide nothing."""
UP_AND_DOWN = 2 / 3
"""Share of the epochs in which a loss falls, above which it is rather on its way down."""
STEADY = 0.8
"""Share of the epochs in which a loss falls that is falling steadily."""
UNBENT = 0.4
"""What a loss falls in one half of a run, as a share of the other, if its curve is straight."""


def divergence(series: Series) -> Finding | None:
    """The loss is no finite number any more, or has grown beyond all measure."""
    train, first = _train(series)
    rate = series.learning_rate
    if series.broken_at is not None:
        last = train.values[-1] if len(train) else None
        evidence = numbers(first_loss=first, last_finite_train_loss=last, learning_rate=rate)
        return Finding("divergence", "surely", series.broken_at, evidence, "rate_too_high")
    if first is None or not 0 < BLOWN_UP * first < train.values[-1]:
        return None
    above = next(e for e, loss in zip(train.epochs, train.values, strict=True) if loss > first)
    evidence = numbers(first_loss=first, last_train_loss=train.values[-1], learning_rate=rate)
    return Finding("divergence", "probably", above, evidence, "rate_too_high")


def rate_too_high(series: Series) -> Finding | None:
    """The training loss itself was thrown up, goes up, or is restless and does not come down."""
    train, first = _train(series)
    if first is None or not len(train):
        return None
    learned = train.end < NOT_LEARNED * first
    highest = max(series.highest_loss or 0, *train.values)
    likelihood: Likelihood
    begins, evidence = train.epochs[0], numbers(first_loss=first, highest_loss=highest)
    if not learned and (highest > SPIKE * first or train.end > (1 + CLIMB) * first):
        likelihood = "surely"
    elif highest > BLOWN_UP * first:
        likelihood = "probably"
    elif _climbs(train):
        likelihood = "maybe" if learned else "probably"
        begins = train.epochs[min(train.lowest + 1, len(train) - 1)]
        evidence = numbers(lowest_train_loss=train.values[train.lowest])
    elif _restless(train) and not learned:
        likelihood = "probably"
        evidence = numbers(first_loss=first, train_loss_jump=train.spread)
    else:
        return None
    last = numbers(last_train_loss=train.values[-1], learning_rate=series.learning_rate)
    return Finding("rate_too_high", likelihood, begins, {**evidence, **last}, "rate_too_high")


def _train(series: Series) -> tuple[Curve, float | None]:
    """The training loss, and what it began at."""
    (train,) = series.curves("train_loss")
    return train, series.first_loss or (train.values[0] if len(train) else None)


def _climbs(train: Curve) -> bool:
    lowest = min(train.smooth)
    least = max(CLIMB * train.descent, CLIMB * abs(lowest), BEYOND_NOISE * train.spread)
    return len(train) >= FEW and train.end - lowest > least


def noisy(series: Series) -> Finding | None:
    """A loss jumps from epoch to epoch by much of what was learned in all."""
    return _noise(series, "val_loss") or _noise(series, "train_loss")


def _noise(series: Series, measure: Measure) -> Finding | None:
    (curve,) = series.curves(measure)
    if not _restless(curve):
        return None
    settled = len(curve) // 3
    evidence = numbers(
        **{
            f"lowest_{measure}": min(curve.values[settled:]),
            f"highest_{measure}": max(curve.values[settled:]),
            f"{measure}_jump": curve.spread,
        },
        learning_rate=series.learning_rate,
    )
    clear = curve.spread > max(2 * RESTLESS * abs(curve.end), _gained(curve))
    likelihood: Likelihood = "surely" if clear else "probably"
    return Finding("noisy", likelihood, curve.epochs[settled], evidence, "noisy_batches")


def _restless(curve: Curve) -> bool:
    if len(curve) < SOME or curve.share_falling(len(curve) // 3) > UP_AND_DOWN:
        return False
    seen = max(RESTLESS_OF_ALL * curve.descent, RESTLESS_OF_GAIN * _gained(curve))
    return curve.spread > max(RESTLESS * abs(curve.end), seen)


def _gained(curve: Curve) -> float:
    """How far a curve came down since it settled."""
    return curve.smooth[len(curve) // 3] - curve.end


def rate_too_low(series: Series) -> Finding | None:
    """The training loss falls in a straight line, and has hardly come down at the end."""
    (train,) = series.curves("train_loss")
    if len(train) < SOME or train.share_falling() < STEADY:
        return None
    first, middle, last = train.smooth[0], train.smooth[len(train) // 2], train.smooth[-1]
    early, late = first - middle, middle - last
    if min(early, late) < UNBENT * max(early, late) or last < NOT_LEARNED * first:
        return None
    evidence = numbers(
        first_train_loss=train.values[0],
        last_train_loss=train.values[-1],
        learning_rate=series.learning_rate,
    )
    likelihood: Likelihood = "probably" if last > HARDLY_LEARNED * first else "maybe"
    return Finding("rate_too_low", likelihood, train.epochs[0], evidence, "rate_too_low")
