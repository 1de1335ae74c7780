"""What a question about a formula says: what it asks, and each number with its role."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.reading.formulas.text import Exact, FormulaText, pattern

Values = tuple[Exact, ...]


@dataclass(frozen=True)
class Read:
    """Numbers of a question, with the role that they were read in."""

    quantity: str
    symbol: str
    values: Values
    text: str


@dataclass(frozen=True)
class FormulaQuestion:
    """A question for one family of formulas.

    Attributes:
        family: the file of `solver.formulas` that works it out.
        asks: the quantities asked, in order.
        read: the numbers, each with its role.
        options: words that choose a variant, such as "macro" or "no_bias".
        rows: a matrix, or layers that are written out, where there are such.
        start: where in the text it begins.
    """

    family: str
    asks: tuple[str, ...]
    read: tuple[Read, ...] = ()
    options: frozenset[str] = frozenset()
    rows: tuple[tuple[str, Values], ...] = ()
    start: int = 0

    def values(self, quantity: str) -> Values:
        """All values of a quantity; none where it was not stated."""
        return next((read.values for read in self.read if read.quantity == quantity), ())

    def value(self, quantity: str) -> Exact | None:
        """The one value of a quantity."""
        values = self.values(quantity)
        return values[0] if len(values) == 1 else None


@dataclass(frozen=True)
class Label:
    """What a quantity is called.

    Attributes:
        symbol: its letter in formulas.
        names: a pattern of its names.
        forms: further patterns, each with its value as the only group.
        many: whether its value may be a list.
        after: whether its name may follow its value.
    """

    symbol: str
    names: str
    forms: tuple[str, ...] = ()
    many: bool = False
    after: bool = True


_LINK = (
    r"(?: ?(?:=|:|\bis\b|\bare\b|\bof\b|\bwas\b|\bto\b|\bat\b|\bequals\b|\bwith\b|\bvalues?\b"
    r"|\bcounts?\b|都?[为是]|有|等于|数量|个数|数|值|取|共|设置?为|大约|约|分别))"
)
_ASIDE = r"(?: ?\([^()#]{1,24}\))?+"
_COUNTED = r" ?(?:个|例|条|张|层|维|步|轮)?(?:的)? ?"
_BESIDE = (
    r"(?:batch[ _-]?size|bs|momentum|weight[ _-]decay|seed|dropout|betas?|批[次量]?大小"
    r"|动量|权重衰减|种子)"
    r"(?: ?(?:=|:|is|of|为|是|\(|,))* ?@|(?:^|[\s(（;；。.?])#[).、]|#[ -]?(?:层|layer)"
)
"""Numbers that most formulas do not need, and the numbers of a list of questions."""


@dataclass
class Finder:
    """Finds the values of labels in a text; each number serves one label only."""

    text: FormulaText
    read: list[Read] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def find(self, labels: Mapping[str, Label]) -> None:
        """Read the values of labels, in the order in which the text names them."""
        for quantity in sorted(labels, key=lambda name: self._first(labels[name])):
            self.find_one(quantity, labels[quantity])

    def find_row(self, labels: Mapping[str, Label]) -> None:
        """Read names in a row with their values in a row: "TP, FP and FN are 80, 20 and 10"."""
        names = "|".join(f"(?:{label.names})" for label in labels.values())
        name, between = _whole(names), r"(?: ?[,/] ?(?:and )?| and | ?[和与及] ?)"
        row = rf"({name}(?:{between}{name}){{1,9}}){_LINK}{{0,3}} ?(#(?:{between}#){{1,9}})"
        for match in pattern(row).finditer(self.text.text):
            called = [m.group() for m in pattern(name).finditer(match[1])]
            marks = list(pattern("#").finditer(self.text.text, *match.span(2)))
            if len(called) != len(marks):
                continue
            for words, mark in zip(called, marks, strict=True):
                quantity = next(q for q in labels if re.fullmatch(labels[q].names, words))
                self.take(quantity, labels[quantity].symbol, mark, 0)

    def find_one(self, quantity: str, label: Label) -> bool:
        """Read the value of one label; whether there is one."""
        return any(self.take(quantity, label.symbol, match) for match in self._matches(label))

    def take(self, quantity: str, symbol: str, match: re.Match[str], group: int = 1) -> bool:
        """Take the numbers of a match for a quantity, unless they serve another."""
        start, end = match.span(group)
        if any(start < b and a < end for a, b in self.spans):
            return False
        self.spans.append((start, end))
        words = self.text.words(*_around(match, group))
        self.read.append(Read(quantity, symbol, self.text.values(start, end), words))
        return True

    def take_last_share(self, quantity: str, symbol: str) -> None:
        """Take the one number below 1 that no label names, where the quantity has none yet."""
        pairs = zip(self.text.numbers, self.text.places, strict=True)
        left = [(number, place) for number, place in pairs if self.free(place, place + 1)]
        small = [(number, place) for number, place in left if 0 < number.value < 1]
        if not self.has(quantity) and len(small) == 1:
            number, place = small[0]
            self.spans.append((place, place + 1))
            self.add(quantity, symbol, (number.value,), number.text)

    def add(self, quantity: str, symbol: str, values: Values, words: str) -> None:
        """Add what is said in words only, such as "halved"."""
        self.read.append(Read(quantity, symbol, values, words))

    def has(self, quantity: str) -> bool:
        """Whether a quantity has been read."""
        return any(read.quantity == quantity for read in self.read)

    def accounts_for_all(self, beside: str = "") -> bool:
        """Whether every number serves a label, repeats one that does, or is beside the point."""
        known = {value for read in self.read for value in read.values}
        words = f"{_BESIDE}|{beside}" if beside else _BESIDE
        spans = [match.span() for match in pattern(words).finditer(self.text.text)]
        return all(
            number.value in known or not self.free(place, place + 1) or _within(place, spans)
            for number, place in zip(self.text.numbers, self.text.places, strict=True)
        )

    def free(self, start: int, end: int) -> bool:
        """Whether a part of the text serves no label yet."""
        return not any(start < b and a < end for a, b in self.spans)

    def asked(self, asks: Mapping[str, str]) -> tuple[str, ...]:
        """The quantities whose names stand without a value, in the order of the text."""
        found: dict[str, int] = {}
        for quantity, names in asks.items():
            for match in pattern(_whole(names)).finditer(self.text.text):
                if not self._names_a_value(quantity, match):
                    found.setdefault(quantity, match.start())
                    break
        return tuple(sorted(found, key=lambda name: found[name]))

    def _names_a_value(self, quantity: str, match: re.Match[str]) -> bool:
        return any(
            read.quantity == quantity and match.group() in read.text.lower() for read in self.read
        )

    def _matches(self, label: Label) -> list[re.Match[str]]:
        value = "(@)" if label.many else "(#)"
        names = _whole(label.names) if label.names else ""
        sources = list(label.forms)
        if names:
            sources.append(rf"{names}{_ASIDE}{_LINK}++ ?{value}")
            if label.after:
                sources.append(rf"{value}{_COUNTED}{names}(?! ?[=:] ?@)")
            sources.append(rf"{names}{_ASIDE} ?{value}")
        return [m for source in sources for m in pattern(source).finditer(self.text.text)]

    def _first(self, label: Label) -> int:
        found = pattern(_whole(label.names)).search(self.text.text) if label.names else None
        return found.start() if found else len(self.text.text)


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _around(match: re.Match[str], group: int) -> tuple[int, int]:
    """The part of a match that speaks of one group: all of it, or from the group before."""
    start = max([match.start(), *(match.end(earlier) for earlier in range(1, group))])
    return start, match.end() if match.re.groups == 1 else match.end(group)


def _whole(names: str) -> str:
    return rf"(?<![a-z0-9_])(?:{names})(?![a-z0-9_])"
