"""The same line of a log several times: its counts are no facts, but its times tell a rate."""

import re
from dataclasses import dataclass
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import MILLISECONDS
from solver.spans import Exact, exact

_ROW = lazy_pattern(
    r"^[^\n]{0,40}?\b(?P<unit>epoch|iter(?:ation)?|step)\s?[:#=]?\s?(?P<count>\d{1,9})\b[^\n]{0,80}?"
    r"\btime\s?[:=]?\s?(?P<time>\d{1,9}(?:\.\d{1,6})?)\s?(?P<length>ms|s|min|h)\b[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LEFT = lazy_pattern(r"remain|\bleft\b|longer|\bmore\b|still|还|剩", re.IGNORECASE)
_LENGTHS = {"ms": "milliseconds", "s": "seconds", "min": "minutes", "h": "hours"}
_GROWS = Fraction(5, 4)
"""Times that grow by more than this from the first line to the last are counted from the start."""


@dataclass(frozen=True)
class _Row:
    count: int
    seconds: Fraction
    epoch: bool


def with_rows(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with one rate instead of the numbers of lines that repeat."""
    matches = list(_ROW.finditer(scan.text))
    rows = [_row(match) for match in matches]
    if len(rows) < 2 or len({row.epoch for row in rows}) > 1:  # noqa: PLR2004 [one line repeats nothing]
        return facts
    last = matches[-1]
    kept = [f for f in facts if not any(m.start() <= f.start < m.end() for m in matches)]
    part = "epoch" if rows[0].epoch else "iteration"
    told = {f"time_per_{part}": _rate(rows)}
    if _LEFT.search(scan.text):
        told[f"{part}s_done"] = rows[-1].count
    return kept + [
        Fact(Known(name, value, "stated", last.group().strip()), last.start(), last.end())
        for name, value in told.items()
        if not any(fact.known.quantity == name for fact in kept)
    ]


def repeats_lines(text: str) -> bool:
    """Whether a log shows the same line more than once."""
    return bool(repeated_lines(text))


def repeated_lines(text: str) -> list[tuple[int, int]]:
    """The places of the lines that a log repeats."""
    spans = [match.span() for match in _ROW.finditer(text)]
    return spans if len(spans) > 1 else []


def _row(match: re.Match[str]) -> _Row:
    length = MILLISECONDS[_LENGTHS[match["length"].lower()]]
    seconds = Fraction(match["time"]) * length / 1000
    return _Row(int(match["count"]), seconds, match["unit"].lower() == "epoch")


def _rate(rows: list[_Row]) -> Exact:
    """The time of one: what passed between the lines, or the mean where each has its own."""
    first, last = rows[0], rows[-1]
    if last.seconds > first.seconds * _GROWS and last.count > first.count:
        return exact((last.seconds - first.seconds) / (last.count - first.count))
    return exact(sum((row.seconds for row in rows), Fraction(0)) / len(rows))
