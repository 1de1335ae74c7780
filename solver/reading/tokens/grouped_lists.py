"""Batch sizes written as 128,256,512 are three numbers, not one of 128 million."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import Number

_GROUPED = lazy_pattern(r"[1-9]\d{0,2}(?:,[1-9]\d\d)+")
_WIDE_GROUPS = lazy_pattern(r"[1-9]\d\d(?:,[1-9]\d\d)+")


def ungrouped(text: str, numbers: Sequence[Number]) -> tuple[Number, ...]:
    """The numbers of a row of batch sizes, with those apart that only commas part."""
    tight = any(text[a.end : b.start] == "," for a, b in pairwise(numbers))
    parts: list[Number] = []
    for number in numbers:
        split = _GROUPED.fullmatch(number.text) and (
            tight or _WIDE_GROUPS.fullmatch(number.text) or _are_powers(number.text)
        )
        parts += _parts(number) if split else (number,)
    return tuple(parts)


def _are_powers(text: str) -> bool:
    """Whether all groups are powers of two that rise, as in 64,128,256."""
    values = [int(part) for part in text.split(",")]
    return values == sorted(values) and all(value & (value - 1) == 0 for value in values)


def _parts(number: Number) -> Iterator[Number]:
    start = number.start
    for part in number.text.split(","):
        yield Number(int(part), start, start + len(part), part)
        start += len(part) + 1
