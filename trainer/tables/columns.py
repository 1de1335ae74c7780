"""What each column of a table holds, and the cells that do not fit in it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trainer.tables.faults import TableFault
from trainer.tables.reading import GAPS, Grid, number

MOST_CATEGORIES = 20
"""Different texts that a column may hold to be learned from: each becomes an input of its own."""
MOST_CLASSES = 50
MOST_NUMBERED_CLASSES = 10
"""Different whole numbers that are taken for classes where they are to be predicted."""


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        name: as the header has it.
        kind: whether its cells are numbers or texts.
        different: how many different cells there are.
        counts: the most frequent of these, each with the number of its rows.
        whole: whether all its numbers are whole.
    """

    name: str
    kind: Literal["numbers", "texts"]
    different: int
    counts: tuple[tuple[str, int], ...]
    whole: bool = False

    @property
    def classes(self) -> bool:
        """Whether its values are classes, where they are to be predicted."""
        return self.kind == "texts" or (self.whole and self.different <= MOST_NUMBERED_CLASSES)

    @property
    def usable(self) -> bool:
        """Whether it can be learned from."""
        return self.kind == "numbers" or self.different <= MOST_CATEGORIES


def columns(grid: Grid) -> tuple[Column, ...]:
    """What every column holds."""
    return tuple(
        _column(name, [row[at] for row in grid.rows]) for at, name in enumerate(grid.names)
    )


def misfits(grid: Grid, found: tuple[Column, ...], target: int) -> Iterator[TableFault]:
    """The cells that are empty, or text among numbers, row by row; columns left out are free."""
    for line, row in zip(grid.lines, grid.rows, strict=True):
        for at, (column, cell) in enumerate(zip(found, row, strict=True)):
            if not column.usable and at != target:
                continue
            if cell.lower() in GAPS:
                yield TableFault("gap", line, at + 1, column.name)
            elif column.kind == "numbers" and number(cell) is None:
                yield TableFault("text", line, at + 1, column.name, cell)


def _column(name: str, cells: list[str]) -> Column:
    """A column of numbers is one where most cells are."""
    told = [cell for cell in cells if cell.lower() not in GAPS]
    numbers = [value for cell in told if (value := number(cell)) is not None]
    if 2 * len(numbers) > len(told):
        counts = Counter(f"{value:.15g}" for value in numbers)
        whole = all(value.is_integer() for value in numbers)
        return Column(name, "numbers", len(counts), _most_frequent(counts), whole)
    counts = Counter(told)
    return Column(name, "texts", len(counts), _most_frequent(counts))


def _most_frequent(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(counts.most_common(MOST_CLASSES))
