"""Averages over samples, batches and sets, and what a threshold counts."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number
from quiz.skills.skill import Draw
from quiz.skills.slipped import apart, counted, measured
from quiz.skills.written import is_short, signed
from solver.formulas import losses, metrics
from solver.misconceptions import averages as slips
from solver.mistaking import Slip
from solver.reading.formulas.question import FormulaQuestion, Read

_MARK = Fraction(1, 10)
_FULL = 2
"""Full batches before the last one."""
_CUTS = ("0.2", "0.4", "0.6", "0.8")
_FAR = 3
"""The level from which a threshold moves over two rows of the table."""


def _mse(random: Random, level: int) -> Drawing:
    return _distance(random, level, "mse", slips.MSE)


def _mae(random: Random, level: int) -> Drawing:
    return _distance(random, level, "mae", slips.MAE)


def _distance(random: Random, level: int, asked: str, named: Sequence[Slip]) -> Drawing:
    """Predictions, some too high and some too low, and how far off they are on average."""
    several = {1: 2, 2: 4, 3: 4, 4: 5, 5: 5}[level]
    unit = {1: Fraction(1), 2: Fraction(1, 2), 3: Fraction(1, 2)}.get(level, _MARK)
    sizes = random.sample(range(1, 4 + 2 * level), several)
    errors = [unit * size * random.choice((1, -1)) for size in sizes]
    true = [unit * random.randint(5 + 2 * level, 60) for _ in errors]
    guessed = [value + error for value, error in zip(true, errors, strict=True)]
    read = (Read("targets", "y", tuple(true), ""), Read("predictions", "p", tuple(guessed), ""))
    answer = Fraction(losses.work(FormulaQuestion("losses", (asked,), read))[0].value or 0)
    numbers: dict[str, Number] = {
        "several": several,
        "sum": sum(map(abs, errors), Fraction()),
        "squares": sum((error**2 for error in errors), Fraction()),
        "signed": abs(sum(errors, Fraction())),
        "largest": max(map(abs, errors)),
    }
    names = {
        "true": "".join(f"{signed(value):>5}" for value in true),
        "guessed": "".join(f"{signed(value):>5}" for value in guessed),
        "sizes": " + ".join(signed(abs(error)) for error in errors),
        "squared": " + ".join(f"{signed(abs(error))}²" for error in errors),
    }
    return replace(apart(measured(numbers, answer, named)), names=names)


def _mean_loss(random: Random, level: int) -> Drawing:
    """Full batches and a smaller last one, whose loss is well above theirs."""
    unit = _MARK if level == 1 else Fraction(1, 100)
    while True:
        size = random.choice((20, 40, 50) if level == 1 else (16, 32, 64, 128))
        last = random.choice([n for n in (4, 8, 10, 12, 16, 20, 24, 32) if n < size])
        means = [unit * random.randint(2, int(1 / unit)) for _ in range(_FULL)]
        means.append(unit * random.randint(int(1 / unit) + 2, int(3 / unit)))
        sizes = [size] * _FULL + [last]
        weighted = sum((n * loss for n, loss in zip(sizes, means, strict=True)), Fraction())
        if is_short(weighted / sum(sizes)):
            break
    numbers: dict[str, Number] = {
        "size": size,
        "last": last,
        "samples": sum(sizes),
        "several": len(sizes),
        "sum": sum(means, Fraction()),
        "weighted": weighted,
        "full_mean": sum(means[:-1], Fraction()) / _FULL,
        "last_loss": means[-1],
    }
    drawing = apart(measured(numbers, weighted / sum(sizes), slips.MEAN_LOSS))
    pairs = list(zip(sizes, means, strict=True))
    products = " + ".join(f"{n} × {signed(loss)}" for n, loss in pairs)
    rows = {f"loss_{at}": f"{signed(loss)}" for at, loss in enumerate(means, 1)}
    return replace(drawing, names={**rows, "products": products})


def _pooled_accuracy(random: Random, level: int) -> Drawing:
    while True:
        first, second = random.sample(range(1, 10), 2)
        scale = {1: 10, 2: 50, 3: 100, 4: 500, 5: 1_000}[level]
        sizes = [first * scale, second * scale]
        rates = [Fraction(n, 100) for n in random.sample(range(50, 99), 2)]
        right = [size * rate for size, rate in zip(sizes, rates, strict=True)]
        whole = all(n.denominator == 1 for n in right)
        if whole and is_short(sum(right, Fraction()) / sum(sizes)):
            break
    numbers: dict[str, Number] = {
        "first": sizes[0],
        "second": sizes[1],
        "first_percent": 100 * rates[0],
        "second_percent": 100 * rates[1],
        "first_right": right[0],
        "second_right": right[1],
        "right": sum(right, Fraction()),
        "samples": sum(sizes),
    }
    answer = _of_all(sum(right, Fraction()), sum(sizes))
    return apart(measured(numbers, answer, slips.POOLED_ACCURACY))


def _of_all(right: Fraction, whole: int) -> Fraction:
    read = (Read("correct", "", (right,), ""), Read("total", "", (whole,), ""))
    worked = metrics.work(FormulaQuestion("metrics", ("accuracy",), read))[0]
    return Fraction(worked.value or 0)


def _threshold_moved(random: Random, level: int) -> Drawing:
    """Positives by score, from low to high; those below the threshold are missed."""
    most = {1: 10, 2: 20, 3: 60, 4: 200, 5: 900}[level]
    positives = sorted(random.sample(range(1, most * 2), 5))
    negatives = sorted(random.sample(range(1, most * 4), 5), reverse=True)
    far = 1 if level < _FAR else 2
    old = random.randrange(len(_CUTS) - far)
    new = old + far
    if level > 1 and random.random() < 1 / 2:
        old, new = new, old
    below = sum(positives[: new + 1])
    numbers: dict[str, Number] = {
        **{f"p{place}": value for place, value in enumerate(positives)},
        **{f"n{place}": value for place, value in enumerate(negatives)},
        "missed_before": sum(positives[: old + 1]),
        "moved": abs(sum(positives[: new + 1]) - sum(positives[: old + 1])),
        "found": sum(positives) - below,
        "false_alarms": sum(negatives[new + 1 :]),
        "negatives_below": sum(negatives[: new + 1]),
    }
    names = {"old": _CUTS[old], "new": _CUTS[new]}
    names["missed"] = " + ".join(f"{n:,}" for n in positives[: new + 1])
    return replace(counted(numbers, below, slips.THRESHOLD), names=names)


def _cross_entropy_bits(random: Random, level: int) -> Drawing:
    """The mean of whole numbers of bits; natural logarithms would not come out even."""
    several = {1: 2, 2: 4, 3: 4, 4: 5, 5: 8}[level]
    bits = [random.randint(1, 3 + level // 2) for _ in range(several - 1)]
    bits.append(random.choice([n for n in range(1, 7) if n != bits[0]]))
    random.shuffle(bits)
    numbers: dict[str, Number] = {
        "several": several,
        "sum": sum(bits),
        "largest": max(bits),
        "smallest": min(bits),
        "mean_probability": sum((Fraction(1, 2**n) for n in bits), Fraction()) / several,
    }
    drawing = apart(measured(numbers, Fraction(sum(bits), several), slips.BITS))
    names = {
        "probabilities": ", ".join(f"1/{2**n}" for n in bits),
        "each": " + ".join(f"{n}" for n in bits),
    }
    return replace(drawing, names=names)


DRAWS: dict[str, Draw] = {
    "mse": _mse,
    "mae": _mae,
    "mean_loss": _mean_loss,
    "pooled_accuracy": _pooled_accuracy,
    "threshold_moved": _threshold_moved,
    "cross_entropy_bits": _cross_entropy_bits,
}
