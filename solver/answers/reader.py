"""Tokens become an expression, by recursive descent: sums of products of signed powers."""

from collections.abc import Iterable
from fractions import Fraction

from solver.answers.expressions import (
    Expression,
    Letter,
    Operation,
    Rounded,
    UnreadableError,
)
from solver.answers.times import UNITS
from solver.answers.tokens import BRACKETS, FUNCTIONS, OPERATORS, ROUNDINGS, Token

DEEPEST = 20
"""Brackets within brackets."""
_UNITS_OF_FORMULAS = {
    *("iterations", "iteration", "steps", "step", "updates", "batches", "samples", "images"),
    *("it", "iters", "time", "times", "in", "total", "is", "then", "and", "of", "the"),
    *("次", "步", "个", "轮", "张", "批", "再", "得", "共", "次迭代", "个样本", "步数", "然后"),
}
"""Words that a formula may hold and that change nothing."""


def expression_of(tokens: Iterable[Token], *, formula: bool) -> Expression:
    """The expression that tokens make.

    Args:
        tokens: of the whole text.
        formula: letters may stand beside each other to be multiplied, and a word that is no name
            is a fault; without, words are units.

    Raises:
        UnreadableError: they make none; with the word that is unknown, where that is the reason.
    """
    return _Reader(list(tokens), formula=formula).read()


class _Reader:
    def __init__(self, tokens: list[Token], *, formula: bool) -> None:
        self._tokens = tokens
        self._formula = formula
        self._place = 0
        self._depth = 0

    def read(self) -> Expression:
        """The expression of all tokens together."""
        self._skip_words()
        whole = self._sum()
        if self._place < len(self._tokens):
            raise UnreadableError(self._word())
        return whole

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _accept(self, *symbols: str) -> str | None:
        token = self._peek()
        if isinstance(token, str) and token in symbols:
            self._place += 1
            return token
        return None

    def _sum(self) -> Expression:
        first = self._accept(*ROUNDINGS)
        value = self._product(self._signed())
        while symbol := self._accept("+", "-", *ROUNDINGS):
            if symbol in ROUNDINGS:
                value = self._product(Rounded(ROUNDINGS[symbol], value))
            else:
                value = Operation(symbol, value, self._product(self._signed()))
        return Rounded(ROUNDINGS[first], value) if first else value

    def _product(self, value: Expression) -> Expression:
        divided = False
        while True:
            self._skip_words()
            if symbol := self._accept("*", "/", "//", "%"):
                if symbol == "/" and self._ends_in_a_unit():
                    return value
                value = Operation(symbol, value, self._signed())
                divided |= symbol in {"/", "//"}
            elif self._formula and self._starts_factor() and not divided:
                value = Operation("*", value, self._power())
            else:
                return value

    def _ends_in_a_unit(self) -> bool:
        """Whether only words follow, as in "600 iterations/epoch"."""
        rest = self._tokens[self._place :]
        if self._formula or not rest or not all(_is_word(token) for token in rest):
            return False
        self._place = len(self._tokens)
        return True

    def _starts_factor(self) -> bool:
        """Whether the next token multiplies without a sign, as in 2N and E⌈N/B⌉."""
        token = self._peek()
        return isinstance(token, Letter) or token in BRACKETS or token in FUNCTIONS

    def _signed(self) -> Expression:
        negative = False
        while sign := self._accept("+", "-"):
            negative ^= sign == "-"
        value = self._power()
        return Operation("-", Fraction(0), value) if negative else value

    def _power(self) -> Expression:
        value = self._atom()
        if not self._accept("^"):
            return value
        sign = self._accept("-")
        exponent = self._atom()
        return Operation("^", value, Operation("-", Fraction(0), exponent) if sign else exponent)

    def _atom(self) -> Expression:
        token = self._peek()
        if isinstance(token, str) and token in FUNCTIONS:
            self._place += 1
            if self._peek() not in {"(", "["}:
                raise UnreadableError
            return Rounded(FUNCTIONS[token], self._atom())
        if isinstance(token, str) and token in BRACKETS:
            return self._bracket(token)
        if isinstance(token, Fraction | Letter):
            self._place += 1
            return self._with_unit(token)
        raise UnreadableError(self._word())

    def _bracket(self, opening: str) -> Expression:
        closing, way = BRACKETS[opening]
        self._place += 1
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableError
        self._skip_words()
        value = self._sum()
        if not self._accept(closing):
            raise UnreadableError(self._word())
        self._depth -= 1
        return self._with_unit(Rounded(way, value) if way else value)

    def _with_unit(self, value: Expression) -> Expression:
        if self._peek() == "%" and not self._starts_operand(1):
            self._place += 1
            value = Operation("/", value, Fraction(100))
        self._skip_measures()
        unit = self._peek()
        if isinstance(unit, str) and unit in UNITS and not self._formula:
            value = Operation("*", value, UNITS[unit])
        self._skip_words()
        while isinstance(value, Letter) and self._peek() == value:
            self._place += 1  # "E epochs" names one quantity twice
        return value

    def _starts_operand(self, ahead: int) -> bool:
        token = self._peek(ahead)
        starts = token in {"-", *BRACKETS, *FUNCTIONS}
        return isinstance(token, Fraction | Letter) or starts

    def _skip_measures(self) -> None:
        """个 stands between a number and its unit: 两个小时."""
        while not self._formula and self._accept("个", "個"):
            pass

    def _skip_words(self) -> None:
        while _is_word(token := self._peek()) and self._is_unit(token):
            self._place += 1

    def _is_unit(self, token: Token | None) -> bool:
        """Whether a word may be passed over; "f(600)" is a function that nobody knows."""
        if self._formula:
            return str(token).lower() in _UNITS_OF_FORMULAS
        return not (self._peek(1) == "(" and str(token).isascii())

    def _word(self) -> str:
        token = self._peek()
        return token if isinstance(token, str) else ""


def _is_word(token: Token | None) -> bool:
    if not isinstance(token, str) or token in OPERATORS or token in ROUNDINGS:
        return False
    return token not in FUNCTIONS and token[0].isalpha()
