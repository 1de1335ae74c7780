"""A data set and its parts, told apart: what has parts is the whole, and a ratio is no size."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.reading.scan import Scan
from solver.reading.scenarios import Fact
from solver.reading.split_sizes import find_sizes
from solver.reading.splits import ratio_spans

_SHARE_OF = re.compile(
    r"(?:%|percent|百分之[一二三四五六七八九十]{1,3})\s?(?:of|的)\s?(?:the |my |our |all )?$",
    re.IGNORECASE,
)
_HELD_OUT = {"val_size", "test_size"}
_SIZES = {"train_size", "dataset_size", *_HELD_OUT}


def with_sizes(scan: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The facts with rows of sizes, and without the numbers of ratios."""
    rows = [Fact(known, place, place + len(known.text)) for known, place in find_sizes(scan)]
    taken = [*ratio_spans(scan), *((row.start, row.end) for row in rows)]
    kept = [f for f in facts if not any(start <= f.start < end for start, end in taken)]
    total = sum(row.known.value for row in rows)
    named = {row.known.quantity for row in rows}
    kept = [
        _as_whole(f) if f.known.quantity in named and f.known.value == total else f for f in kept
    ]
    return _of_the_whole(scan, [*kept, *(replace(row, end=row.start + 1) for row in rows)])


def _of_the_whole(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """What a share is taken of is the whole: "20% of 25,000 images as the test set"."""
    return [
        _as_whole(fact)
        if fact.known.quantity in _SIZES
        and _SHARE_OF.search(scan.text, max(0, fact.start - 24), fact.start)
        else fact
        for fact in facts
    ]


def without_wholes(facts: Sequence[Fact]) -> list[Fact]:
    """A data set that has parts is no training set, whatever is called so."""
    values = {(fact.known.quantity, fact.known.value) for fact in facts}
    names = {quantity for quantity, _ in values}
    if "dataset_size" not in names and any(_splits(fact) for fact in facts):
        return [_as_whole(f) if f.known.quantity == "train_size" else f for f in facts]
    if not names & _HELD_OUT:
        return list(facts)
    return [
        fact
        for fact in facts
        if fact.known.quantity != "train_size" or ("dataset_size", fact.known.value) not in values
    ]


def _splits(fact: Fact) -> bool:
    """Whether a setting holds out a part of the data that is handed over for training."""
    return fact.known.quantity == "val_percent" and "validation_split" in fact.known.text


def _as_whole(fact: Fact) -> Fact:
    return replace(fact, known=replace(fact.known, quantity="dataset_size"))
