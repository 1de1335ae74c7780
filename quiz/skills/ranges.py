"""Back from a number of batches: it leaves a range of batch sizes, or of data sets, possible."""

from math import isqrt
from random import Random

from quiz.drawing import Drawing, of_run, with_slips
from quiz.skills.draws import epochs, harder, told
from quiz.skills.skill import Draw
from quiz.skills.solved import span
from solver.misconceptions.ranges import (
    BATCH_SIZES,
    FEWEST_SAMPLES,
    LARGEST_BATCH,
    MOST_SAMPLES,
)
from solver.plan import Plan
from solver.situation import Situation
from solver.spans import Span

_SETS = {
    1: range(200, 1_001, 100),
    2: range(500, 4_001, 100),
    3: range(2_000, 12_001, 500),
    4: range(10_000, 30_001, 1_000),
    5: range(20_000, 60_001, 1_000),
}
_COUNTS = {
    1: range(5, 21),
    2: range(12, 61),
    3: range(60, 401),
    4: range(200, 1_501),
    5: range(800, 6_001),
}
_BATCHES = {
    1: (10, 20, 25, 50, 100),
    2: (16, 32, 64),
    3: (16, 32, 64, 128),
    4: (32, 64, 128, 256),
    5: (64, 128, 256, 512),
}


def _smallest_batch(random: Random, level: int) -> Drawing:
    samples, batches = _cut(random, level)
    return of_run(Situation(Plan(samples, int(_fitting(samples, batches).low)), "batch_size"))


def _largest_batch(random: Random, level: int) -> Drawing:
    samples, batches = _cut(random, level)
    largest = int(_fitting(samples, batches).high or 0)
    numbers = {"samples": samples, "batches": batches, "others": batches - 1}
    return with_slips(numbers, largest, LARGEST_BATCH)


def _batch_sizes(random: Random, level: int) -> Drawing:
    samples, batches = _cut(random, level)
    fitting = _fitting(samples, batches)
    low, high = int(fitting.low), int(fitting.high or 0)
    numbers = {"samples": samples, "batches": batches, "smallest": low, "largest": high}
    return with_slips(numbers, high - low + 1, BATCH_SIZES)


def _fewest_samples(random: Random, level: int) -> Drawing:
    numbers, hard = _counted(random, level)
    possible = span(
        "batches",
        "train_size",
        batches_per_epoch=numbers["batches"],
        batch_size=numbers["batch_size"],
    )
    return told(random, with_slips(numbers, possible.low, FEWEST_SAMPLES), harder=hard)


def _most_samples(random: Random, level: int) -> Drawing:
    numbers, hard = _counted(random, level)
    possible = span(
        "batches, last dropped",
        "train_size",
        drop_last=True,
        batches_per_epoch=numbers["batches"],
        batch_size=numbers["batch_size"],
    )
    return told(random, with_slips(numbers, possible.high or 0, MOST_SAMPLES), harder=hard)


def _cut(random: Random, level: int) -> tuple[int, int]:
    """Samples and a number of batches that at least three batch sizes make of them."""
    samples = random.choice(_SETS[level])
    if level == 1:
        return samples, random.choice([n for n in (4, 5, 8, 10) if not samples % n])
    batch_size = random.randint(isqrt(5 * samples), isqrt(16 * samples))
    return samples, Plan(samples, batch_size).batches_per_epoch


def _fitting(samples: int, batches: int) -> Span:
    """The batch sizes that make exactly so many batches."""
    return span("batches", "batch_size", train_size=samples, batches_per_epoch=batches)


def _counted(random: Random, level: int) -> tuple[dict[str, int], bool]:
    """A number of batches and their size; harder where those of all epochs are told."""
    hard = harder(random, level)
    batch_size = random.choice(_BATCHES[level])
    batches = random.choice(_COUNTS[level])
    batches += batches == batch_size
    passes = epochs(random, level) if hard else 1
    numbers = {
        "batches": batches,
        "batch_size": batch_size,
        "others": batches - 1,
        "epochs": passes,
        "total_batches": batches * passes,
    }
    return numbers, hard


DRAWS: dict[str, Draw] = {
    "smallest_batch": _smallest_batch,
    "largest_batch": _largest_batch,
    "batch_sizes": _batch_sizes,
    "fewest_samples": _fewest_samples,
    "most_samples": _most_samples,
}
