"""Classes of different sizes: how often a rare one is seen, its weight, and the blind baseline."""

from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number
from quiz.skills.distracting import BATCH_SIZES, EPOCHS, distracted
from quiz.skills.skill import Draw
from quiz.skills.slipped import measured
from solver.misconceptions import imbalance as slips

_SIZES = {
    1: (1_000, 2_000, 4_000),
    2: (5_000, 8_000, 10_000),
    3: (20_000, 25_000, 40_000),
    4: (50_000, 80_000, 125_000),
    5: (200_000, 500_000, 1_000_000),
}
_RARE = {
    1: (Fraction(1, 10), Fraction(1, 5)),
    2: (Fraction(1, 20), Fraction(3, 20), Fraction(3, 10)),
    3: (Fraction(3, 100), Fraction(1, 25), Fraction(7, 100)),
    4: (Fraction(1, 50), Fraction(3, 200), Fraction(1, 40)),
    5: (Fraction(1, 200), Fraction(3, 500), Fraction(1, 500)),
}
_WEIGHTS = {
    1: (Fraction(2), Fraction(4), Fraction(5)),
    2: (Fraction(5, 2), Fraction(5, 4), Fraction(10)),
    3: (Fraction(4, 5), Fraction(5, 2), Fraction(8)),
    4: (Fraction(8, 5), Fraction(5, 8), Fraction(25, 2)),
    5: (Fraction(16, 5), Fraction(25, 4), Fraction(125, 2)),
}
_CLASSES = {1: (2,), 2: (2, 4), 3: (4, 5), 4: (5, 8), 5: (8, 10, 20)}
_UNIT = {1: 20, 2: 20, 3: 200, 4: 200, 5: 200}
"""What the size of a class is a multiple of, by level."""


def _class_per_batch(random: Random, level: int) -> Drawing:
    samples = random.choice(_SIZES[level])
    rare = int(samples * random.choice(_RARE[level]))
    batch_size = random.choice((20, 50, 100) if level == 1 else (32, 64, 128, 256))
    share = Fraction(rare, samples)
    numbers: dict[str, Number] = {
        "samples": samples,
        "rare": rare,
        "batch_size": batch_size,
        "share": share,
    }
    drawing = measured(numbers, batch_size * share, slips.PER_BATCH)
    return distracted(random, level, drawing, epochs=EPOCHS)


def _class_weight(random: Random, level: int) -> Drawing:
    """The weight that scikit-learn calls balanced."""
    weight, classes = random.choice(_WEIGHTS[level]), random.choice(_CLASSES[level])
    size = random.randint(2, 9) * _UNIT[level]
    samples = int(weight * classes * size)
    numbers = {"samples": samples, "classes": classes, "class_size": size}
    numbers["even_share"] = classes * size
    drawing = measured(numbers, Fraction(samples, classes * size), slips.CLASS_WEIGHT)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _majority_baseline(random: Random, level: int) -> Drawing:
    samples = random.choice(_SIZES[level])
    step = Fraction(1, {1: 10, 2: 20, 3: 50, 4: 100, 5: 500}[level])
    parts = int(1 / step)
    smallest = random.randint(1, parts // 5 - 1)
    others = range(smallest + 1, parts * 2 // 5)
    middle = random.choice([n for n in others if 2 * (smallest + n) != parts])
    sizes = [int(samples * step * part) for part in (smallest, middle)]
    numbers = {
        "samples": samples,
        "largest": samples - sum(sizes),
        "middle": sizes[1],
        "smallest": sizes[0],
    }
    accuracy = Fraction(numbers["largest"], samples)
    drawing = measured({**numbers, "percent": 100 * accuracy}, accuracy, slips.BASELINE)
    return distracted(random, level, drawing, epochs=EPOCHS)


DRAWS: dict[str, Draw] = {
    "class_per_batch": _class_per_batch,
    "class_weight": _class_weight,
    "majority_baseline": _majority_baseline,
}
