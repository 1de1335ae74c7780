"""Expressions in numbers and in letters of quantities, with exact and bounded values."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

LARGEST = 10**60
"""Numerators and denominators on the way."""
LARGEST_EXPONENT = 20


class UnreadableError(Exception):
    """A text is no expression of ours, or its value is too large; its text is an unknown word."""


@dataclass(frozen=True)
class Letter:
    """A quantity, by its standard name."""

    quantity: str


@dataclass(frozen=True)
class Operation:
    """Two expressions joined by a sign: + - * / // % ^."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Rounded:
    """An expression rounded to a whole number: up, down, to the nearest, or toward zero."""

    way: str
    inner: "Expression"


Expression = Fraction | Letter | Operation | Rounded


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > LARGEST_EXPONENT:
        raise UnreadableError
    return Fraction(base ** int(exponent))


_ROUNDINGS: dict[str, Callable[[Fraction], int]] = {
    "up": math.ceil,
    "down": math.floor,
    "nearest": lambda value: math.floor(value + Fraction(1, 2)),
    "toward zero": math.trunc,
}
_OPERATIONS: dict[str, Callable[[Fraction, Fraction], int | Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "^": _power,
}


def value_of(expression: Expression, values: Mapping[str, Fraction]) -> Fraction:
    """The exact value with numbers for the letters.

    Raises:
        UnreadableError: a number on the way is too large.
        ZeroDivisionError: something is divided by zero.
    """
    match expression:
        case Letter(quantity):
            return values[quantity]
        case Operation(sign, left, right):
            both = value_of(left, values), value_of(right, values)
            return _bounded(_OPERATIONS[sign](*both))
        case Rounded(way, inner):
            return Fraction(_ROUNDINGS[way](value_of(inner, values)))
    return _bounded(expression)


def divides_evenly(expression: Expression, values: Mapping[str, Fraction]) -> bool:
    """Whether no rounding in it changes anything."""
    match expression:
        case Operation("//", left, right):
            return divides_evenly(Rounded("down", Operation("/", left, right)), values)
        case Operation(_, left, right):
            return divides_evenly(left, values) and divides_evenly(right, values)
        case Rounded(_, inner):
            whole = value_of(inner, values).denominator == 1
            return whole and divides_evenly(inner, values)
    return True


def letters_of(expression: Expression) -> frozenset[str]:
    """The quantities in an expression."""
    match expression:
        case Letter(quantity):
            return frozenset({quantity})
        case Operation(_, left, right):
            return letters_of(left) | letters_of(right)
        case Rounded(_, inner):
            return letters_of(inner)
    return frozenset()


def _bounded(value: int | Fraction) -> Fraction:
    value = Fraction(value)
    if abs(value.numerator) > LARGEST or value.denominator > LARGEST:
        raise UnreadableError
    return value
