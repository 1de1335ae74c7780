"""A formula that has been worked out, as data, and numbers as people write them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from solver.language import Language
from solver.reading.formulas.question import Read

Exact = int | Fraction
Value = Exact | float
LONGEST_DECIMAL = 10
"""Digits after the point of a number that is written in full."""
DIGITS = 4
"""Significant digits of a number that is rounded."""
_SMALLEST, _LARGEST = 1e-6, 1e15
"""Between these a rounded number needs no exponent."""
_WHOLE = 10**24
"""Whole numbers from here on are written with an exponent."""


@dataclass(frozen=True)
class Note:
    """Something worth saying beside a number: an assumption, or why there is none."""

    name: str
    value: str = ""


@dataclass(frozen=True)
class Worked:
    """One quantity, worked out.

    Attributes:
        quantity: its standard name.
        value: exact where it is rational; None where it is undefined or something is missing.
        formula: in letters.
        filled: the formula with its numbers in place.
        of: which of several it is, such as "z = 2" or "k = 0".
        parts: what was worked out on the way.
        fault: why there is no value.
        missing: the quantities that are missing.
        assumed: what was not said.
    """

    quantity: str
    value: Value | None
    formula: str
    filled: str = ""
    of: str = ""
    parts: tuple["Worked", ...] = ()
    fault: Note | None = None
    missing: tuple[str, ...] = ()
    assumed: tuple[Note, ...] = ()


@dataclass(frozen=True)
class WorkedSolution:
    """The answers to a question, in the order asked, and what was read in it."""

    language: Language
    answers: tuple[Worked, ...]
    read: tuple[Read, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be known still."""
        return tuple(dict.fromkeys(name for answer in self.answers for name in answer.missing))

    @property
    def assumed(self) -> tuple[Note, ...]:
        """What was not said and was assumed."""
        return tuple(dict.fromkeys(note for answer in self.answers for note in answer.assumed))


def exact(value: Fraction) -> Exact:
    """A fraction that is whole as an int."""
    return value.numerator if value.denominator == 1 else value


def magnitude(value: Exact) -> Exact:
    """A number without its sign."""
    return -value if value < 0 else value


def sum_of(values: Iterable[Exact]) -> Exact:
    """An exact sum."""
    return exact(sum((Fraction(value) for value in values), Fraction()))


def written(value: Value) -> str:
    """A number in a formula: 60,000, 0.0001, 8/11; a float with four significant digits."""
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, int):
        return f"{value:,}" if abs(value) < _WHOLE else _large(value)
    decimal = _decimal(value)
    return decimal if decimal is not None else f"{value.numerator:,}/{value.denominator:,}"


def result(value: Value) -> str:
    """A number as a result: = 0.8, = 8/11 ≈ 0.7273, ≈ 0.659."""
    if isinstance(value, float):
        return f"= {value:g}" if value in {0.0, 1.0} else f"≈ {rounded(value)}"
    shown = written(value)
    return f"= {shown} ≈ {rounded(float(value))}" if "/" in shown else f"= {shown}"


def rounded(value: float) -> str:
    """Four significant digits, thousands apart, without an exponent where it can be."""
    if value == 0 or _SMALLEST <= abs(value) < _LARGEST:
        size = f"{value:.{DIGITS - 1}e}"
        places = max(0, DIGITS - 1 - int(size.split("e")[1]))
        shown = f"{float(size):,.{places}f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"{value:.{DIGITS}g}"


def _large(value: int) -> str:
    """A very large whole number, as 1.5e30."""
    digits = str(abs(value))
    mantissa = f"{digits[0]}.{digits[1:DIGITS]}".rstrip("0").rstrip(".")
    return f"{'-' if value < 0 else ''}{mantissa}e{len(digits) - 1}"


def fill(formula: str, values: Mapping[str, Value]) -> str:
    """A formula with its letters replaced by numbers; those below zero in brackets."""
    if not values:
        return formula
    letters = "|".join(re.escape(letter) for letter in sorted(values, key=len, reverse=True))
    names = re.compile(rf"(?<![A-Za-z0-9_])(?:{letters})(?![A-Za-z0-9_])")

    def number(match: re.Match[str]) -> str:
        alone = formula[: match.start()].endswith(("(", ", ")) and (
            formula[match.end() : match.end() + 1] in {")", ","}
        )
        return written(values[match.group()]) if alone else bracketed(values[match.group()])

    return names.sub(number, formula)


def bracketed(value: Value) -> str:
    """A number inside a formula: a negative one, or a quotient, in brackets."""
    shown = written(value)
    return f"({shown})" if value < 0 or "/" in shown else shown


def total(terms: list[str], sign: str = " + ", most: int = 6) -> str:
    """A long sum with its middle left out."""
    if len(terms) <= most:
        return sign.join(terms)
    return sign.join([*terms[:3], "…", terms[-1]])


def _decimal(value: Fraction) -> str | None:
    """A fraction as a short decimal; None where it has none."""
    scaled = value * 10**LONGEST_DECIMAL
    if scaled.denominator != 1:
        return None
    whole, rest = divmod(abs(scaled.numerator), 10**LONGEST_DECIMAL)
    digits = f"{rest:0{LONGEST_DECIMAL}d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole:,}.{digits}"
