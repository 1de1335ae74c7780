"""Data sets that are used together: "5,000 + 11,000 images combined", 两个数据集合在一起."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.data.added import is_added
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Mention, Scan

TOGETHER = lazy_pattern(
    r"\b(?:combin(?:e|ed|ing)|together|merg(?:e|ed|ing)|joint(?:ly)?|pool(?:ed|ing)?"
    r"|concatenat(?:e|ed|ing)|both (?:data ?)?sets)\b"
    r"|合(?:在)?一起|合并|合起来|一起训练|一起训|加起来|混合|混在一起|拼在一起|拼接",
    re.IGNORECASE,
)
_PLUS = lazy_pattern(r"\d[\d.,]{0,12}k?(?: [a-z]{1,16}){0,3} ?(?:\+|plus) ?", re.IGNORECASE)
_SIZES = ("train_size", "dataset_size")
_FARTHEST = 120


def pooled(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with the sizes of data sets that are used together as one."""
    facts = _added(scan, facts)
    together = TOGETHER.search(scan.text)
    if together is None:
        return facts
    parts = [f for f in facts if _is_part(f, together) and not is_added(scan, f)]
    quantity = parts[0].known.quantity if parts else ""
    same = [fact for fact in parts if fact.known.quantity == quantity]
    total = sum(fact.known.value for fact in same)
    if len(same) < 2 or any(fact.known.value == total for fact in facts):  # noqa: PLR2004 (a pair)
        return facts
    words = scan.text[same[0].start : same[-1].end]
    whole = replace(same[-1], known=replace(same[-1].known, value=total, text=words))
    return [whole if fact is same[-1] else fact for fact in facts if fact not in same[:-1]]


def _added(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with two sizes that a plus sign joins as one: "300 real + 500 rendered images"."""
    sizes = sorted((f for f in facts if f.known.quantity in _SIZES), key=lambda f: f.start)
    for first, second in pairwise(sizes):
        if _PLUS.fullmatch(scan.text, first.start, second.start) and len(sizes) == 2:  # noqa: PLR2004 (a pair)
            words = scan.text[first.start : max(second.end, first.end)]
            total = first.known.value + second.known.value
            known = Known("dataset_size", total, "stated", words)
            rest = [fact for fact in facts if fact not in (first, second)]
            return [*rest, replace(first, known=known)]
    return facts


def _is_part(fact: Fact, together: re.Match[str]) -> bool:
    near = abs(together.start() - fact.start) <= _FARTHEST
    return fact.known.quantity in _SIZES and fact.known.source == "stated" and near


def without_counts(scan: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The facts but "only 47 samples" beside a progress bar of 47: those are batches.

    Only where the real size is told as well.
    """
    counts = {f.known.value for f in facts if f.known.quantity == "iterations_per_epoch"}
    sizes = [f for f in facts if f.known.quantity in _SIZES]
    mistaken = [f for f in sizes if f.known.value in counts and f.known.source != "dataset"]
    shown = any(
        f.known.quantity == "iterations_per_epoch" and f.known.source == "observed" for f in facts
    )
    named = any(isinstance(token, Mention) for token in scan.tokens)
    real = named or len(mistaken) < len(sizes)
    return [f for f in facts if not (shown and real and f in mistaken)]
