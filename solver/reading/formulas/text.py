"""A question with a mark in the place of each number, so that patterns see only its words."""

import math
import re
import string
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import Number, find_numbers, half_width

Exact = int | Fraction
LONGEST = 4_000
"""Characters of a question that is still read; a formula with its lists of numbers needs fewer."""
MOST_NUMBERS = 200
"""Numbers of a question: two long lists, or a matrix, and some more."""
LARGEST = 10**100
"""Larger numbers are no values of a network."""

_MARK = "\ue000"
_ELEMENT = f"{_MARK}(?:/{_MARK})?+"
_BETWEEN = r"(?: ?[,、] ?(?:and |和|与)?| (?:and|or) | ?(?:和|与|及|以及|跟) ?)"
_LIST = (
    rf"(?:[\[({{] ?{_ELEMENT}(?:(?: ?; ?|{_BETWEEN}| ){_ELEMENT})*+ ?[\])}}]"
    rf"|{_ELEMENT}(?:{_BETWEEN}{_ELEMENT})*+)"
)
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "×": "x", "→": ">", "⇒": ">", "\xa0": " ", _MARK: " ", "—": "-"}
)
_SMALL = str.maketrans(string.ascii_uppercase + "，、", string.ascii_lowercase + ",,")
_SUPERSCRIPTS = dict(zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789", strict=True))
_RAISED = lazy_pattern(r"[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{1,6}")
_TINY = lazy_pattern(r"(?<![\d.])10\s?(?:\^|\*\*)\s?[({]?-(\d{1,3})[)}]?")
_TINY_TIMES = lazy_pattern(r"(?<=\d)\s?[x*]\s?10\s?(?:\^|\*\*)\s?[({]?-(\d{1,3})[)}]?")
_ENDS_SENTENCE = lazy_pattern(r"(?<=\d)([eE][+-]?\d{1,3})\.(?!\d)")
_HYPHENED = lazy_pattern(r"(?<=\d)-(?=(?:b|m|tr)illion|thousand)", re.IGNORECASE)
_GROUP = lazy_pattern(r"(?:\[[-+\d.,eE\s/]{1,2000}[\];]|(?<=\w)\([-+\d.,eE\s]{1,2000}\))")
_PI = lazy_pattern(r"(?<![A-Za-z])(?:π|pi)(?![A-Za-z])")
_ROWS = lazy_pattern(r"\[ ?(\[[^\[\]]{1,400}\](?:[,; ]{0,3}\[[^\[\]]{1,400}\]){0,9}) ?\]")
_ROW = lazy_pattern(r"\[[^\[\]]{1,400}\]")
_SPACES = lazy_pattern(r"\s+")
_ARROW = lazy_pattern(r" ?(?:-{1,3}>|={1,3}>|>) ?")


@dataclass(frozen=True)
class FormulaText:
    """A question in small letters, its spaces single, a mark for each number.

    `written` is the same text, place for place, in the letters of the person.
    """

    text: str
    written: str
    numbers: tuple[Number, ...]
    places: tuple[int, ...]

    def values(self, start: int, end: int) -> tuple[Exact, ...]:
        """The numbers in a part of the text; one written as 1/3 is one number."""
        found: list[Exact] = []
        for place in range(bisect_left(self.places, start), bisect_left(self.places, end)):
            value = self.numbers[place].value
            divides = found and self.text[self.places[place - 1] + 1 : self.places[place]] == "/"
            if divides and value:
                found[-1] = plain(Fraction(found[-1]) / Fraction(value))
            else:
                found.append(value)
        return tuple(found)

    def words(self, start: int, end: int) -> str:
        """A part of the text as it was written."""
        first = bisect_left(self.places, start)
        parts, here = [], start
        for place, number in zip(self.places[first:], self.numbers[first:], strict=True):
            if place >= end:
                break
            parts += [self.written[here:place], number.text]
            here = place + 1
        return "".join([*parts, self.written[here:end]]).strip()

    def has(self, words: str) -> bool:
        """Whether a pattern occurs."""
        return pattern(words).search(self.text) is not None


@lru_cache(maxsize=512)
def pattern(words: str) -> re.Pattern[str]:
    """A pattern over marked text: # is a number, @ a list of numbers (or one)."""
    return re.compile(words.replace("@", _LIST).replace("#", _MARK))


def matrix(text: FormulaText) -> tuple[tuple[str, tuple[Exact, ...]], ...]:
    """The rows of the first matrix, each as it was written and as numbers."""
    match = _ROWS.search(text.text)
    spans = [row.span() for row in _ROW.finditer(text.text, *match.span(1))] if match else []
    return tuple((text.words(*span), text.values(*span)) for span in spans)


def plain(value: Fraction) -> Exact:
    """A fraction that is whole as an int."""
    return value.numerator if value.denominator == 1 else value


def marked(text: str) -> FormulaText | None:
    """The text made ready for patterns; None where it is too long or its numbers too large."""
    if len(text) > LONGEST:
        return None
    flat = _flat(text)
    numbers = tuple(islice(_signed(flat), MOST_NUMBERS + 1))
    if len(numbers) > MOST_NUMBERS or any(_too_large(Fraction(number.value)) for number in numbers):
        return None
    pieces: list[str] = []
    places: list[int] = []
    length = here = 0
    for number in numbers:
        piece = _tidy(flat[here : number.start])
        places.append(length + len(piece))
        pieces += [piece, _MARK]
        length += len(piece) + 1
        here = number.end
    written = "".join([*pieces, _tidy(flat[here:])])
    return FormulaText(written.translate(_SMALL), written, numbers, tuple(places))


def _too_large(value: Fraction) -> bool:
    return abs(value.numerator) > LARGEST or value.denominator > LARGEST


def _flat(text: str) -> str:
    flat = _RAISED.sub(lambda m: "^" + "".join(_SUPERSCRIPTS[c] for c in m.group()), text)
    flat = half_width(flat).translate(_SIGNS)
    flat = _TINY.sub(r"1e-\1", _TINY_TIMES.sub(r"e-\1", flat))
    flat = _ENDS_SENTENCE.sub(r"\1 .", _HYPHENED.sub(" ", flat))
    return _GROUP.sub(lambda match: match.group().replace(",", ", "), flat)


def _signed(flat: str) -> Iterator[Number]:
    """The numbers, those after a minus sign negative, ordinals (第3) and π among them."""
    pis = [Number(Fraction(math.pi), *m.span(), "π") for m in _PI.finditer(flat)]
    found = find_numbers(flat.replace("第", " "))
    for number in sorted([*found, *pis], key=lambda n: n.start):
        before = flat[max(0, number.start - 2) : number.start]
        value = Fraction(number.value) / (100 if flat[: number.start].endswith("百分之") else 1)
        if before.endswith("-") and not re.match(r"[\w)\]%]", before[:-1]) and value > 0:
            start = number.start - 1
            yield Number(plain(-value), start, number.end, "-" + number.text, number.percent)
        else:
            yield Number(plain(value), number.start, number.end, number.text, number.percent)


def _tidy(piece: str) -> str:
    """One space for many, one kind of arrow."""
    return _ARROW.sub(">", _SPACES.sub(" ", piece))
