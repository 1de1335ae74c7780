"""A text as a row of tokens: numbers, words of the vocabulary, names of data sets, and segments."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from solver.problem import NamedDataset
from solver.reading.arithmetic import joined
from solver.reading.numbers import Number, find_numbers, half_width
from solver.reading.vocabulary import Label, find_labels

_MARKER = re.compile(
    r"[①-⑳]|(?:(?<=[\s:;,.?。；：，？])|^)(?:[(]\s?(?:\d{1,2}|[a-h])\s?[)]|(?:\d{1,2}|[a-h])[)])"
    r"|(?:(?<=[\n;；])|^)\s?\d{1,2}[.、](?=\s|[^\d\s])"
)
_END = re.compile(r"[。?!;；\n]+|\.(?=\s|$)")


@dataclass(frozen=True)
class Mention:
    """A data set that the text names."""

    dataset: NamedDataset
    start: int
    end: int
    text: str


Token = Number | Label | Mention
LONGEST_TEXT = 16_384
"""Characters of a text that are read; what follows is left out."""
MOST_TOKENS = 400
"""Words and numbers of a text that are read; no question has as many."""


@dataclass(frozen=True)
class Segment:
    """A sentence, or one part of a numbered list."""

    start: int
    end: int
    listed: bool = False

    def holds(self, token: Token) -> bool:
        """Whether a token stands in it."""
        return self.start <= token.start < self.end


@dataclass(frozen=True)
class Scan:
    """A text with its tokens, from left to right, and its segments."""

    text: str
    tokens: tuple[Token, ...]
    segments: tuple[Segment, ...]

    def gap(self, left: int, right: int) -> str:
        """The text between two tokens, given by their places in the row."""
        return self.text[self.tokens[left].end : self.tokens[right].start]

    def segment_of(self, token: Token) -> Segment:
        """The segment in which a token stands."""
        return next(segment for segment in self.segments if segment.holds(token))


def scan(text: str, datasets: Sequence[NamedDataset]) -> Scan:
    """Find all tokens and segments of a text."""
    flat = half_width(text[:LONGEST_TEXT])
    markers = [match.span() for match in _MARKER.finditer(flat)]
    taken = bytearray(len(flat))
    for start, end in markers:
        taken[start:end] = b"\1" * (end - start)
    tokens: list[Token] = []
    for found in (_mentions(flat, datasets), joined(flat, find_numbers(flat)), find_labels(flat)):
        tokens += _free(found, taken)
    ordered = sorted(tokens, key=lambda token: token.start)[:MOST_TOKENS]
    return Scan(flat, tuple(ordered), _segments(flat, markers))


def _free(found: Iterable[Token], taken: bytearray) -> list[Token]:
    """The tokens that overlap nothing taken before them; their characters are taken now."""
    free = []
    for token in found:
        if not any(taken[token.start : token.end]):
            taken[token.start : token.end] = b"\1" * (token.end - token.start)
            free.append(token)
    return free


def _mentions(text: str, datasets: Sequence[NamedDataset]) -> Iterable[Mention]:
    for dataset in datasets:
        for match in _name_pattern(dataset.name, dataset.aliases).finditer(text):
            yield Mention(dataset, match.start(), match.end(), match.group())


@lru_cache(maxsize=256)
def _name_pattern(name: str, aliases: tuple[str, ...]) -> re.Pattern[str]:
    """A name as people write it: any case, with a space, a hyphen or nothing between its words."""
    names = sorted((name, *aliases), key=len, reverse=True)
    spelled = "|".join(r"[\s_-]?".join(map(re.escape, re.split(r"[\s_-]", n))) for n in names)
    return re.compile(rf"(?<![A-Za-z0-9-])(?:{spelled})(?![A-Za-z0-9])", re.IGNORECASE)


def _segments(text: str, markers: list[tuple[int, int]]) -> tuple[Segment, ...]:
    cuts = {0: False} | {match.end(): False for match in _END.finditer(text)}
    cuts |= {start: True for start, _ in markers}
    places = [*sorted(cuts), len(text)]
    return tuple(Segment(start, end, cuts[start]) for start, end in pairwise(places) if start < end)
