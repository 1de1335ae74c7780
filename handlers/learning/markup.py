"""The little Markdown of lessons as a message: bold, code, lists, and tables told row by row.

A table of four columns does not fit a phone, so that each of its rows becomes a few lines.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from handlers.html import Html, bold, code, lines

_MARKED = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|`(?P<code>[^`]+)`")
_BULLET = re.compile(r"^- ")
_RULE = re.compile(r"[\s|:-]+\Z")

Mark = Callable[[str], str]


def as_html(text: str) -> Html:
    """A text of a lesson for the chat."""
    return Html("\n".join(_lines(text, lines, bold, code)))


def as_plain(text: str) -> str:
    """A text of a lesson for a terminal."""
    return "\n".join(_lines(text, str, str, str))


def _lines(text: str, plain: Mark, strong: Mark, exact: Mark) -> Iterator[str]:
    """Every line of a text, what is marked in it being given to the functions."""

    def marked(line: str) -> str:
        return _marked(line, plain, strong, exact)

    for is_row, grouped in groupby(text.splitlines(), lambda line: line.startswith("|")):
        if is_row:
            yield from _told(list(grouped), marked, strong)
        else:
            yield from (marked(_BULLET.sub("• ", line)) for line in grouped)


def _marked(line: str, plain: Mark, strong: Mark, exact: Mark) -> str:
    parts, at = [], 0
    for found in _MARKED.finditer(line):
        parts.append(plain(line[at : found.start()]))
        parts.append(strong(found["bold"]) if found["bold"] else exact(found["code"]))
        at = found.end()
    return "".join((*parts, plain(line[at:])))


def _told(table: Sequence[str], marked: Mark, strong: Mark) -> Iterator[str]:
    """A table row by row: its first cell, then the others under the names of their columns."""
    head, *rows = cells_of(table)
    for place, (first, *others) in enumerate(rows):
        if place:
            yield ""
        yield strong(as_plain(first))
        for name, cell in zip(head[1:], others, strict=True):
            yield f"• {marked(f'{name}: {cell}')}"


def cells_of(table: Sequence[str]) -> list[list[str]]:
    """The cells of a table, row by row, without the rule below its head."""
    rows = (row.strip().strip("|") for row in table if not _RULE.match(row))
    return [[cell.strip() for cell in row.split("|")] for row in rows]
