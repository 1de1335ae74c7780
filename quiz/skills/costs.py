"""What several devices bring and cost: GPU hours, money, speed-up."""

from fractions import Fraction
from functools import cache
from random import Random

from quiz.drawing import Drawing, Number, with_slips
from quiz.skills.skill import Draw
from quiz.skills.solved import solved
from quiz.skills.written import tidy
from solver.misconceptions.costs import COSTS

_DEVICES = {1: (2, 4), 2: (2, 4, 8), 3: (4, 8, 16), 4: (8, 16, 32), 5: (32, 64, 128)}
_EPOCHS = {1: (4, 6, 10), 2: (10, 15, 30), 3: (30, 50, 90), 4: (90, 100, 120), 5: (200, 300, 600)}
_MINUTES = {1: (15, 20, 30, 40), 2: (6, 8, 9, 12), 3: (6, 7, 9, 14), 4: (7, 11, 18), 5: (9, 13, 27)}
_HOURS = {1: (5, 10, 20), 2: (6, 9, 12, 15), 3: (24, 36, 48), 4: (30, 55, 72), 5: (168, 240, 350)}
_PRICES = {
    1: (Fraction(1), Fraction(2), Fraction(3)),
    2: (Fraction(3, 2), Fraction(5, 2), Fraction(7, 2)),
    3: (Fraction(2), Fraction(5, 2), Fraction(4)),
    4: (Fraction(5, 4), Fraction(3, 2), Fraction(9, 4)),
    5: (Fraction(7, 4), Fraction(9, 4), Fraction(13, 4)),
}
_CENTS = 100
_POSSIBLE = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64)
"""Numbers of devices that somebody may have."""


def _gpu_hours(random: Random, level: int) -> Drawing:
    devices, epochs, minutes = (
        random.choice(each[level]) for each in (_DEVICES, _EPOCHS, _MINUTES)
    )
    if devices * epochs * minutes % 60:
        epochs *= 2 if not devices * epochs * 2 * minutes % 60 else 3
    numbers: dict[str, Number] = {
        "devices": devices,
        "epochs": epochs,
        "time_per_epoch": minutes,
        "minutes": epochs * minutes,
    }
    seconds = solved("training time", "time_total", epochs=epochs, time_per_epoch=60 * minutes)
    answer = solved("device hours", "gpu_hours", devices=devices, time_total=seconds)
    return tidy(with_slips(numbers, answer, COSTS["gpu_hours"]))


def _gpu_cost(random: Random, level: int) -> Drawing:
    devices, hours = random.choice(_DEVICES[level]), random.choice(_HOURS[level])
    price = random.choice(_PRICES[level])
    if (devices * hours * price).denominator > 1:
        hours *= 2
    gpu_hours = solved("device hours", "gpu_hours", devices=devices, time_total=3_600 * hours)
    numbers: dict[str, Number] = {
        "devices": devices,
        "hours": hours,
        "price": price,
        "gpu_hours": gpu_hours,
    }
    return tidy(with_slips(numbers, gpu_hours * price, COSTS["gpu_cost"]))


def _speedup(random: Random, level: int) -> Drawing:
    alone, devices = random.choice(_pairs(level))
    numbers: dict[str, Number] = {
        "alone": alone,
        "shared": 100 - alone,
        "devices": devices,
        "share": Fraction(100 - alone, devices),
        "time": alone + Fraction(100 - alone, devices),
    }
    return tidy(with_slips(numbers, _amdahl(alone, devices), COSTS["speedup"]))


def _amdahl(alone: int, devices: int) -> Fraction:
    """How many times faster it gets where a percentage is not shared by the devices."""
    return 100 / (alone + Fraction(100 - alone, devices))


@cache
def _pairs(level: int) -> list[tuple[int, int]]:
    """Percentages and devices with a speed-up, and a time, of few decimals."""
    largest, parts = {1: (10, 1), 2: (16, 2), 3: (24, 10)}.get(level, (64, _CENTS))
    return [
        (alone, devices)
        for devices in _POSSIBLE[: _POSSIBLE.index(largest) + 1]
        for alone in range(1, 61)
        if (_amdahl(alone, devices) * parts).denominator == 1
        and ((100 - alone) % devices == 0 or level > 1)
        and (Fraction(100 - alone, devices) * _CENTS).denominator == 1
    ]


DRAWS: dict[str, Draw] = {"gpu_hours": _gpu_hours, "gpu_cost": _gpu_cost, "speedup": _speedup}
