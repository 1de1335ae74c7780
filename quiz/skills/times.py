"""Time: of an update, of an epoch, what is left of it, and how much fits into it."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from random import Random

from quiz.drawing import Drawing, Number, of_run, with_slips
from quiz.skills.draws import by_level, epochs
from quiz.skills.skill import Draw
from quiz.skills.solved import solved
from quiz.skills.written import tidy
from solver.misconceptions.times import TIMES
from solver.plan import Plan
from solver.situation import Situation

_OF_AN_UPDATE = tuple(Fraction(n, 20) for n in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 40, 60))
_MILLISECONDS = (45, 60, 85, 112, 130, 175, 240, 310, 360, 425)
_MINUTES = {
    1: tuple(Fraction(n) for n in range(2, 10)),
    2: tuple(Fraction(n, 2) for n in range(3, 20, 2)),
    3: tuple(Fraction(n) for n in range(11, 40)),
    4: tuple(Fraction(n, 2) for n in range(21, 80, 2)),
    5: tuple(Fraction(n, 4) for n in range(41, 400, 2)),
}
_SECONDS = {
    1: (10, 20, 30, 40, 60),
    2: (15, 25, 35, 45, 75, 90),
    3: (48, 72, 105, 130),
    4: (145, 210, 275, 318),
    5: (460, 725, 904, 1_130),
}
_EPOCHS = {1: (10, 20), 2: (20, 30, 40), 3: (50, 60, 90), 4: (90, 100, 120), 5: (200, 300)}
_HOURS = {1: (2, 3, 4, 5), 2: (2, 3, 4, 5, 6, 8), 3: (8, 10, 12, 24), 4: (24, 36, 48)}
_MOST_HOURS = (72, 100, 120, 168)
_DATA = {
    1: (1_200, 2_000, 3_000, 6_000),
    2: (10_000, 12_000, 15_000, 25_000),
    3: (50_000, 60_000, 70_000),
    4: (120_000, 250_000, 400_000),
    5: (1_000_000, 1_200_000, 1_280_000),
}
_BATCHES = (16, 32, 64, 128, 256)
_SLOWEST, _FASTEST = 25, 4_000
"""Samples a second."""
_SECONDS_AN_EPOCH = range(11, 3_601)


def _epoch_time(random: Random, level: int) -> Drawing:
    plan = replace(by_level(random, level), epochs=epochs(random, level))
    whole = [t for t in _OF_AN_UPDATE if (t * plan.iterations_per_epoch).denominator == 1]
    told = Situation(plan, "time_per_epoch", time_per_iteration=random.choice(whole))
    drawing = of_run(told)
    more = with_slips(drawing.numbers, drawing.answer, TIMES["epoch_time"]).wrong
    return replace(drawing, wrong={**drawing.wrong, **more})


def _update_time(random: Random, level: int) -> Drawing:
    plan = by_level(random, level)
    each = (
        random.choice(_OF_AN_UPDATE[:8])
        if level == 1
        else Fraction(random.choice(_MILLISECONDS), 1_000)
    )
    epoch = each * plan.iterations_per_epoch
    numbers: dict[str, Number] = {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "quotient": Fraction(plan.samples, plan.batch_size),
        "iterations": plan.iterations_per_epoch,
        "time_per_epoch": epoch,
    }
    answer = solved(
        "epoch time",
        "time_per_iteration",
        time_per_epoch=epoch,
        iterations_per_epoch=plan.iterations_per_epoch,
    )
    return tidy(with_slips(numbers, answer, TIMES["update_time"]))


def _time_left(random: Random, level: int) -> Drawing:
    seconds, planned = random.choice(_SECONDS[level]), random.choice(_EPOCHS[level])
    done = random.choice([n for n in range(3, planned - 2) if 2 * n != planned])
    left = solved("epochs left", "remaining_epochs", epochs=planned, epochs_done=done)
    numbers: dict[str, Number] = {
        "epochs": planned,
        "done": done,
        "left": left,
        "elapsed": done * seconds,
        "time_per_epoch": seconds,
    }
    answer = solved(
        "time left, by epochs", "time_remaining", remaining_epochs=left, time_per_epoch=seconds
    )
    return tidy(with_slips(numbers, answer, TIMES["time_left"]))


def _epochs_in_budget(random: Random, level: int) -> Drawing:
    hours = random.choice(_HOURS.get(level, _MOST_HOURS))
    fitting = [
        minutes
        for minutes in _MINUTES[level]
        if ((60 * hours / minutes).denominator == 1) == (level == 1) and 60 * hours > 2 * minutes
    ]
    minutes = random.choice(fitting)
    numbers: dict[str, Number] = {
        "hours": hours,
        "budget": 60 * hours,
        "time_per_epoch": minutes,
        "quotient": 60 * hours / minutes,
    }
    return tidy(with_slips(numbers, 60 * hours // minutes, TIMES["epochs_in_budget"]))


def _throughput(random: Random, level: int) -> Drawing:
    numbers = _measured(random, level)
    answer = solved(
        "throughput",
        "throughput",
        train_size=numbers["samples"],
        time_per_epoch=numbers["time_per_epoch"],
    )
    return tidy(with_slips(numbers, answer, TIMES["throughput"]))


def _epoch_time_from_throughput(random: Random, level: int) -> Drawing:
    numbers = _measured(random, level)
    answer = solved(
        "throughput",
        "time_per_epoch",
        train_size=numbers["samples"],
        throughput=numbers["throughput"],
    )
    return tidy(with_slips(numbers, answer, TIMES["epoch_time_from_throughput"]))


def _measured(random: Random, level: int) -> dict[str, int]:
    """An epoch that takes full seconds at a whole number of samples a second."""
    samples, batch_size = random.choice(_DATA[level]), random.choice(_BATCHES)
    rate = random.choice([n for n in _rates(samples) if n != batch_size])
    return {
        "samples": samples,
        "batch_size": batch_size,
        "batches": Plan(samples, batch_size).batches_per_epoch,
        "throughput": rate,
        "time_per_epoch": samples // rate,
    }


@cache
def _rates(samples: int) -> tuple[int, ...]:
    """Samples a second that make an epoch last full seconds, and not too many of them."""
    return tuple(
        rate
        for rate in range(_SLOWEST, _FASTEST)
        if not samples % rate and samples // rate in _SECONDS_AN_EPOCH
    )


DRAWS: dict[str, Draw] = {
    "epoch_time": _epoch_time,
    "update_time": _update_time,
    "time_left": _time_left,
    "epochs_in_budget": _epochs_in_budget,
    "throughput": _throughput,
    "epoch_time_from_throughput": _epoch_time_from_throughput,
}
