"""CSV text as rows of cells, whatever parts them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 50
"""Rows from which the delimiter is told."""
_FEWEST_ROWS = 3
"""A text with fewer lines is taken for a sentence."""
GAPS = {"", "na", "n/a", "nan", "null", "none", "?"}
"""What stands in a cell without a value, in small letters."""


@dataclass(frozen=True)
class Grid:
    """The cells of a table.

    Attributes:
        names: of the columns; those of a table without a header are numbered.
        rows: the cells of each row, without spaces around them.
        lines: the line of the file where each row ends, from 1.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def is_table(text: str) -> bool:
    """Whether a text is rows with the same number of cells, and not sentences."""
    rows = _rows(text, delimiter_of(text), _SAMPLE)
    widths = [len(cells) for _, cells in rows]
    return len(rows) >= _FEWEST_ROWS and widths[0] > 1 and widths.count(widths[0]) > len(rows) / 2


def read_grid(text: str) -> Grid:
    """The cells of a table; its first row is a header where it holds no number but others do."""
    rows = _rows(text, delimiter_of(text))
    if not rows:
        return Grid((), (), ())
    first, later = rows[0][1], [cells for _, cells in rows[1 : 1 + _SAMPLE]]
    header = _is_header(first, later)
    names = first if header else tuple(f"#{at + 1}" for at in range(len(first)))
    body = rows[1:] if header else rows
    return Grid(names, tuple(cells for _, cells in body), tuple(line for line, _ in body))


def has_header(text: str) -> bool:
    """Whether the first row of a table names its columns."""
    rows = [cells for _, cells in _rows(text, delimiter_of(text), _SAMPLE + 1)]
    return bool(rows) and _is_header(rows[0], rows[1:])


def number(cell: str) -> float | None:
    """The finite number in a cell; None where it holds something else."""
    if "_" in cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if abs(value) < LARGEST else None


LARGEST = 1e30
"""From here on a number is none: its square is too large for 32 bits."""


def _is_header(first: Sequence[str], later: Sequence[Sequence[str]]) -> bool:
    """Names and no values: no numbers, all different, and none that comes again below it."""
    if any(number(cell) is not None or cell.lower() in GAPS for cell in first):
        return False
    return len(set(first)) == len(first) and not any(
        cell in column for cell, column in zip(first, zip(*later, strict=False), strict=False)
    )


def delimiter_of(text: str) -> str:
    """The delimiter that gives most rows the same number of cells, and that more than one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = [len(cells) for _, cells in _rows(text, delimiter, _SAMPLE)]
        usual = max(set(widths), key=widths.count, default=0)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(DELIMITERS, key=agreement)


def _rows(text: str, delimiter: str, most: int | None = None) -> list[tuple[int, tuple[str, ...]]]:
    """Rows that are not empty, with their lines."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                rows.append((reader.line_num, stripped))
            if most and len(rows) == most:
                break
    except csv.Error:  # a cell of more than 131,072 characters
        return []
    return rows
