"""Is a typed formula the same as ours, whatever form it is written in?"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from sympy import Add, Expr, Mul, Pow, Rational, Symbol, ceiling, floor

from solver.answers.expressions import (
    Expression,
    Letter,
    Operation,
    Rounded,
    UnreadableError,
    divides_evenly,
    letters_of,
    value_of,
)
from solver.answers.forms import parts_of
from solver.answers.names import name_finder
from solver.answers.normal_form import normal_form
from solver.answers.reader import expression_of
from solver.answers.sampling import Point, is_whole, points
from solver.answers.tokens import tokens_of
from solver.equivalence import Unreadable
from solver.quantities import QUANTITIES

ENOUGH = 8
"""Points at which batches come out even, before a formula is right but for its rounding."""
_QUANTITY_OF = {quantity.symbol: name for name, quantity in QUANTITIES.items()}
_SIGNS: tuple[tuple[type, str], ...] = ((Add, "+"), (Mul, "*"), (Pow, "^"))


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
        ours = _formula(right, quantities) if isinstance(right, str) else _from_sympy(right)
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


def _from_sympy(formula: Expr) -> Expression:
    """A formula of the solver, whose symbols are those of the quantities.

    Raises:
        UnreadableError: it holds a function that exact numbers have no values for.
    """
    if isinstance(formula, Symbol):
        return Letter(_QUANTITY_OF[str(formula)])
    if isinstance(formula, Rational):
        return Fraction(int(formula.p), int(formula.q))
    if isinstance(formula, ceiling | floor):
        way = "up" if isinstance(formula, ceiling) else "down"
        return Rounded(way, _from_sympy(formula.args[0]))
    sign = next((sign for kind, sign in _SIGNS if isinstance(formula, kind)), None)
    if sign is None:
        raise UnreadableError(str(formula))
    parts = [_from_sympy(part) for part in formula.args]
    joined = parts[0]
    for part in parts[1:]:
        joined = Operation(sign, joined, part)
    return joined
