"""Formulas and code in words: `⌈N / B⌉` is "the ceiling of N over B", or "N除以B向上取整".

What is read is a row of parts: numbers, names, signs, and brackets with a row inside. What cannot
be said is left out; nothing here fails, because what stands between backticks can be anything.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data.words import Language
from voice.lexicon import Lexicon, lexicon
from voice.names import name
from voice.numbers import NUMBER, number

_PART = re.compile(
    rf"(?P<number>{NUMBER})"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)"
    r"|(?P<chinese>[\u3400-\u9fff]+)"
    r"|(?P<greek>[\u00b5\u0391-\u03a2\u03a4-\u03c9])"
    r"|(?P<sign>[=!<>]=|[^\s\"“”「」\u0302])"
)
_SAME = str.maketrans({"²": "^2", "³": "^3", "−": "-", "（": "(", "）": ")"})
_CLOSING = {"(": ")", "[": "]", "{": "}", "⌈": "⌉", "⌊": "⌋", "‖": "‖"}
_BRACKETS = {*_CLOSING, *_CLOSING.values()}
_PAUSES = frozenset(",，:：;；、")
_DEEPEST = 12
_BETWEEN_CHINESE = re.compile(r"(?<=[\u3000-\u9fff，]) +| +(?=[\u3000-\u9fff，])")


@dataclass(frozen=True)
class _Part:
    kind: str
    text: str


@dataclass(frozen=True)
class _Group:
    """What stands between two brackets."""

    opening: str
    inside: list["_Part | _Group"] = field(default_factory=list)


_Row = Sequence[_Part | _Group]


def formula(written: str, language: Language) -> str:
    """What a person says who reads a formula or a line of code aloud."""
    written = written.replace("**", "^").translate(_SAME)
    return _Reader(lexicon(language)).row(_grouped(_parts(written)))


def without_gaps(text: str) -> str:
    """A Chinese text without spaces beside its characters."""
    return _BETWEEN_CHINESE.sub("", text)


def _parts(written: str) -> Iterator[_Part]:
    for found in _PART.finditer(written):
        yield _Part(str(found.lastgroup), found[0])


def _grouped(parts: Iterator[_Part]) -> _Row:
    """The parts as a tree of brackets; one that does not fit is left out."""
    groups = [_Group("")]
    for part in parts:
        if part.text == _CLOSING.get(groups[-1].opening):
            groups.pop()
        elif part.text in _CLOSING and len(groups) < _DEEPEST:
            group = _Group(part.text)
            groups[-1].inside.append(group)
            groups.append(group)
        elif part.text not in _BRACKETS:
            groups[-1].inside.append(part)
    return groups[0].inside


@dataclass(frozen=True)
class _Reader:
    """Says rows in one language."""

    lexicon: Lexicon

    def row(self, row: _Row) -> str:
        """A row from left to right, powers and percentages as wholes."""
        said: list[str] = []
        at = 0
        while at < len(row):
            words, at = self._next(row, at)
            said.append(words)
        return self._joined(said)

    def _next(self, row: _Row, at: int) -> tuple[str, int]:
        """What is said of the part at a place, and the place after it."""
        if sign := _sign(row, at):
            return self._signed(sign, row, at)
        said, after = self._operand(row, at)
        sign = _sign(row, after)
        if sign == "^" and after + 1 < len(row):
            return self._power(said.strip(","), row, after + 1)
        if sign == "%" and _is_number(row, at):
            return self.lexicon.phrases["percent"].format(said), after + 1
        return said, after

    def _operand(self, row: _Row, at: int) -> tuple[str, int]:
        part = row[at]
        if isinstance(part, _Group):
            return self._group(part), at + 1
        after = row[at + 1] if at + 1 < len(row) else None
        if part.kind == "name" and isinstance(after, _Group) and after.opening == "(":
            return self._call(part.text, after), at + 2
        return self._word(part), at + 1

    def _word(self, part: _Part) -> str:
        if part.kind == "number":
            return number(part.text, self.lexicon.language)
        if part.kind == "greek":
            return self.lexicon.letters.get(part.text, "")
        return name(part.text, self.lexicon) if part.kind == "name" else part.text

    def _group(self, group: _Group) -> str:
        """Rounding is named; other brackets are heard as a short pause."""
        inside = self.row(group.inside)
        if not inside:
            return ""
        if group.opening in "⌈⌊":
            phrase = "ceiling" if group.opening == "⌈" else "floor"
            return self.lexicon.phrases[phrase].format(inside)
        if group.opening == "‖":
            return self.lexicon.functions["norm"].format(inside)
        return f",{inside}," if len(group.inside) > 1 else inside

    def _call(self, called: str, group: _Group) -> str:
        """A function in mathematics is said of its argument; in code, both with a pause between."""
        inside, said = self.row(group.inside), name(called, self.lexicon)
        if not inside:
            return said
        if called in self.lexicon.functions:
            return self.lexicon.functions[called].format(inside)
        if len(called) > 1 and len(group.inside) > 1:
            return f"{said},{inside},"
        return self.lexicon.phrases["of"].format(said, inside)

    def _signed(self, sign: str, row: _Row, at: int) -> tuple[str, int]:
        """What a sign says, with its operand where it stands before one."""
        if sign in _PAUSES:
            return ",", at + 1
        before_operand = at + 1 < len(row) and not _sign(row, at + 1)
        if sign == "√" and before_operand:
            inside, after = self._operand(row, at + 1)
            return self.lexicon.phrases["root"].format(inside.strip(",")), after
        if sign == "-" and before_operand and (at == 0 or _sign(row, at - 1) not in {"", "%"}):
            inside, after = self._next(row, at + 1)
            return self.lexicon.phrases["negative"].format(inside), after
        if sign == "/" and _is_number(row, at - 1) and _is_number(row, at + 1):
            sign = "÷"
        return self.lexicon.symbols.get(sign, ""), at + 1

    def _power(self, base: str, row: _Row, at: int) -> tuple[str, int]:
        phrases, part = self.lexicon.phrases, row[at]
        named = {"2": "squared", "3": "cubed"}.get(part.text) if isinstance(part, _Part) else None
        if named:
            return phrases[named].format(base), at + 1
        if sign := _sign(row, at):
            exponent, after = self._signed(sign, row, at)
        else:
            exponent, after = self._operand(row, at)
        exponent = exponent.strip(",")
        if base == number("10", self.lexicon.language):
            return phrases["power_of_ten"].format(exponent), after
        return phrases["power"].format(base, exponent), after

    def _joined(self, said: Sequence[str]) -> str:
        """Words with gaps, and one pause where commas are; none at the ends."""
        pieces = [" ".join(piece.split()) for piece in " ".join(said).split(",")]
        text = self.lexicon.phrases["pause"].join(piece for piece in pieces if piece)
        return without_gaps(text) if self.lexicon.language == "zh" else text


def _sign(row: _Row, at: int) -> str:
    """The sign at a place; nothing where something else is."""
    part = row[at] if 0 <= at < len(row) else None
    return part.text if isinstance(part, _Part) and part.kind == "sign" else ""


def _is_number(row: _Row, at: int) -> bool:
    part = row[at] if 0 <= at < len(row) else None
    return isinstance(part, _Part) and part.kind == "number"
