"""What a text says beside the log in it: the question, and numbers that the log does not hold."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.reading.logs.formats import read_line
from solver.reading.logs.lists import read_lists
from solver.reading.logs.tables import Table, find_header, read_bare_row
from solver.reading.tokens.numbers import half_width

_MOST_LINES = 5_000
_HEADING = lazy_pattern(
    r"\W{0,9}(?:epoch|step|第) ?\d{1,9}(?: ?/ ?\d{1,9})?(?: ?(?:轮|个 ?epoch))?\W{0,9}"
)
_SENTENCE = lazy_pattern(
    r"\?|\b(?:how|what|why|which|when|does|should|can|could|will|would|is (?:this|that|it))\b"
    r"|多少|几|为什么|为何|怎么|如何|是否|吗|呢|多久|哪",
    re.IGNORECASE,
)


def beside_log(text: str) -> str:
    """The lines of a text that are no part of a log; a bar inside a question stays there."""
    table: Table | None = None
    kept = []
    for line in text.split("\n")[:_MOST_LINES]:
        flat = half_width(line).lower()
        table = find_header(flat) or table
        if _SENTENCE.search(flat) or not _tells(flat, table):
            kept.append(line)
    return "\n".join(kept).strip()


def _tells(line: str, table: Table | None) -> bool:
    """Whether a line is one of a log: in a form of its own, or a row or the head of a table."""
    if (
        _HEADING.fullmatch(line)
        or find_header(line)
        or (table and table.row(line))
        or read_bare_row(line)
    ):
        return True
    seen = read_line(line)
    return (seen is not None and seen.telling) or next(iter(read_lists(line)), None) is not None
