"""Is a typed number the same as ours, whatever form it is written in?

Numbers and formulas are read by a small grammar of their own, bounded in length, depth and size;
nothing that somebody typed is ever evaluated by Python or SymPy.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from solver.answers.expressions import UnreadableError, value_of
from solver.answers.forms import parts_of
from solver.answers.reader import expression_of
from solver.answers.times import seconds_of
from solver.answers.tokens import tokens_of
from solver.lazy_pattern import lazy_pattern


@dataclass(frozen=True)
class Right:
    """The answer is ours."""

    value: Fraction


@dataclass(frozen=True)
class Wrong:
    """The answer is another number."""

    value: Fraction


@dataclass(frozen=True)
class Close:
    """The answer lacks only the rounding to a whole number."""

    value: Fraction


@dataclass(frozen=True)
class Unreadable:
    """The answer is nothing that we can read: ask again; `word` is what is unknown, if known."""

    word: str = ""


Verdict = Right | Wrong | Close | Unreadable


def compare(text: str, expected: int | Fraction) -> Verdict:
    """Hold a typed answer against the right number.

    An answer that can be read in several ways, such as 1.875, is right where one of them is.
    """
    values = _readings(text)
    if not values:
        return Unreadable()
    if expected in values:
        return Right(Fraction(expected))
    value = values[0]
    if value.denominator != 1 and expected in {math.floor(value), math.ceil(value)}:
        return Close(value)
    return Wrong(value)


def evaluate(text: str) -> Fraction | None:
    """The exact value of a number or of arithmetic; None where it is neither, or too large.

    Of a chain such as "60000/100 = 600" the last part counts. Words around numbers are units.
    """
    return next(iter(_readings(text)), None)


_GROUPS_BY_POINTS = lazy_pattern(r"\d{1,3}\.\d{3}")


def _readings(text: str) -> tuple[Fraction, ...]:
    """The values that an answer may have, the likeliest first."""
    parts = parts_of(text)
    return tuple(dict.fromkeys(_values(parts[-1]))) if parts else ()


def _values(part: str) -> Iterator[Fraction]:
    if times := seconds_of(part):
        yield from times
        return
    try:
        value = value_of(expression_of(tokens_of(part), formula=False), {})
    except (UnreadableError, ZeroDivisionError):
        return
    yield value
    if part.endswith("%"):
        yield value * 100
    if _GROUPS_BY_POINTS.fullmatch(part):
        yield value * 1000
