"""Sums written out in a text: "24*8=192", "8233/4", "665k+98K" each stand for one number."""

import re
from collections.abc import Sequence

from solver.equivalence import evaluate
from solver.reading.numbers import Number

_OPERATOR = re.compile(r"\s*[)]?\s*(?:\*|/|÷|×|\+|[xX](?=\s*\d))\s*[(]?\s*")
_EQUALS = re.compile(r"\s*[)]?\s*(?:=|≈|~|约等于|等于)\s*~?\s*")
_PROGRESS = re.compile(
    r"(?:step|epoch|iter|iteration|batch|第)s?\s*[:：=]?\s*[\[(]?$", re.IGNORECASE
)
"""What stands before a place in a run, as "step 3000/12000": the second number is the total."""
_PARTS_OF_A_WHOLE = {1, 10, 100}


def joined(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers of a text, with each sum as one number over all of its span.

    Where a sum says what it makes, that is its value: it is what the person works with.
    Ratios such as 80/20 and 2975/500/1525 are no sums.
    """
    found: list[Number] = []
    place = 0
    while place < len(numbers):
        end = _end_of_sum(text, numbers, place)
        parts = numbers[place : end + 1]
        sum_ = _as_one(text, parts) if end > place else None
        found += [sum_] if sum_ else parts
        place = end + 1
    return found


def _end_of_sum(text: str, numbers: Sequence[Number], start: int) -> int:
    """The last number that operators, and at most one equals sign, join to the first."""
    end, operators = start, 0
    while end + 1 < len(numbers):
        gap = text[numbers[end].end : numbers[end + 1].start]
        if operators and _EQUALS.fullmatch(gap):
            return end + 1
        if not _OPERATOR.fullmatch(gap):
            break
        operators += 1
        end += 1
    return end


def _as_one(text: str, parts: Sequence[Number]) -> Number | None:
    start, end = parts[0].start, parts[-1].end
    written = text[start:end]
    if _PROGRESS.search(text, 0, start) and re.fullmatch(r"\d+\s*/\s*\d+", written):
        return Number(parts[-1].value, start, end, written)
    stated = _EQUALS.fullmatch(text[parts[-2].end : parts[-1].start])
    if not stated and _is_ratio(written, parts):
        return None
    value = parts[-1].value if stated else evaluate(written)
    if value is None:
        return None
    whole = value if isinstance(value, int) or value.denominator != 1 else value.numerator
    return Number(whole, start, end, written)


def _is_ratio(written: str, parts: Sequence[Number]) -> bool:
    if not re.fullmatch(r"[\d.,\s/]+", written):
        return False
    return len(parts) > 2 or sum(part.value for part in parts) in _PARTS_OF_A_WHOLE  # noqa: PLR2004
