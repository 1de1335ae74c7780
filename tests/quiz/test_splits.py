"""Questions about splits, folds and classes have the answers that dealing out samples gives."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import count, islice
from random import Random

import pytest

from quiz.drawing import Drawing, Number
from quiz.skills import folds, imbalance, splits
from quiz.skills.skill import LEVELS

DRAWS = {**splits.DRAWS, **folds.DRAWS, **imbalance.DRAWS}
SEEDS = range(1_000)

Told = dict[str, int]


@cache
def _drawn(skill: str) -> tuple[Drawing, ...]:
    return tuple(
        DRAWS[skill](Random(f"split {seed}"), LEVELS[seed % len(LEVELS)]) for seed in SEEDS
    )


def _dealt(total: int, percent: int) -> int:
    """Of each hundred samples the first so many, a last hundred cut in proportion."""
    hundreds, rest = divmod(total, 100)
    cut = [place for place in range(rest) if (place + 1) * 100 <= percent * rest]
    return len(range(percent)) * hundreds + len(cut)


def _folds(told: Told) -> list[int]:
    """The size of each fold when samples are dealt out like cards, first fold first."""
    start, size, each = 0, told["dataset_size"], []
    for fold in range(told["folds"]):
        each.append(len(range(fold, size, told["folds"])))
        start += each[-1]
    assert start == size
    return each


def _batches(samples: int, batch_size: int) -> int:
    return len(range(0, samples, batch_size))


def _rest_after_test(told: Told) -> int:
    return told["dataset_size"] - _dealt(told["dataset_size"], told["test_percent"])


def _all_folds(told: Told) -> int:
    """The updates of each fold's own run, added up."""
    return sum(
        _batches(told["dataset_size"] - held_out, told["batch_size"])
        for held_out in _folds(told)
        for _ in range(told["epochs"])
    )


def _whole(told: Told) -> int:
    """The whole that has such a part, found by trying."""
    part, percent = told["train_size"], told["train_percent"]
    return next(n for n in count(part * 100 // percent - 3) if n * percent == part * 100)


def _per_batch(told: Told) -> Fraction:
    """The rare samples of every batch when the rare ones stand evenly, shared by the batches."""
    batches = Fraction(told["samples"], told["batch_size"])
    return told["rare"] / batches


def _weight(told: Told) -> Fraction:
    """How many of the class would be there if all classes were equal, to one that is there."""
    even = Fraction(told["samples"]) / told["classes"]
    return even / told["class_size"]


def _blind(told: Told) -> Fraction:
    """The right answers of somebody who always names the class that occurs most often."""
    sizes = Counter({name: told[name] for name in ("smallest", "largest", "middle")})
    return Fraction(sizes.most_common(1)[0][1], sizes.total())


BY_HAND: dict[str, Callable[[Told], Number]] = {
    "train_share": _rest_after_test,
    "three_way_split": lambda told: (
        told["dataset_size"]
        - _dealt(told["dataset_size"], told["val_percent"])
        - _dealt(told["dataset_size"], told["test_percent"])
    ),
    "test_share": lambda told: (
        told["dataset_size"]
        - _dealt(told["dataset_size"], told["val_percent"])
        - _dealt(told["dataset_size"], told["train_percent"])
    ),
    "validation_of_rest": lambda told: _dealt(_rest_after_test(told), told["val_percent"]),
    "dataset_of_share": _whole,
    "split_updates": lambda told: _batches(_rest_after_test(told), told["batch_size"]),
    "augmented_samples": lambda told: sum(
        told["train_size"] for _ in islice(count(), 1 + told["copies"])
    ),
    "fold_val_size": lambda told: _folds(told)[0],
    "fold_train_size": lambda told: sum(_folds(told)[1:]),
    "trainings": lambda told: sum(1 for _ in range(told["repeats"]) for _ in range(told["folds"])),
    "fold_updates": _all_folds,
    "class_per_batch": _per_batch,
    "class_weight": _weight,
    "majority_baseline": _blind,
}
"""The answer to each question, from nothing but what its words tell."""


def test_every_skill_is_counted() -> None:
    """No skill of the families goes without a count by hand."""
    assert set(DRAWS) == set(BY_HAND)


@pytest.mark.parametrize("skill", BY_HAND)
def test_the_answer_equals_dealing_out(skill: str) -> None:
    """At every level, the answer of every seed is what dealing out the samples gives."""
    named = 0
    for drawing in _drawn(skill):
        told = {name: int(value) for name, value in drawing.numbers.items()}
        assert drawing.answer == BY_HAND[skill](told)
        named += len(drawing.wrong) >= 3
    assert named >= 0.98 * len(SEEDS)


def test_equal_folds_make_all_models_alike() -> None:
    """Where the updates of all folds are asked, every fold has the same size."""
    for drawing in _drawn("fold_updates"):
        told = {name: int(value) for name, value in drawing.numbers.items()}
        assert len(set(_folds(told))) == 1


def test_balanced_weights_make_up_for_the_sizes() -> None:
    """With the weight asked for, a class counts as much as the average class."""
    for drawing in _drawn("class_weight"):
        told = drawing.numbers
        assert drawing.answer * told["class_size"] * told["classes"] == told["samples"]
