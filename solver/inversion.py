"""Solve one relation for any of its quantities, in steps, with exact ranges.

SymPy cannot invert a ceiling, so an equation is undone from the outside in: `ceiling(x) = n`
becomes `n - 1 < x <= n`, a product is divided, a sum is subtracted, until the unknown stands alone.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache, reduce

from sympy import Add, Expr, Max, Min, Mul, Pow, Rational, Symbol, ceiling

from solver.quantities import QUANTITIES
from solver.relations import QUANTITY_OF, SYMBOLS, Relation
from solver.spans import Span, UnboundedError
from solver.steps import Move

Values = Mapping[str, Span]


class UnsolvableError(Exception):
    """The relation does not determine the unknown, as when something is divided by zero."""


def evaluate(expression: Expr, values: Values) -> Span:
    """The value of an expression, from the values of all its quantities.

    Raises:
        UnsolvableError: a divisor may be zero.
    """
    if isinstance(expression, Symbol):
        return values[QUANTITY_OF[expression]]
    if isinstance(expression, Rational):
        return Span.of(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, Add):
        parts = [evaluate(argument, values) for argument in expression.args]
        return reduce(Span.__add__, parts)
    if isinstance(expression, Mul):
        return _product(expression.args, values)
    if isinstance(expression, Pow):
        return _reciprocal(evaluate(expression.args[0], values))
    return _of_function(expression, [evaluate(argument, values) for argument in expression.args])


def _of_function(expression: Expr, spans: list[Span]) -> Span:
    if isinstance(expression, Min):
        return _smallest(spans)
    if isinstance(expression, Max):
        return _largest(spans)
    return _rounded_up(spans[0]) if isinstance(expression, ceiling) else _rounded_down(spans[0])


def _smallest(spans: list[Span]) -> Span:
    highs = [span.high for span in spans if span.high is not None]
    return Span(min(span.low for span in spans), min(highs, default=None))


def _largest(spans: list[Span]) -> Span:
    highs = [span.high for span in spans]
    known = [high for high in highs if high is not None]
    return Span(max(span.low for span in spans), max(known) if len(known) == len(highs) else None)


def solve_for(relation: Relation, unknown: str, values: Values) -> tuple[Span, tuple[Move, ...]]:
    """What a relation says of one unknown, given all its other quantities.

    Returns the span of the unknown, already restricted to whole numbers where it is a count
    (empty if nothing fits), and the moves that led there (none when it stands on the left).

    Raises:
        UnsolvableError: the relation does not determine the unknown.
    """
    moves: list[Move] = []
    try:
        if unknown == relation.left:
            span = evaluate(relation.right, values)
        else:
            span = _undo(relation.right, values[relation.left], SYMBOLS[unknown], values, moves)
    except UnboundedError as error:
        raise UnsolvableError from error
    return _sensible(unknown, span), tuple(moves)


def invert(relation: Relation, unknown: str) -> Expr | None:
    """The relation as a formula for the unknown; None where rounding leaves only a range."""
    if unknown == relation.left:
        return relation.right
    expression, target = relation.right, SYMBOLS[relation.left]
    symbol = SYMBOLS[unknown]
    while expression != symbol:
        if not isinstance(expression, Add | Mul):
            return None
        inner = _holding(expression, symbol)
        rest = [argument for argument in expression.args if argument is not inner]
        undo = Add if isinstance(expression, Add) else Mul
        target = target - undo(*rest) if undo is Add else target / undo(*rest)
        expression = inner
    return target


def _undo(
    expression: Expr, target: Span, symbol: Symbol, values: Values, moves: list[Move]
) -> Span:
    while expression != symbol:
        inner = _holding(expression, symbol)
        rest = [argument for argument in expression.args if argument is not inner]
        if isinstance(expression, Min | Max):
            raise UnsolvableError
        if isinstance(expression, Add):
            others = reduce(Span.__add__, [evaluate(argument, values) for argument in rest])
            if others.high is None:
                raise UnsolvableError
            target = target + others.scaled(-1)
        elif isinstance(expression, Mul):
            inner, target = _undo_product(inner, target, rest, values)
        elif isinstance(expression, ceiling):
            target = Span(target.low - 1, target.high, low_open=True)
        else:
            top = None if target.high is None else target.high + 1
            target = Span(target.low, top, high_open=True)
        moves.append(Move(inner, target))
        expression = inner
    return target


def _undo_product(inner: Expr, target: Span, rest: list[Expr], values: Values) -> tuple[Expr, Span]:
    """`c * x = t` becomes `x = t / c`, and `c / x = t` becomes `x = c / t`."""
    factor = _product(rest, values)
    if isinstance(inner, Pow):
        return inner.args[0], factor.times(_reciprocal(target))
    return inner, target.times(_reciprocal(factor))


def _holding(expression: Expr, symbol: Symbol) -> Expr:
    return next(argument for argument in expression.args if symbol in _symbols(argument))


@lru_cache(maxsize=1024)
def _symbols(expression: Expr) -> frozenset[Symbol]:
    return frozenset(expression.free_symbols)


def _product(factors: "list[Expr] | tuple[Expr, ...]", values: Values) -> Span:
    return reduce(Span.times, [evaluate(factor, values) for factor in factors], Span.of(1))


def _reciprocal(span: Span) -> Span:
    if span.value == 0 or (span.value is None and span.low < 0):
        raise UnsolvableError
    return span.reciprocal()


def _rounded_up(span: Span) -> Span:
    low = math.floor(span.low) + 1 if span.low_open else math.ceil(span.low)
    return Span(low, None if span.high is None else math.ceil(span.high))


def _rounded_down(span: Span) -> Span:
    if span.high is None:
        return Span(math.floor(span.low), None)
    high = math.ceil(span.high) - 1 if span.high_open else math.floor(span.high)
    return Span(math.floor(span.low), high)


def _sensible(unknown: str, span: Span) -> Span:
    quantity = QUANTITIES[unknown]
    if quantity.whole:
        return span.whole(quantity.minimum)
    return span
