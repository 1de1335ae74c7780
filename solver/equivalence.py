"""Is a typed answer the same as ours, whatever form it is written in?

Arithmetic is read by a small grammar of its own, bounded in length, depth and size; nothing that
somebody typed is ever evaluated by Python or SymPy.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from solver.reading.numbers import Number, find_numbers, half_width

LONGEST = 200
"""Characters of an answer that is still read."""
DEEPEST = 20
"""Brackets within brackets."""
LARGEST = 10**60
"""Numerators and denominators on the way."""


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
    """The answer is no number that we can read: ask again."""


Verdict = Right | Wrong | Close | Unreadable


def compare(text: str, expected: int) -> Verdict:
    """Hold a typed answer against the right whole number."""
    value = evaluate(text)
    if value is None:
        return Unreadable()
    if value == expected:
        return Right(value)
    if value.denominator != 1 and expected in {math.floor(value), math.ceil(value)}:
        return Close(value)
    return Wrong(value)


def evaluate(text: str) -> Fraction | None:
    """The exact value of a number or of arithmetic; None where it is neither, or too large.

    Of a chain such as "60000/100 = 600" the last part counts. Words around numbers are units.
    """
    if len(text) > LONGEST or _TOWER.search(text):
        return None
    last = re.split(r"[=≈→⇒]", half_width(text).translate(_SIGNS).rstrip(" =.。!?"))[-1].strip()
    whole = _WHOLE_ANSWERS.get(last.lower())
    if whole is not None:
        return Fraction(whole)
    try:
        return _Reader(list(_tokens(last))).read()
    except (_UnreadableError, ZeroDivisionError):
        return None


class _UnreadableError(Exception):
    """The text is no arithmetic of ours."""


_Token = Fraction | str
_SIGNS = str.maketrans("×·⋅∗÷⁄−–", "****//--")
_WHOLE_ANSWERS = {"zero": 0, "零": 0, "one": 1, "一": 1}
_MEASURE = "个"
_TOWER = re.compile(r"(\*\*|\^)[^-+*/()]*(\*\*|\^)")
_SYMBOL = re.compile(r"\s*(//|\*\*|[-+*/%^()\[\]⌈⌉⌊⌋]|[A-Za-z_.]+|[\u3400-\u9fff]+)")
_FUNCTIONS: dict[str, Callable[[Fraction], int]] = {
    "ceil": math.ceil,
    "ceiling": math.ceil,
    "math.ceil": math.ceil,
    "向上取整": math.ceil,
    "floor": math.floor,
    "math.floor": math.floor,
    "int": math.trunc,
    "向下取整": math.floor,
}
_BRACKETS: dict[str, tuple[str, Callable[[Fraction], int | Fraction]]] = {
    "(": (")", lambda value: value),
    "[": ("]", lambda value: value),
    "⌈": ("⌉", math.ceil),
    "⌊": ("⌋", math.floor),
}
_OPERATIONS: dict[str, Callable[[Fraction, Fraction], int | Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}
_WORDS = {"x": "*", "X": "*", "mod": "%", "乘": "*", "乘以": "*", "除以": "/", "加": "+", "减": "-"}
_SECONDS = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "分", "分钟"), 60),
    **dict.fromkeys(("h", "hour", "hours", "小时"), 3600),
}
_OPERATORS = {*_OPERATIONS, "**", "^"}


def _tokens(text: str) -> Iterator[_Token]:
    """Numbers, operators, brackets and words, from left to right."""
    numbers = {number.start: number for number in find_numbers(text + _MEASURE)}
    place = 0
    while place < len(text):
        number = numbers.get(place)
        if number:
            yield from _parts(number)
            place = number.end
        elif text[place].isspace():
            place += 1
        else:
            match = _SYMBOL.match(text, place)
            if not match:
                raise _UnreadableError
            end = min([match.end(), *(start for start in numbers if start > place)])
            word = text[place:end].strip()
            yield _WORDS.get(word, word)
            place = end


def _parts(number: Number) -> Iterator[_Token]:
    """A number without its sign and percent sign, which are operators here."""
    value = Fraction(number.value)
    if value < 0:
        yield "-"
    yield abs(value) * (100 if number.percent else 1)
    if number.percent:
        yield "%"


class _Reader:
    """Reads tokens by recursive descent: sums of products of signed powers."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    def read(self) -> Fraction:
        """The value of all tokens together."""
        self._skip_words()
        value = self._sum()
        if self._place < len(self._tokens):
            raise _UnreadableError
        return value

    def _peek(self, ahead: int = 0) -> _Token | None:
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _accept(self, *symbols: str) -> str | None:
        token = self._peek()
        if isinstance(token, str) and token in symbols:
            self._place += 1
            return token
        return None

    def _sum(self) -> Fraction:
        value = self._product()
        while symbol := self._accept("+", "-"):
            value = _bounded(_OPERATIONS[symbol](value, self._product()))
        return value

    def _product(self) -> Fraction:
        value = self._signed()
        while symbol := self._accept("*", "/", "//", "%"):
            value = _bounded(_OPERATIONS[symbol](value, self._signed()))
        return value

    def _signed(self) -> Fraction:
        negative = False
        while sign := self._accept("+", "-"):
            negative ^= sign == "-"
        value = self._power()
        return -value if negative else value

    def _power(self) -> Fraction:
        value = self._atom()
        if not self._accept("**", "^"):
            return value
        exponent = self._atom()
        if exponent.denominator != 1 or not 0 <= exponent <= DEEPEST:
            raise _UnreadableError
        return _bounded(value ** int(exponent))

    def _atom(self) -> Fraction:
        token = self._peek()
        self._place += 1
        if isinstance(token, Fraction):
            return self._with_unit(_bounded(token))
        if token in _BRACKETS:
            return self._bracket(token)
        if token in _FUNCTIONS and self._peek() in {"(", "["}:
            return Fraction(_FUNCTIONS[token](self._atom()))
        raise _UnreadableError

    def _bracket(self, opening: str) -> Fraction:
        closing, rounding = _BRACKETS[opening]
        self._depth += 1
        if self._depth > DEEPEST:
            raise _UnreadableError
        value = Fraction(rounding(self._sum()))
        if not self._accept(closing):
            raise _UnreadableError
        self._depth -= 1
        return self._with_unit(value)

    def _with_unit(self, value: Fraction) -> Fraction:
        if self._peek() == "%" and not self._starts_operand(1):
            self._place += 1
            value /= 100
        unit = self._peek()
        value *= _SECONDS.get(unit, 1) if isinstance(unit, str) else 1
        self._skip_words()
        return value

    def _starts_operand(self, ahead: int) -> bool:
        token = self._peek(ahead)
        return isinstance(token, Fraction) or token in {"-", *_BRACKETS, *_FUNCTIONS}

    def _skip_words(self) -> None:
        token = self._peek()
        while isinstance(token, str) and _is_word(token):
            self._place += 1
            token = self._peek()


def _is_word(token: str) -> bool:
    return token not in _OPERATORS and token not in _FUNCTIONS and token[0].isalpha()


def _bounded(value: int | Fraction) -> Fraction:
    value = Fraction(value)
    if abs(value.numerator) > LARGEST or value.denominator > LARGEST:
        raise _UnreadableError
    return value
