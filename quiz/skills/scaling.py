"""The learning rate that goes with another batch size."""

from fractions import Fraction
from random import Random

from quiz.drawing import Drawing
from quiz.skills.distracting import EPOCHS, distracted
from quiz.skills.rates import scaled
from quiz.skills.skill import Draw
from quiz.skills.slipped import measured
from solver.misconceptions import scaling as slips

_BATCHES = (32, 64, 128, 256, 512)
_SMALLEST = 16
_RATES = {
    1: (Fraction(1, 10), Fraction(1, 100)),
    2: (Fraction(1, 10), Fraction(1, 20), Fraction(1, 50)),
    3: (Fraction(1, 5), Fraction(2, 5), Fraction(1, 25)),
    4: (Fraction(3, 10), Fraction(3, 50), Fraction(2, 25)),
    5: (Fraction(2, 125), Fraction(4, 125), Fraction(8, 125)),
}
_RATIOS = {
    1: (Fraction(2), Fraction(4), Fraction(8)),
    2: (Fraction(3), Fraction(6), Fraction(3, 2)),
    3: (Fraction(1, 2), Fraction(1, 4), Fraction(5, 2)),
    4: (Fraction(7, 4), Fraction(3, 4), Fraction(5, 4), Fraction(16)),
    5: (Fraction(9, 4), Fraction(5, 8), Fraction(25, 2), Fraction(32)),
}
_SQUARES = {
    1: (Fraction(4),),
    2: (Fraction(4), Fraction(9), Fraction(16)),
    3: (Fraction(1, 4), Fraction(16), Fraction(25)),
    4: (Fraction(9, 4), Fraction(1, 4), Fraction(36)),
    5: (Fraction(9, 16), Fraction(25, 16), Fraction(1, 16), Fraction(49, 4)),
}
"""How many times as large the batch becomes, by level."""


def _linear_scaling(random: Random, level: int) -> Drawing:
    numbers = _change(random, level, random.choice(_RATIOS[level]))
    drawing = measured(numbers, _by("linear", numbers), slips.LINEAR)
    return distracted(random, level, drawing, epochs=EPOCHS)


def _square_root_scaling(random: Random, level: int) -> Drawing:
    numbers = _change(random, level, random.choice(_SQUARES[level]))
    answer = _by("square_root", numbers)
    numbers["root"] = answer / numbers["learning_rate"]
    drawing = measured(numbers, answer, slips.SQUARE_ROOT)
    return distracted(random, level, drawing, epochs=EPOCHS)


def _change(random: Random, level: int, ratio: Fraction) -> dict[str, Fraction]:
    fitting = [one for one in _BATCHES if (one * ratio).denominator == 1]
    large = [one for one in fitting if one * ratio >= _SMALLEST]
    batch_size = Fraction(random.choice(large))
    return {
        "learning_rate": random.choice(_RATES[level]),
        "batch_size": batch_size,
        "new_batch_size": batch_size * ratio,
        "ratio": ratio,
    }


def _by(rule: str, numbers: dict[str, Fraction]) -> Fraction:
    sizes = int(numbers["batch_size"]), int(numbers["new_batch_size"])
    return scaled(rule, numbers["learning_rate"], *sizes)


DRAWS: dict[str, Draw] = {
    "linear_scaling": _linear_scaling,
    "square_root_scaling": _square_root_scaling,
}
