"""The little Markdown of lessons as a rich message: tables are tables, and formulas formulas."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from handlers.html import Html
from handlers.learning.markup import as_html, cells_of
from handlers.rich.html import formula, joined, listed, paragraph, table
from handlers.rich.rich import Rich, in_both
from handlers.rich.text_formulas import latex_of

_ALONE = re.compile(r"`([^`]+)`\Z")
_ITEM = "- "
_GAINING = {"row", "formula"}


def as_both(text: str) -> Html:
    """A text of a lesson for the chat; in both forms where it has a table or a formula."""
    classic, kinds = as_html(text), {_kind(line) for line in text.splitlines()}
    return in_both(classic, joined(*_blocks(text))) if kinds & _GAINING else classic


def _blocks(text: str) -> Iterator[Rich]:
    for kind, grouped in groupby(text.splitlines(), _kind):
        told = list(grouped)
        if kind == "row":
            yield _table(told)
        elif kind == "item":
            yield listed([as_html(line.removeprefix(_ITEM)) for line in told])
        elif kind == "formula":
            yield from (formula(latex_of(line.strip("`")) or "") for line in told)
        elif kind == "text":
            yield paragraph(*map(as_html, told))


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.startswith("|"):
        return "row"
    if line.startswith(_ITEM):
        return "item"
    alone = _ALONE.match(line)
    return "formula" if alone and latex_of(alone[1]) else "text"


def _table(told: Sequence[str]) -> Rich:
    head, *rows = [[as_html(cell) for cell in row] for row in cells_of(told)]
    return table(head, rows, numbers_from=len(head))
