"""Questions about measures have the answers that the table below them gives, sample by sample."""

import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import groupby
from math import log2
from unicodedata import east_asian_width

import pytest

from quiz.item import Item
from quiz.making import make
from quiz.skills import averages, confusion, three_classes
from quiz.skills.skill import LEVELS
from quiz.texts import texts
from solver.language import LANGUAGES, Language

SEEDS = range(0, 1_000, 17)
WIDTH, LINES = 37, 14
DRAWS = {**confusion.DRAWS, **three_classes.DRAWS, **averages.DRAWS}
TABLES = [name for name in DRAWS if texts("en").skills[name].blocks]

Pairs = Counter[tuple[str, str]]
"""How often a true class was taken for another one."""


@cache
def _items(skill: str, language: Language = "en") -> list[Item]:
    return [make(skill, seed, LEVELS[seed % 5], language) for seed in SEEDS]


def _numbers(text: str) -> list[Fraction]:
    return [Fraction(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def _pairs(block: str) -> Pairs:
    """What a confusion matrix says, whichever way it is turned."""
    _, header, *rows = block.splitlines()
    found: Pairs = Counter()
    for row in rows:
        side, label, *cells = row.split()
        for other, cell in zip(header.split(), cells, strict=True):
            pair = (label, other) if side in {"actual", "实际"} else (other, label)
            found[pair] += int(cell.replace(",", ""))
    return found


def _share(pairs: Pairs, among: Callable[[str, str], bool]) -> Fraction:
    """How many of these are right."""
    chosen = [(true == guess, n) for (true, guess), n in pairs.items() if among(true, guess)]
    return Fraction(sum(n for right, n in chosen if right), sum(n for _, n in chosen))


def _f1(pairs: Pairs) -> Fraction:
    """The harmonic mean: the inverse of the mean of inverses."""
    precision = _share(pairs, lambda _, guess: guess == "+")
    recall = _share(pairs, lambda true, _: true == "+")
    return 1 / ((1 / precision + 1 / recall) / 2)


def _macro(pairs: Pairs) -> Fraction:
    recalls = [_share(pairs, lambda true, _, one=one: true == one) for one in "ABC"]
    return sum(recalls, Fraction()) / 3


MATRIX: dict[str, Callable[[Pairs, Item], int | Fraction]] = {
    "accuracy": lambda pairs, _: _share(pairs, lambda *_: True),
    "errors": lambda pairs, _: sum(n for (true, guess), n in pairs.items() if true != guess),
    "class_size": lambda pairs, _: sum(n for (true, _), n in pairs.items() if true == "+"),
    "precision": lambda pairs, _: _share(pairs, lambda _, guess: guess == "+"),
    "recall": lambda pairs, _: _share(pairs, lambda true, _: true == "+"),
    "specificity": lambda pairs, _: _share(pairs, lambda true, _: true == "−"),
    "f1": lambda pairs, _: _f1(pairs),
    "class_recall": lambda pairs, item: _share(
        pairs, lambda true, _: true == re.findall(r"(?:class|real) ([ABC])", item.question)[0]
    ),
    "macro_recall": lambda pairs, _: _macro(pairs),
    "micro_recall": lambda pairs, _: _share(pairs, lambda *_: True),
}


@pytest.mark.parametrize("skill", MATRIX)
def test_a_matrix_is_read_as_it_is_shown(skill: str) -> None:
    """Whether its rows are the truth or the prediction, the table gives the answer."""
    for item in _items(skill):
        assert MATRIX[skill](_pairs(item.block), item) == item.number, item.block


@pytest.mark.parametrize("skill", MATRIX)
def test_both_languages_show_the_same_matrix(skill: str) -> None:
    """Its rows and columns mean the same."""
    for seed in range(12):
        english, chinese = (make(skill, seed, LEVELS[seed % 5], one).block for one in LANGUAGES)
        assert _pairs(english) == _pairs(chinese)


def _errors(block: str) -> list[Fraction]:
    true, guessed = (_numbers(row) for row in block.splitlines())
    return [high - low for low, high in zip(true, guessed, strict=True)]


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _mean_of_samples(item: Item) -> Fraction:
    """Every sample on its own, with the mean loss of its batch."""
    rows = [_numbers(row)[1:] for row in item.block.splitlines()]
    return _mean([loss for size, loss in rows for _ in range(int(size))])


def _both_sets(item: Item) -> Fraction:
    """Right and wrong answers of two sets, one after the other."""
    told = re.sub("set [12]", "", item.question)
    percents = [int(one) for one in re.findall(r"(\d+) %", told)]
    sizes = [int(n) for n in _numbers(re.sub(r"\d+ %", "", told))]
    answers = [
        place * 100 < rate * size
        for rate, size in zip(percents, sizes, strict=True)
        for place in range(int(size))
    ]
    return Fraction(sum(answers), len(answers))


def _missed(item: Item) -> int:
    """Positives in rows of the table that end at the new threshold or below."""
    old, new = [one for one in _numbers(item.question) if one < 1]
    if "before" in item.question:
        old, new = new, old
    rows = [_numbers(row) for row in item.block.splitlines()[1:]]
    assert old != new
    return sum(int(positives) for low, high, positives, _ in rows if high <= new)


def _bits(item: Item) -> Fraction:
    chances = [1 / int(one) for one in re.findall(r"1/(\d+)", item.question)]
    return _mean([Fraction(-log2(chance)) for chance in chances])


AVERAGED: dict[str, Callable[[Item], int | Fraction]] = {
    "mse": lambda item: _mean([error * error for error in _errors(item.block)]),
    "mae": lambda item: _mean([max(error, -error) for error in _errors(item.block)]),
    "mean_loss": _mean_of_samples,
    "pooled_accuracy": _both_sets,
    "threshold_moved": _missed,
    "cross_entropy_bits": _bits,
}


@pytest.mark.parametrize("skill", AVERAGED)
def test_an_average_is_that_of_all_samples(skill: str) -> None:
    """Sample by sample, what is told gives the answer."""
    for item in _items(skill):
        assert AVERAGED[skill](item) == item.number, (item.question, item.block)


@pytest.mark.parametrize("skill", DRAWS)
def test_no_wrong_answer_is_the_right_one_rounded(skill: str) -> None:
    """Answers have at most four decimals, and wrong ones are further away than rounding goes."""
    for item in _items(skill):
        assert item.number is not None
        assert (item.number * 10_000).denominator == 1
        if item.number < 1:
            assert all(abs(wrong - item.number) >= Fraction(1, 200) for wrong in item.mistakes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", TABLES)
def test_tables_fit_on_a_phone(skill: str, language: Language) -> None:
    """No row is wider than a phone, and the columns of a table stand below each other."""
    for seed in range(15):
        item = make(skill, seed, LEVELS[seed % 5], language)
        rows = item.block.splitlines()
        widths = [sum(1 + (east_asian_width(one) in "WF") for one in row) for row in rows]
        assert max(widths) <= WIDTH
        assert len(rows) <= LINES
        assert len(list(groupby(widths[1:]))) == 1 or skill in {"mse", "mae", "mean_loss"}
