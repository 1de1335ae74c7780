"""The exact number behind a rounded one: "11.8万张图（118287）", "about 52k rows (52,002)"."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.quantities import DATA
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import Number, find_numbers
from solver.reading.tokens.scan import Scan
from solver.spans import Exact

_IN_BRACKETS = lazy_pattern(
    r"[^\d()\n]{0,16}[(]\s?(?:[A-Za-z_-]{1,16}\s)?(?P<number>\d[\d,]{2,15})[^\d()\n]{0,8}[)]"
)
_ROUNDED = {*DATA, "sequence_length"}
_BY = Fraction(3, 100)


def with_exact(scan: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The facts, with the exact numbers in place of their roundings."""
    told = {
        fact: exactly
        for fact in facts
        if fact.known.quantity in _ROUNDED
        and (exactly := rounds(scan, fact.known.value, fact.end)) is not None
    }
    inside = [(fact.end, exactly.end) for fact, exactly in told.items()]
    return [
        replace(fact, known=replace(fact.known, value=told[fact].value)) if fact in told else fact
        for fact in facts
        if not any(start < fact.start < end for start, end in inside)
    ]


def rounds(scan: Scan, value: Exact, end: int) -> Number | None:
    """The number in brackets right after another one, of which that is a rounding."""
    match = _IN_BRACKETS.match(scan.text, end)
    numbers = find_numbers(match["number"]) if match and value > 0 else []
    if match is None or len(numbers) != 1 or numbers[0].value == value:
        return None
    near = abs(numbers[0].value / Fraction(value) - 1) <= _BY
    return replace(numbers[0], end=match.end()) if near else None
