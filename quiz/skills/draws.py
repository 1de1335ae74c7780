"""Numbers for questions, drawn so that they look like those of real trainings."""

from random import Random

from solver.plan import Plan

_FRIENDLY_BATCHES = (10, 20, 25, 40, 50, 100)
_POWERS_OF_TWO = (16, 32, 64, 128)
_LARGEST_SET = {1: 2_000, 2: 6_000, 3: 60_000}


def even(random: Random) -> Plan:
    """A data set that divides into full batches."""
    batch_size = random.choice(_FRIENDLY_BATCHES)
    batches = random.choice([n for n in range(6, 61) if n != batch_size])
    return Plan(batches * batch_size, batch_size)


def uneven(random: Random, level: int) -> Plan:
    """A round number of samples whose last batch is not full; larger at higher levels."""
    batch_size = random.choice(_POWERS_OF_TWO)
    largest = _LARGEST_SET[level]
    step = largest // 40
    sizes = [n for n in range(5 * step, largest + 1, step) if n % batch_size > 1]
    return Plan(random.choice(sizes), batch_size)


def by_level(random: Random, level: int) -> Plan:
    """Full batches at the first level, an incomplete last batch above it."""
    return even(random) if level == 1 else uneven(random, level)


def epochs(random: Random, level: int) -> int:
    """A number of epochs, at least two."""
    return random.randint(2, 9) if level == 1 else random.choice((3, 5, 8, 12, 15, 20, 25, 30))
