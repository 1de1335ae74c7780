r"""Expressions and values in the mathematical notation that matplotlib draws, a part of TeX.

Only letters of ours, numbers and escaped words get here: `\lceil \dfrac{60{,}000}{128} \rceil`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from sympy import Add, Expr, Mul, Pow, Rational, Symbol, ceiling, exp, floor, fraction, log

from solver import notation
from solver.language import Language
from solver.lazy_pattern import lazy_pattern
from solver.relations import QUANTITY_OF
from solver.spans import Span

_SPECIAL = lazy_pattern(r"[$_^{}%]")
_NO_SIGN = lazy_pattern(r"[^A-Za-z0-9 .,:;/+=()*&$_^{}%\u00a0-\ud7ff\ue000-\uffff-]")
_SIGNS = {"≈": r"\approx\; ", "…": r"\ldots ", "≥": r"\geq ", "≤": r"\leq ", "-": "-", " ": r"\,"}
_VALUE = lazy_pattern(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?:(?:e|\^)(?P<power>[+-]?\d+))?"
    r"|(?P<sign>[≈…≥≤ -])|(?P<words>[^\d≈…≥≤ -]+)"
)
_BRACKETS: dict[type[Expr], tuple[str, str]] = {
    ceiling: (r"\lceil", r"\rceil"),
    floor: (r"\lfloor", r"\rfloor"),
}
_ROUNDED = "≈ "
_HALF = Rational(1, 2)


def letters(expression: Expr) -> str:
    r"""An expression in letters: `\left\lceil \dfrac{N}{B} \right\rceil`."""
    return _Writer(lambda symbol: letter(str(symbol))).write(expression)


def with_numbers(expression: Expr, values: Mapping[str, Span], language: Language) -> str:
    """An expression with its numbers in place; unknown letters stay letters."""

    def name(symbol: Symbol) -> str:
        quantity = QUANTITY_OF[symbol]
        known = values.get(quantity)
        if known is None:
            return letter(str(symbol))
        return _exact_value(notation.bare(quantity, known, language), known)

    return _Writer(name).write(expression)


def letter(symbol: str) -> str:
    r"""The letter of a quantity: `N_{\mathrm{val}}` for N_val."""
    base, _, below = symbol.partition("_")
    base = base if len(base) == 1 else rf"\mathrm{{{escaped(base)}}}"
    return rf"{base}_{{\mathrm{{{escaped(below)}}}}}" if below else base


def value(text: str) -> str:
    r"""A value as people write it, in mathematical notation: `15\,\mathsf{min}` for 15 min."""
    return "".join(_part(match) for match in _VALUE.finditer(text))


def escaped(text: str) -> str:
    """Words that stand in a formula; none is a command, and what cannot be drawn is left out."""
    return _SPECIAL.sub(r"\\\g<0>", _NO_SIGN.sub("", text))


def _exact_value(text: str, of: Span) -> str:
    """A value that is worked with: a rounded number is written as the fraction that it is."""
    if not text.startswith(_ROUNDED):
        return value(text)
    if isinstance(of.value, Fraction) and not re.search(r"[^\W\d]", text):
        above, below = (value(notation.number(part)) for part in of.value.as_integer_ratio())
        return rf"\frac{{{above}}}{{{below}}}"
    return value(text.removeprefix(_ROUNDED))


def _part(match: re.Match[str]) -> str:
    if match["number"]:
        number = match["number"].replace(",", "{,}")
        power = match["power"]
        if not power:
            return number
        return f"{number}^{{{power}}}" if number == "10" else rf"{number} \,\times\, 10^{{{power}}}"
    if match["sign"]:
        return _SIGNS[match["sign"]]
    return rf"\mathsf{{{escaped(match['words'])}}}"


@dataclass(frozen=True)
class _Writer:
    """Writes expressions; `inside` a fraction, quotients are written with a slash."""

    name: Callable[[Symbol], str]
    inside: bool = False

    def write(self, expression: Expr) -> str:
        if isinstance(expression, Symbol):
            return self.name(expression)
        if isinstance(expression, Rational):
            return value(notation.number(_exact(expression)))
        if isinstance(expression, Add):
            return self._sum(expression)
        if isinstance(expression, exp):
            return f"e^{{{self.write(expression.args[0])}}}"
        if isinstance(expression, Mul | Pow):
            return self._quotient(expression)
        return self._applied(expression)

    def _sum(self, expression: Add) -> str:
        """Positive terms first, so that no sum starts with a minus where it need not."""
        terms = sorted(expression.args, key=lambda t: (t.could_extract_minus_sign(), t.is_Rational))
        text = self.write(terms[0])
        for term in terms[1:]:
            negative = term.could_extract_minus_sign()
            text += f" - {self.write(-term)}" if negative else f" + {self.write(term)}"
        return text

    def _quotient(self, expression: Expr) -> str:
        if expression.could_extract_minus_sign():
            return f"-{self._factor(-expression)}"
        above, below = fraction(expression, exact=True)
        if below == 1:
            return self.product(above)
        if self.inside:
            return f"{self._factor(above)} / {self._factor(below)}"
        top, bottom = (replace(self, inside=True).product(part) for part in (above, below))
        return rf"\dfrac{{{top}}}{{{bottom}}}"

    def product(self, product: Expr) -> str:
        if not isinstance(product, Mul):
            return self._power(product) if isinstance(product, Pow) else self.write(product)
        ordered = sorted(product.args, key=_by_kind)
        return r" \,\times\, ".join(self._factor(factor) for factor in ordered)

    def _factor(self, factor: Expr) -> str:
        written = self.product(factor)
        return rf"\left( {written} \right)" if isinstance(factor, Add | Mul) else written

    def _power(self, power: Pow) -> str:
        base, exponent = power.args
        if exponent == _HALF:
            return rf"\sqrt{{{self.write(base)}}}"
        if exponent.could_extract_minus_sign():
            return self._quotient(power)
        return f"{self._factor(base)}^{{{self.write(exponent)}}}"

    def _applied(self, function: Expr) -> str:
        """A function of something: rounded, or named as in ln(x)."""
        arguments = [self.write(argument) for argument in function.args]
        for kind, (left, right) in _BRACKETS.items():
            if isinstance(function, kind):
                return rf"\left{left} {arguments[0]} \right{right}"
        word = escaped(type(function).__name__.lower())
        title = r"\ln" if isinstance(function, log) else rf"\mathrm{{{word}}}"
        listed = r",\, ".join(arguments)
        return rf"{title}\left( {listed} \right)"


def _exact(number: Rational) -> int | Fraction:
    return int(number.p) if number.q == 1 else Fraction(int(number.p), int(number.q))


def _by_kind(factor: Expr) -> tuple[bool, bool, str]:
    return not factor.is_Rational, not isinstance(factor, Symbol), str(factor)
