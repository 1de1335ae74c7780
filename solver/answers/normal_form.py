"""One form for expressions that are written differently but are the same.

An expression becomes a quotient of two polynomials with exact coefficients, in letters and in
floors of such quotients: ⌈a⌉ is -⌊-a⌋, a whole part leaves its floor, and where all is whole,
⌊-n / d⌋ is -1 - ⌊(n - 1) / d⌋. Equal forms are equal for all positive whole numbers.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from solver.answers.expressions import Expression, Letter, Operation, Rounded, UnreadableError

MOST_TERMS = 60
"""Larger polynomials are given up; sampling decides about them."""
LARGEST_POWER = 6
LONGEST = 2_000
"""Characters of a form, which grow with floors within floors."""

Monomial = tuple[tuple[str, int], ...]
"""Letters and floors as texts, in order, each with its power."""
Terms = dict[Monomial, Fraction]
_ONE: Monomial = ()


@dataclass(frozen=True)
class _Quotient:
    above: Terms
    below: Terms


def normal_form(expression: Expression, whole: frozenset[str]) -> str | None:
    """A text that equal expressions share; None where the expression is too large for that.

    Args:
        expression: in letters of quantities.
        whole: the quantities that are whole numbers.
    """
    try:
        return _written(_reduced(_quotient(expression, whole)))
    except (UnreadableError, ZeroDivisionError):
        return None


def _quotient(expression: Expression, whole: frozenset[str]) -> _Quotient:
    match expression:
        case Letter(quantity):
            return _polynomial({((quantity, 1),): Fraction(1)})
        case Operation():
            return _operation(expression, whole)
        case Rounded("down", inner):
            return _floor(_reduced(_quotient(inner, whole)), whole)
        case Rounded("up", inner):
            return _negative(_floor(_reduced(_negative(_quotient(inner, whole))), whole))
        case Rounded():
            raise UnreadableError
    return _polynomial({_ONE: expression})


def _operation(operation: Operation, whole: frozenset[str]) -> _Quotient:
    a, b = _quotient(operation.left, whole), _quotient(operation.right, whole)
    if operation.sign == "^":
        return _power(a, b)
    if operation.sign not in {"//", "%"}:
        return _joined(operation.sign, a, b)
    floor = _floor(_reduced(_joined("/", a, b)), whole)
    return floor if operation.sign == "//" else _joined("-", a, _joined("*", b, floor))


def _polynomial(terms: Terms) -> _Quotient:
    return _Quotient(_bounded(terms), {_ONE: Fraction(1)})


def _joined(sign: str, a: _Quotient, b: _Quotient) -> _Quotient:
    if sign == "*":
        return _Quotient(_times(a.above, b.above), _times(a.below, b.below))
    if sign == "/":
        if not b.above:
            raise ZeroDivisionError
        return _Quotient(_times(a.above, b.below), _times(a.below, b.above))
    right = _times(b.above, a.below)
    above = _plus(_times(a.above, b.below), right if sign == "+" else _scaled(right, Fraction(-1)))
    return _Quotient(above, _times(a.below, b.below))


def _power(base: _Quotient, exponent: _Quotient) -> _Quotient:
    count = exponent.above.get(_ONE, Fraction(0))
    constant = set(exponent.above) <= {_ONE} and set(exponent.below) == {_ONE}
    if not constant or count.denominator != 1 or abs(count) > LARGEST_POWER:
        raise UnreadableError
    one = _polynomial({_ONE: Fraction(1)})
    sign = "*" if count > 0 else "/"
    return reduce(lambda a, b: _joined(sign, a, b), [base] * abs(int(count)), one)


def _negative(quotient: _Quotient) -> _Quotient:
    return _Quotient(_scaled(quotient.above, Fraction(-1)), quotient.below)


def _floor(inner: _Quotient, whole: frozenset[str]) -> _Quotient:
    """⌊inner⌋ as whole parts and one floor, whose leading term is positive where it may be."""
    outside, rest = _whole_part(inner, whole)
    if not rest.above:
        return _polynomial(outside)
    factor = Fraction(1)
    if _leads_with_minus(rest) and _is_whole(rest.above, whole) and _is_count(rest.below, whole):
        less = _plus(_scaled(rest.above, Fraction(-1)), {_ONE: Fraction(-1)})
        more, rest = _whole_part(_Quotient(less, rest.below), whole)
        minus_one: Terms = {_ONE: Fraction(-1)}
        outside = _plus(_plus(outside, minus_one), _scaled(more, Fraction(-1)))
        factor = Fraction(-1)
    floor: Terms = {((f"floor({_written(rest)})", 1),): factor} if rest.above else {}
    return _polynomial(_plus(outside, floor))


def _whole_part(inner: _Quotient, whole: frozenset[str]) -> tuple[Terms, _Quotient]:
    """The terms that are whole numbers after division by a single term, and the others."""
    if len(inner.below) != 1:
        return {}, inner
    ((divisor, scale),) = inner.below.items()
    outside: Terms = {}
    rest: Terms = {}
    for monomial, factor in inner.above.items():
        quotient, left = _divided(monomial, divisor)
        if not left and _is_whole({quotient: factor / scale}, whole):
            outside[quotient] = factor / scale
        else:
            rest[monomial] = factor
    return outside, _Quotient(rest, inner.below)


def _divided(monomial: Monomial, divisor: Monomial) -> tuple[Monomial, Monomial]:
    """What is left of a monomial, and of its divisor, without their common factors."""
    above, below = Counter(dict(monomial)), Counter(dict(divisor))
    common = above & below
    return _sorted(above - common), _sorted(below - common)


def _is_whole(terms: Terms, whole: frozenset[str]) -> bool:
    return all(
        factor.denominator == 1
        and all(name in whole or name.startswith("floor(") for name, _ in monomial)
        for monomial, factor in terms.items()
    )


def _is_count(terms: Terms, whole: frozenset[str]) -> bool:
    """Whether it is a positive whole number for all positive whole numbers."""
    letters = {name for monomial in terms for name, _ in monomial}
    return letters <= whole and _is_whole(terms, whole) and min(terms.values()) > 0


def _leads_with_minus(quotient: _Quotient) -> bool:
    """Whether the first term that holds a letter has a minus sign."""
    return max(quotient.above.items())[1] < 0


def _reduced(quotient: _Quotient) -> _Quotient:
    """Without common letters, and with whole coefficients that have no common factor."""
    if not quotient.above:
        return _polynomial({})
    monomials = [Counter(dict(one)) for one in (*quotient.above, *quotient.below)]
    common = _sorted(reduce(lambda a, b: a & b, monomials))
    scale = _common_factor(quotient)
    return _Quotient(
        {_divided(one, common)[0]: factor / scale for one, factor in quotient.above.items()},
        {_divided(one, common)[0]: factor / scale for one, factor in quotient.below.items()},
    )


def _common_factor(quotient: _Quotient) -> Fraction:
    """What all coefficients are divided by; its sign is that of the leading one below."""
    factors = [*quotient.above.values(), *quotient.below.values()]
    size = reduce(_gcd, factors)
    return size if max(quotient.below.items())[1] > 0 else -size


def _gcd(a: Fraction, b: Fraction) -> Fraction:
    """The largest number of which both are whole multiples."""
    while b:
        a, b = b, a % b
    return abs(a)


def _times(a: Terms, b: Terms) -> Terms:
    product: Terms = {}
    for one, factor in a.items():
        for other, by in b.items():
            monomial = _sorted(Counter(dict(one)) + Counter(dict(other)))
            product[monomial] = product.get(monomial, Fraction(0)) + factor * by
    return _bounded(product)


def _plus(a: Terms, b: Terms) -> Terms:
    return _bounded({one: a.get(one, Fraction(0)) + b.get(one, Fraction(0)) for one in {**a, **b}})


def _scaled(terms: Terms, by: Fraction) -> Terms:
    return {monomial: factor * by for monomial, factor in terms.items()}


def _bounded(terms: Terms) -> Terms:
    if len(terms) > MOST_TERMS:
        raise UnreadableError
    return {monomial: factor for monomial, factor in terms.items() if factor}


def _sorted(powers: Counter[str]) -> Monomial:
    return tuple(sorted(powers.items()))


def _written(quotient: _Quotient) -> str:
    above, below = (_sum_written(terms) for terms in (quotient.above, quotient.below))
    if len(above) + len(below) > LONGEST:
        raise UnreadableError
    return f"({above})/({below})"


def _sum_written(terms: Terms) -> str:
    """Terms in order, as 3*batch_size^2 + -1."""
    return " + ".join(
        "*".join([str(factor), *(f"{name}^{power}" for name, power in monomial)])
        for monomial, factor in sorted(terms.items())
    )
