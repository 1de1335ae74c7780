"""Is a typed answer the same as ours, whatever form it is written in?

Numbers and formulas are read by a small grammar of its own, bounded in length, depth and size;
nothing that somebody typed is ever evaluated by Python or SymPy.
"""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr

from solver.answers.expressions import (
    Expression,
    UnreadableError,
    divides_evenly,
    from_sympy,
    letters_of,
    value_of,
)
from solver.answers.forms import parts_of
from solver.answers.names import name_finder
from solver.answers.normal_form import normal_form
from solver.answers.reader import expression_of
from solver.answers.sampling import Point, is_whole, points
from solver.answers.times import seconds_of
from solver.answers.tokens import tokens_of
from solver.lazy_pattern import lazy_pattern

ENOUGH = 8
"""Points at which batches come out even, before a formula is right but for its rounding."""


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


@dataclass(frozen=True)
class Example:
    """Numbers for which two formulas differ.

    Attributes:
        values: the numbers, by quantity.
        answer: what the typed formula makes of them; None where it has no value.
        right: what ours makes of them.
    """

    values: tuple[tuple[str, Fraction], ...]
    answer: Fraction | None
    right: Fraction


@dataclass(frozen=True)
class Same:
    """The formula has the value of ours for all numbers."""


@dataclass(frozen=True)
class Unrounded:
    """The formula is right only where all comes out even: batches are whole."""

    example: Example


@dataclass(frozen=True)
class Different:
    """The formula is another one."""

    example: Example


FormulaVerdict = Same | Unrounded | Different | Unreadable


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


def compare_formulas(answer: str, right: Expr | str, quantities: Collection[str]) -> FormulaVerdict:
    """Hold a typed formula against the right one.

    Args:
        answer: in letters, or in names of the quantities as people write them.
        right: a formula of the solver, or one written in letters.
        quantities: standard names of what the formula may hold.

    Raises:
        ValueError: the right formula is none of these quantities.
    """
    try:
        ours = _formula(right, quantities) if isinstance(right, str) else from_sympy(right)
    except UnreadableError as error:
        raise ValueError(f"{right} is no formula of {', '.join(quantities)}") from error
    try:
        theirs = _formula(answer, quantities)
    except UnreadableError as error:
        return Unreadable(str(error))
    whole = frozenset(filter(is_whole, quantities))
    form = normal_form(theirs, whole)
    if form is not None and form == normal_form(ours, whole):
        return Same()
    return _sampled(theirs, ours)


def _formula(text: str, quantities: Collection[str]) -> Expression:
    """The last side of an equation that is a formula of the quantities."""
    find = name_finder(quantities)
    fault = UnreadableError()
    for part in reversed(parts_of(text)):
        try:
            return expression_of(tokens_of(part, find), formula=True)
        except UnreadableError as error:
            fault = error
    raise fault


def _sampled(theirs: Expression, ours: Expression) -> FormulaVerdict:
    """What trying both formulas with many numbers says."""
    differing: list[Example] = []
    even = 0
    for point in points(sorted(letters_of(theirs) | letters_of(ours))):
        right, answer = _value(ours, point), _value(theirs, point)
        if right is None:
            continue
        comes_out_even = divides_evenly(ours, point)
        even += comes_out_even
        if answer != right:
            differing.append(Example(tuple(point.items()), answer, right))
            if comes_out_even:
                return Different(differing[0])
    if not differing:
        return Same()
    return Unrounded(differing[0]) if even >= ENOUGH else Different(differing[0])


def _value(expression: Expression, point: Point) -> Fraction | None:
    try:
        return value_of(expression, point)
    except (UnreadableError, ZeroDivisionError):
        return None


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
