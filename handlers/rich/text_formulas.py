r"""The formulas of the topics, which are written in one line of text, in LaTeX.

`T ≈ ⌈N / B⌉ × t(B)` is `T \approx \left\lceil \dfrac{N}{B} \right\rceil \times t(B)`. What is not
understood whole, or is in Chinese, stays text.
"""

import re
from functools import lru_cache

from handlers.rich.formulas import in_lines, width

_TOKEN = re.compile(
    r" *(?:(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<words>[A-Za-z]{2,}(?: [A-Za-z]{2,})*(?![A-Za-z_(]))"
    r"|(?P<name>(?:[A-Za-z]+\d*|[α-ωΔ∂∇])(?:_(?:[A-Za-z]+|\d+))?)(?P<call>\(?)"
    r"|(?P<sign>[-+−×*/=≈≤≥←,()⌈⌉√ΣΠ²^]))"
)
_LETTERS = (
    {"α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon"}
    | {"η": r"\eta", "θ": r"\theta", "λ": r"\lambda", "μ": r"\mu", "σ": r"\sigma"}
    | {"Δ": r"\Delta", "∂": r"\partial", "∇": r"\nabla"}
)
_FUNCTIONS = {"ln": r"\ln", "exp": r"\exp", "min": r"\min", "max": r"\max", "log": r"\log"}
_RELATIONS = {"=": "=", "≈": r"\approx", "≤": r"\leq", "≥": r"\geq", "←": r"\leftarrow", ",": ","}
_SUMS = {"+": "+", "-": "-", "−": "-"}
_TIMES = {"×", "*"}
_LARGE = {"Σ": r"\sum", "Π": r"\prod"}
_LONGEST = 120
_WIDEST = 34
"""Characters beyond which a phone would cut a formula off; text is broken into lines."""
_OPERATORS = (r"\nabla", r"\partial", r"\Delta")
_CLOSING = {"", ")", "⌉", "²", "^", "/", *_RELATIONS, *_SUMS, *_TIMES}


class _UnknownError(Exception):
    """This is no formula, or one of another kind."""


@lru_cache(256)
def latex_of(text: str) -> str | None:
    """A formula in LaTeX; None where it is none."""
    if len(text) > _LONGEST:
        return None
    try:
        return _Reader(text).whole()
    except _UnknownError:
        return None


class _Reader:
    """Reads a formula from left to right, one token ahead."""

    def __init__(self, text: str) -> None:
        self._tokens: list[re.Match[str]] = []
        at = 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                raise _UnknownError
            self._tokens.append(token)
            at = token.end()
        self._at = 0
        self._inside: dict[str, str] = {}
        """What is in brackets, by what is written with them."""
        self._fractions: set[str] = set()

    def whole(self) -> str:
        """The whole formula, which says that something is equal, or about equal, to something."""
        sides = self._sides()
        wide = max(map(width, sides)) > _WIDEST
        if self._at < len(self._tokens) or not sides[1:] or wide:
            raise _UnknownError
        return in_lines(*sides)

    @property
    def _sign(self) -> str | None:
        """The sign that is next; empty at the end, None before a number or a name."""
        return self._tokens[self._at]["sign"] if self._at < len(self._tokens) else ""

    def _taken(self) -> re.Match[str]:
        if self._at == len(self._tokens):
            raise _UnknownError
        self._at += 1
        return self._tokens[self._at - 1]

    def _sides(self) -> list[str]:
        """Sums with signs of equality or commas between them, each with the sign before it."""
        sides = [self._sum()]
        while self._sign in _RELATIONS:
            sides.append(f"{_RELATIONS[self._taken()['sign']]} {self._sum()}")
        return sides

    def _sum(self) -> str:
        opposite = "-" if self._sign in {"-", "−"} and self._taken() else ""
        written = f"{opposite}{self._product()}"
        while self._sign in _SUMS:
            written = f"{written} {_SUMS[self._taken()['sign']]} {self._product()}"
        return written

    def _product(self) -> str:
        before, last = "", self._power()
        while self._sign == "/" or self._sign in _TIMES or self._sign not in _CLOSING:
            if self._sign == "/":
                if self._taken()[0].startswith(" "):
                    before, last = "", f"{before}{last}"
                last = self._over(last)
            elif self._sign in _TIMES:
                self._taken()
                before, last = rf"{before}{last} \times ", self._power()
            else:
                last = self._beside(last)
        return f"{before}{last}"

    def _over(self, above: str) -> str:
        """A fraction; a stroke without spaces around it takes the last factor only."""
        fraction = rf"\dfrac{{{self._bare(above)}}}{{{self._bare(self._power())}}}"
        self._fractions.add(fraction)
        return fraction

    def _beside(self, written: str) -> str:
        """Two factors without a sign between them; words beside letters are a sentence."""
        said = self._tokens[self._at - 1]["words"] is not None
        if said or (self._tokens[self._at]["words"] and not written[-1].isdigit()):
            raise _UnknownError
        space = "" if written.endswith(_OPERATORS) else r"\,"
        return f"{written}{space} {self._power()}"

    def _power(self) -> str:
        written = self._factor()
        if self._sign == "²":
            self._taken()
            return f"{written}^{{2}}"
        if self._sign == "^":
            self._taken()
            return f"{written}^{{{self._bare(self._factor())}}}"
        return written

    def _factor(self) -> str:
        token = self._taken()
        if token["number"]:
            return token["number"].replace(",", "{,}")
        if token["words"]:
            return _words(token["words"])
        if token["name"]:
            return self._called(token["name"]) if token["call"] else _name(token["name"])
        return self._signed(token["sign"])

    def _signed(self, sign: str) -> str:
        if sign == "(":
            inside = self._closed(")")
            return inside if inside in self._fractions else self._bracketed(inside)
        if sign == "⌈":
            return rf"\left\lceil {self._closed('⌉')} \right\rceil"
        if sign == "√":
            return rf"\sqrt{{{self._bare(self._factor())}}}"
        if sign in _LARGE:
            return f"{_LARGE[sign]} {self._power()}"
        raise _UnknownError

    def _called(self, name: str) -> str:
        inside = self._closed(")")
        if name == "sqrt":
            return rf"\sqrt{{{inside}}}"
        return f"{_FUNCTIONS.get(name) or _name(name)}{self._bracketed(inside)}"

    def _bracketed(self, inside: str) -> str:
        """In brackets, as tall as what is in them."""
        tall = r"\dfrac" in inside
        written = rf"\left( {inside} \right)" if tall else f"({inside})"
        self._inside[written] = inside
        return written

    def _bare(self, written: str) -> str:
        """Without the brackets that a fraction, a root or an exponent makes needless."""
        return self._inside.get(written, written)

    def _closed(self, end: str) -> str:
        inside = " ".join(self._sides())
        if self._taken()["sign"] != end:
            raise _UnknownError
        return inside


def _words(said: str) -> str:
    if re.fullmatch("d[A-Za-z]", said):
        return said  # a differential
    return rf"\mathrm{{{said}}}" if said.isupper() else rf"\text{{{said}}}"


def _name(name: str) -> str:
    base, _, below = name.partition("_")
    letter = _LETTERS.get(base) or (base if len(base) == 1 else rf"\mathrm{{{base}}}")
    if not letter.isascii():
        raise _UnknownError
    if not below:
        return letter
    return f"{letter}_{{{below}}}" if len(below) == 1 else rf"{letter}_{{\mathrm{{{below}}}}}"
