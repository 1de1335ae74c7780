"""Clauses: the words around a number, between commas."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan, Token
from solver.reading.tokens.vocabulary import Label

_COMMA = lazy_pattern(
    r"[,，、]|[:：](?=\s*(?:how|what|find|calculate|compute|多少|求|问|一共))"
    r"|(?<=\d[张条轮步卡次个例块天])\s+(?=[\u4e00-\u9fffA-Za-z])(?!图|照片|样本|数据|训练|卡|显卡)",
    re.IGNORECASE,
)
_HUNDREDS = lazy_pattern(r"\d{3}")


@dataclass(frozen=True)
class Reading:
    """One way to read a number: the quantity, how sure, and which word says so."""

    score: float
    number: int
    word: int
    role: str


def around(scan: Scan, number: Token) -> tuple[str, str]:
    """The clause before a number, and a little of what follows it."""
    start, end = clause_span(scan, scan.places(number.start, number.end)[0])
    end = max(number.end, min(end, number.end + 24))
    return scan.text[start : number.start], scan.text[number.end : end]


def alone(clause: list[Token]) -> bool:
    """Whether a clause holds a single number."""
    return sum(isinstance(token, Number) for token in clause) == 1


def counts(scan: Scan, start: int, end: int) -> int:
    """How many numbers stand between two characters."""
    return sum(isinstance(token, Number) and start <= token.start < end for token in scan.tokens)


def outward(scan: Scan, place: int) -> tuple[range, range]:
    """The places after a number, then those before it, in its own clause."""
    clause = scan.places(*clause_span(scan, place))
    return range(place + 1, clause.stop), range(place - 1, clause.start - 1, -1)


def clause_of(scan: Scan, place: int) -> list[Token]:
    """The tokens of the clause around a number."""
    clause = scan.places(*clause_span(scan, place))
    return [scan.tokens[other] for other in clause]


def clause_span(scan: Scan, place: int) -> tuple[int, int]:
    """Where the clause around a number starts and ends: between commas, inside its segment."""
    token = scan.tokens[place]
    segment = scan.segment_of(token)
    commas = _commas(scan.text, segment.start, segment.end)
    after = bisect_left(commas, (token.start, 0))
    start = commas[after - 1][1] if after else segment.start
    return start, commas[after][0] if after < len(commas) else segment.end


@lru_cache(maxsize=256)
def _commas(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the commas of a sentence start and end that part its clauses."""
    found = (match for match in _COMMA.finditer(text, start, end))
    return tuple(m.span() for m in found if m.group() != "," or not _HUNDREDS.match(text, m.end()))


def kind_of(token: Token | None) -> str:
    """The kind of a word of the vocabulary; empty for everything else."""
    return token.kind if isinstance(token, Label) else ""
