r"""Expressions in the mathematical notation that matplotlib draws, a part of TeX.

Only letters of ours, numbers and escaped words get here: `\lceil \dfrac{60{,}000}{128} \rceil`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from sympy import Add, Expr, Mul, Pow, Rational, Symbol, ceiling, exp, floor, fraction, log

from solver import amounts
from solver.language import Language
from solver.mathtext_values import escaped, letter, value
from solver.relations import QUANTITY_OF
from solver.spans import Span

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
        return _exact_value(amounts.bare(quantity, known, language), known)

    return _Writer(name).write(expression)


def _exact_value(text: str, of: Span) -> str:
    """A value that is worked with: a rounded number is written as the fraction that it is."""
    if not text.startswith(_ROUNDED):
        return value(text)
    if isinstance(of.value, Fraction) and not re.search(r"[^\W\d]", text):
        above, below = (value(amounts.number(part)) for part in of.value.as_integer_ratio())
        return rf"\frac{{{above}}}{{{below}}}"
    return value(text.removeprefix(_ROUNDED))


@dataclass(frozen=True)
class _Writer:
    """Writes expressions; `inside` a fraction, quotients are written with a slash."""

    name: Callable[[Symbol], str]
    inside: bool = False

    def write(self, expression: Expr) -> str:
        if isinstance(expression, Symbol):
            return self.name(expression)
        if isinstance(expression, Rational):
            return value(amounts.number(_exact(expression)))
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
