"""Numbers for questions, drawn so that they look like those of real trainings."""

from dataclasses import replace
from random import Random

from quiz.drawing import Drawing
from solver.plan import Plan

_FRIENDLY_BATCHES = (10, 20, 25, 40, 50, 100)
_POWERS_OF_TWO = (16, 32, 64, 128, 256, 512)
_BATCHES = {
    1: _POWERS_OF_TWO[:3],
    2: _POWERS_OF_TWO[:4],
    3: _POWERS_OF_TWO[1:4],
    4: _POWERS_OF_TWO[1:5],
    5: _POWERS_OF_TWO[2:],
}
_LARGEST_SET = {1: 2_000, 2: 6_000, 3: 60_000, 4: 250_000, 5: 1_100_000}
_KNOWN_SETS = {4: (50_000, 60_000, 73_257, 118_287), 5: (118_287, 531_131, 1_281_167)}
"""Sizes of well-known data sets, which are seldom round."""
_EPOCHS = {4: (12, 18, 24, 30, 36, 40), 5: (30, 45, 60, 90, 100, 120)}
_HARDER = {4: 0.5, 5: 1.0}
_PLAIN_STORIES, _HARDER_STORIES = (0, 1, 2, 3), (4, 5)


def even(random: Random) -> Plan:
    """A data set that divides into full batches."""
    batch_size = random.choice(_FRIENDLY_BATCHES)
    batches = random.choice([n for n in range(6, 61) if n != batch_size])
    return Plan(batches * batch_size, batch_size)


def uneven(random: Random, level: int) -> Plan:
    """A set of samples whose last batch is not full; larger at higher levels."""
    batch_size = random.choice(_BATCHES[level])
    largest = _LARGEST_SET[level]
    step = largest // 40
    sizes: tuple[int, ...] = tuple(range(5 * step, largest + 1, step))
    if level in _KNOWN_SETS and random.random() < 1 / 3:
        sizes = _KNOWN_SETS[level]
    return Plan(random.choice([n for n in sizes if n % batch_size > 1]), batch_size)


def by_level(random: Random, level: int) -> Plan:
    """Full batches at the first level, an incomplete last batch above it."""
    return even(random) if level == 1 else uneven(random, level)


def epochs(random: Random, level: int) -> int:
    """A number of epochs, at least two."""
    if level == 1:
        return random.randint(2, 9)
    return random.choice(_EPOCHS.get(level, (3, 5, 8, 12, 15, 20, 25, 30)))


def harder(random: Random, level: int) -> bool:
    """Whether to tell one of the stories with a step or a number more, as the last levels do."""
    return random.random() < _HARDER.get(level, 0)


def told(random: Random, drawing: Drawing, *, harder: bool) -> Drawing:
    """A question told by one of the first four stories, or by one of the two harder ones."""
    return replace(drawing, story=random.choice(_HARDER_STORIES if harder else _PLAIN_STORIES))
