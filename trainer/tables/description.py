"""What was read from a table, and what keeps it from being trained on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.tables.columns import MOST_CATEGORIES, MOST_CLASSES, Column, columns, misfits
from trainer.tables.faults import MOST_TOLD, TableFault
from trainer.tables.reading import Grid, read_grid

FEWEST_ROWS, MOST_ROWS = 20, 20_000
MOST_COLUMNS = 200
FEWEST_OF_A_CLASS = 5
"""So that every class is there to train on and to validate on."""


@dataclass(frozen=True)
class Description:
    """A table with the column that is to be predicted.

    Attributes:
        rows: how many there are, without the header.
        columns: what each holds.
        target: the column that is to be predicted, from 0.
        faults: what keeps it from being trained on, as far as it is told.
        untold: how many more faults there are.
    """

    rows: int
    columns: tuple[Column, ...]
    target: int
    faults: tuple[TableFault, ...]
    untold: int = 0

    @property
    def sound(self) -> bool:
        """Whether its cells can be used, whatever is to be predicted from them."""
        return bool(self.columns) and not any(one.wrong in {"gap", "text"} for one in self.faults)

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The columns that can be learned from."""
        return tuple(one for one in self._others if one.usable)

    @property
    def classes(self) -> int:
        """How many classes the target has; 0 where it holds numbers."""
        column = self.columns[self.target]
        return column.different if column.classes else 0

    @property
    def left_out(self) -> tuple[Column, ...]:
        """The columns with too many different texts to learn from."""
        return tuple(one for one in self._others if not one.usable)

    @property
    def _others(self) -> tuple[Column, ...]:
        return self.columns[: self.target] + self.columns[self.target + 1 :]


def describe(text: str, target: int | None = None) -> Description:
    """Read a table.

    Args:
        text: the table as CSV.
        target: the column that is to be predicted, from 0; None for the last.
    """
    grid = read_grid(text)
    last = len(grid.names) - 1
    target = last if target is None else min(target, last)
    found: tuple[Column, ...] = ()
    faults = list(_misshapen(grid))
    if not faults:
        found = columns(grid)
        faults = [*misfits(grid, found, target), *_unfit(found, target)]
    untold = max(0, len(faults) - MOST_TOLD)
    return Description(len(grid.rows), found, target, tuple(faults[:MOST_TOLD]), untold)


def describe_file(path: Path, target: int | None = None) -> Description:
    """Read a table from a file.

    Raises:
        OSError: it cannot be read.
    """
    return describe(path.read_text("utf-8"), target)


def _misshapen(grid: Grid) -> Iterator[TableFault]:
    """What is wrong with the rows before their cells are looked at."""
    count, width = len(grid.rows), len(grid.names)
    if not grid.rows:
        yield TableFault("no_table")
    elif count < FEWEST_ROWS:
        yield TableFault("few_rows", given=count, limit=FEWEST_ROWS)
    elif count > MOST_ROWS:
        yield TableFault("many_rows", given=count, limit=MOST_ROWS)
    if width > MOST_COLUMNS:
        yield TableFault("many_columns", given=width, limit=MOST_COLUMNS)
    for line, row in zip(grid.lines, grid.rows, strict=True):
        if len(row) != width:
            yield TableFault("ragged", line, given=len(row), limit=width)


def _unfit(found: tuple[Column, ...], target: int) -> Iterator[TableFault]:
    """What keeps a column from being predicted from the others."""
    column, at = found[target], target + 1
    if not any(other.usable for other in found[:target] + found[target + 1 :]):
        yield TableFault("no_inputs", name=column.name, limit=MOST_CATEGORIES)
    if column.different == 1:
        yield TableFault("one_class", 0, at, column.name, column.counts[0][0])
    elif column.classes and column.different > MOST_CLASSES:
        yield TableFault("many_classes", 0, at, column.name, column.different, MOST_CLASSES)
    elif column.classes:
        for value, count in column.counts:
            if count < FEWEST_OF_A_CLASS:
                yield TableFault("rare_class", 0, at, column.name, value, FEWEST_OF_A_CLASS)
