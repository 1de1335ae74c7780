"""Warm-up: how long it lasts, and the learning rate on the way up."""

from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number
from quiz.skills.distracting import BATCH_SIZES, distracted
from quiz.skills.draws import by_level
from quiz.skills.rates import scheduled
from quiz.skills.skill import Draw
from quiz.skills.slipped import counted, measured
from quiz.skills.solved import solved
from solver.misconceptions import warmups as slips

_UPDATES = {1: (100, 200, 400), 2: (157, 313, 391), 3: (469, 782, 938), 4: (1_563, 1_875, 2_345)}
_UPDATES[5] = (5_005, 10_010, 7_813)
"""Updates of an epoch, by level."""
_RATIOS = {
    1: (Fraction(1, 10), Fraction(1, 20)),
    2: (Fraction(1, 10), Fraction(1, 20), Fraction(3, 100)),
    3: (Fraction(3, 50), Fraction(3, 100), Fraction(1, 20)),
    4: (Fraction(3, 50), Fraction(3, 200), Fraction(7, 100)),
    5: (Fraction(3, 100), Fraction(1, 200), Fraction(1, 40)),
}
_PEAKS = {
    1: (Fraction(1, 10), Fraction(1, 5), Fraction(2, 5)),
    2: (Fraction(1, 10), Fraction(2, 5), Fraction(4, 5)),
    3: (Fraction(3, 10), Fraction(2, 5), Fraction(8, 5)),
    4: (Fraction(1, 50), Fraction(2, 25), Fraction(1, 25)),
    5: (Fraction(1, 500), Fraction(3, 250), Fraction(1, 250)),
}
_PARTS = {
    1: (Fraction(1, 4), Fraction(3, 4), Fraction(1, 5)),
    2: (Fraction(1, 5), Fraction(2, 5), Fraction(3, 5)),
    3: (Fraction(1, 8), Fraction(3, 8), Fraction(7, 10)),
    4: (Fraction(1, 20), Fraction(3, 20), Fraction(17, 20)),
    5: (Fraction(1, 20), Fraction(7, 20), Fraction(13, 20)),
}
_LENGTHS = {1: (100, 200), 2: (500, 1_000), 3: (400, 2_000), 4: (1_000, 4_000), 5: (2_000, 10_000)}


def _warmup_of_ratio(random: Random, level: int) -> Drawing:
    updates, ratio = random.choice(_UPDATES[level]), random.choice(_RATIOS[level])
    epochs = random.choice((2, 4, 5, 10) if level == 1 else (3, 5, 7, 15, 30))
    total = solved("all updates", "total_iterations", epochs=epochs, iterations_per_epoch=updates)
    answer = solved(
        "warm-up as a share", "warmup_steps", warmup_ratio=ratio, total_iterations=total
    )
    numbers: dict[str, Number] = {
        "iterations": updates,
        "epochs": epochs,
        "warmup_ratio": ratio,
        "total_iterations": total,
        "share": ratio * total,
        "warmup_steps": answer,
    }
    drawing = counted(numbers, answer, slips.OF_RATIO)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _warmup_of_epochs(random: Random, level: int) -> Drawing:
    plan = by_level(random, level)
    warmup = random.choice((2, 3) if level == 1 else (2, 3, 4, 5, 8, 10))
    epochs = warmup * random.choice((5, 6, 10) if level == 1 else (6, 9, 10, 18, 20, 30))
    answer = solved(
        "warm-up in epochs",
        "warmup_steps",
        warmup_epochs=warmup,
        iterations_per_epoch=plan.iterations_per_epoch,
    )
    numbers = {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "epochs": epochs,
        "warmup_epochs": warmup,
        "iterations": plan.iterations_per_epoch,
    }
    return counted(numbers, answer, slips.OF_EPOCHS)


def _warmup_rate(random: Random, level: int) -> Drawing:
    peak, part = random.choice(_PEAKS[level]), random.choice(_PARTS[level])
    steps = random.choice(_LENGTHS[level])
    step = int(part * steps)
    answer = scheduled("constant", step, learning_rate=peak, warmup_steps=steps)
    numbers: dict[str, Number] = {
        "learning_rate": peak,
        "warmup_steps": steps,
        "step": step,
        "part": part,
    }
    drawing = measured(numbers, answer, slips.RATE)
    return distracted(random, level, drawing, total=(20 * steps, 50 * steps))


DRAWS: dict[str, Draw] = {
    "warmup_of_epochs": _warmup_of_epochs,
    "warmup_of_ratio": _warmup_of_ratio,
    "warmup_rate": _warmup_rate,
}
