"""Expressions as text, for people and for programs."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

from sympy import Add, Expr, Max, Min, Mul, Pow, Rational, Symbol, ceiling

from solver.amounts import bare, number, span
from solver.language import Language
from solver.relations import QUANTITY_OF
from solver.spans import Span

_REMEMBERED = 4096
"""Expressions whose parts, or text, are kept: there are few, and SymPy takes long for them."""


@lru_cache(maxsize=_REMEMBERED)
def letters(expression: Expr) -> str:
    """An expression in letters, as programs write it: T / ceiling(N / B)."""
    return _write(expression, _letter, plain=True)


@lru_cache(maxsize=_REMEMBERED)
def formula(expression: Expr) -> str:
    """An expression in letters, as people write it: T / ⌈N / B⌉."""
    return _write(expression, _letter, plain=False)


def with_numbers(
    expression: Expr, values: Mapping[str, Span], language: Language, *, seconds: bool = False
) -> str:
    """An expression with its numbers in place: 30,000 / 600. Unknown letters stay letters.

    With `seconds`, times are in seconds, as a formula needs them whose result is no time.
    """

    def name(symbol: Symbol) -> str:
        quantity = QUANTITY_OF[symbol]
        known = values.get(quantity)
        if known is None:
            return _letter(symbol)
        if seconds and quantity.startswith("time"):
            return span(known).removeprefix("≈ ")
        return bare(quantity, known, language).removeprefix("≈ ")

    return _write(expression, name, plain=False)


def _letter(symbol: Symbol) -> str:
    return str(symbol.name)


def _write(expression: Expr, name: Callable[[Symbol], str], *, plain: bool) -> str:
    def inner(part: Expr) -> str:
        return _write(part, name, plain=plain)

    if isinstance(expression, Symbol):
        return name(expression)
    if isinstance(expression, Rational):
        return number(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, Add):
        return _sum(expression, inner)
    if isinstance(expression, Mul | Pow):
        return _quotient(expression, inner, plain=plain)
    return _function(expression, [inner(part) for part in _arguments(expression)], plain=plain)


@lru_cache(maxsize=_REMEMBERED)
def _arguments(function: Expr) -> tuple[Expr, ...]:
    """What a function is of, in an order that never changes."""
    return tuple(sorted(function.args, key=str))


def _function(expression: Expr, arguments: list[str], *, plain: bool) -> str:
    if isinstance(expression, Min):
        return f"min({', '.join(arguments)})"
    if isinstance(expression, Max):
        return f"max({', '.join(arguments)})"
    up = isinstance(expression, ceiling)
    argument = arguments[0]
    if plain:
        return f"{'ceiling' if up else 'floor'}({argument})"
    return f"⌈{argument}⌉" if up else f"⌊{argument}⌋"


def _sum(expression: Expr, inner: Callable[[Expr], str]) -> str:
    """Positive terms first, so that no sum starts with a minus where it need not."""
    first, *others = _terms(expression)
    text = inner(first[0])
    for term, opposite in others:
        text += f" + {inner(term)}" if opposite is None else f" - {inner(opposite)}"
    return text


@lru_cache(maxsize=_REMEMBERED)
def _terms(expression: Expr) -> tuple[tuple[Expr, Expr | None], ...]:
    """The terms of a sum in order, each negative one with its opposite."""
    terms = sorted(expression.args, key=lambda t: (t.could_extract_minus_sign(), t.is_Rational))
    return tuple((term, -term if term.could_extract_minus_sign() else None) for term in terms)


def _quotient(expression: Expr, inner: Callable[[Expr], str], *, plain: bool) -> str:
    numerator, denominator = _fraction(expression)
    sign = " * " if plain else " × "

    def product(part: Expr) -> str:
        factors = _factors(part)
        return sign.join(f"({inner(f)})" if isinstance(f, Add) else inner(f) for f in factors)

    if denominator == 1:
        return product(numerator)
    below = product(denominator)
    return f"{product(numerator)} / {f'({below})' if isinstance(denominator, Mul) else below}"


@lru_cache(maxsize=_REMEMBERED)
def _fraction(expression: Expr) -> tuple[Expr, Expr]:
    numerator, denominator = expression.as_numer_denom()
    return numerator, denominator


@lru_cache(maxsize=_REMEMBERED)
def _factors(product: Expr) -> tuple[Expr, ...]:
    """The factors of a product in order: numbers, letters, then what is longer."""
    return tuple(sorted(product.args, key=_by_kind)) if isinstance(product, Mul) else (product,)


def _by_kind(factor: Expr) -> tuple[bool, bool, str]:
    return not factor.is_Rational, not isinstance(factor, Symbol), str(factor)
