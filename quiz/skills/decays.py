"""A learning rate that falls: in steps, or along a cosine."""

from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number
from quiz.skills.distracting import distracted
from quiz.skills.rates import scheduled
from quiz.skills.skill import Draw
from quiz.skills.slipped import counted, measured
from quiz.skills.written import is_short
from solver.misconceptions import decays as slips

_STEPS = {1: (10, 20, 30), 2: (10, 15, 30), 3: (7, 12, 25), 4: (8, 15, 35), 5: (6, 13, 45)}
"""Epochs between two decays, by level."""
_DECAYS = {1: (2, 3, 4), 2: (2, 3), 3: (3, 4, 5), 4: (4, 5, 6), 5: (6, 7, 9)}
_FACTORS = {
    1: ((Fraction(1, 10), (1, 2)),),
    2: ((Fraction(1, 10), (1, 2)), (Fraction(1, 2), (2,))),
    3: ((Fraction(1, 2), (2, 3)), (Fraction(1, 5), (2,))),
    4: ((Fraction(1, 2), (3, 4)), (Fraction(1, 5), (2, 3))),
    5: ((Fraction(1, 2), (4, 5)), (Fraction(1, 5), (3,))),
}
"""What a decay multiplies by, and how often, by level."""
_RATES = (Fraction(1, 10), Fraction(1, 5), Fraction(2, 5), Fraction(4, 5))
_ENDS = {
    1: ((Fraction(1, 10), Fraction(1, 50)), (Fraction(1, 5), Fraction(1, 50))),
    2: ((Fraction(2, 5), Fraction(1, 50)), (Fraction(1, 20), Fraction(1, 100))),
    3: ((Fraction(1, 10), Fraction(1, 50)), (Fraction(4, 5), Fraction(2, 25))),
    4: ((Fraction(1, 5), Fraction(1, 250)), (Fraction(2, 5), Fraction(1, 250))),
    5: ((Fraction(1, 50), Fraction(1, 250)), (Fraction(1, 125), Fraction(1, 2_500))),
}
"""The highest and the smallest rate of a cosine, by level."""
_HALF, _THIRD = Fraction(1, 2), Fraction(1, 3)
_PLACES = {
    1: (_HALF,),
    2: (_HALF,),
    3: (_HALF, _THIRD),
    4: (_THIRD, 2 * _THIRD),
    5: (_THIRD, 2 * _THIRD),
}
_TOTALS = {
    1: (60, 90, 120, 300),
    2: (60, 90, 120, 300),
    3: (60, 90, 120, 300),
    4: (900, 4_500, 12_000),
    5: (4_500, 12_000, 90_000),
}
"""Steps of a cosine, by level."""


def _decays_so_far(random: Random, level: int) -> Drawing:
    size, decays = random.choice(_STEPS[level]), random.choice(_DECAYS[level])
    epoch = size * decays + (0 if level == 1 else random.randrange(2, size))
    more = random.randint(2, 3)
    numbers: dict[str, Number] = {
        "step_size": size,
        "epoch": epoch,
        "epochs": (decays + more) * size,
        "quotient": Fraction(epoch, size),
    }
    return counted(numbers, decays_until(epoch, size), slips.DECAYS)


def decays_until(epoch: int, step_size: int) -> int:
    """How often a rate has decayed that does so after every so many epochs."""
    return epoch // step_size


def _step_decay(random: Random, level: int) -> Drawing:
    gamma, often = random.choice(_FACTORS[level])
    size, decays = random.choice(_STEPS[level]), random.choice(often)
    rate = random.choice([one for one in _RATES if is_short(one * Fraction(gamma**decays))])
    epoch = size * decays + random.randrange(1, size)
    answer = scheduled("step", epoch, learning_rate=rate, gamma=gamma, step_size=size)
    numbers: dict[str, Number] = {
        "learning_rate": rate,
        "gamma": gamma,
        "step_size": size,
        "epoch": epoch,
        "decays": decays_until(epoch, size),
    }
    drawing = measured(numbers, answer, slips.STEP_DECAY)
    return distracted(random, level, drawing, epochs=(size * (decays + 2), size * (decays + 3)))


def _cosine_rate(random: Random, level: int) -> Drawing:
    (rate, end), share = random.choice(_ENDS[level]), random.choice(_PLACES[level])
    total = random.choice(_TOTALS[level])
    place = int(total * share)
    height = scheduled("cosine", place, learning_rate=1, total=total)
    numbers: dict[str, Number] = {
        "learning_rate": rate,
        "end_rate": end,
        "total": total,
        "place": place,
        "share": share,
        "height": height,
        "fall": rate - end,
    }
    answer = scheduled("cosine", place, learning_rate=rate, end_learning_rate=end, total=total)
    return measured(numbers, answer, slips.COSINE)


DRAWS: dict[str, Draw] = {
    "decays_so_far": _decays_so_far,
    "step_decay": _step_decay,
    "cosine_rate": _cosine_rate,
}
