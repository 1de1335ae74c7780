"""Numbers to try two formulas with: the same ones every time, all kinds of divisibility."""

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, product

from solver.quantities import QUANTITIES

TYPICAL = {
    "dataset_size": 1_200,
    "train_size": 1_000,
    "val_size": 200,
    "batch_size": 32,
    "epochs": 10,
    "grad_accumulation": 4,
    "devices": 2,
    "total_iterations": 320,
}
"""Tried first, so that two formulas are told apart by numbers that mean something."""
OTHERWISE = 7
SMALL = (1, 2, 3, 5)
"""Tried in all combinations, so that a batch size above the data set size is among them."""
MOST_COMBINATIONS = 128
ROUND = (1, 2, 4, 6, 12, 60, 120, 720, 5_040, 50_400)
"""Much divides these, so that batches come out even often."""
DRAWN = 60

Point = dict[str, Fraction]


def is_whole(quantity: str) -> bool:
    """Whether formulas are compared for whole numbers of it: counts, and epochs among them."""
    return QUANTITIES[quantity].whole or quantity.endswith("epochs")


def points(quantities: Sequence[str]) -> Iterator[Point]:
    """Numbers for the quantities, small and large, dividing each other and not."""
    chance = random.Random(1)
    yield {name: Fraction(TYPICAL.get(name, OTHERWISE)) for name in quantities}
    combinations = product(SMALL, repeat=len(quantities))
    for combination in islice(combinations, MOST_COMBINATIONS):
        yield {name: Fraction(value) for name, value in zip(quantities, combination, strict=True)}
    for _ in range(DRAWN):
        yield {name: _drawn(name, chance) for name in quantities}
        yield {name: Fraction(chance.choice(ROUND)) for name in quantities}


def _drawn(name: str, chance: random.Random) -> Fraction:
    value = Fraction(chance.randint(1, 10 ** chance.randint(1, 5)))
    return value if is_whole(name) else value / chance.choice((1, 2, 5, 100))
