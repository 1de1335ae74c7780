"""A learner's own table as samples."""

from collections.abc import Sequence

import torch
from torch import Tensor

from trainer.choices.own import Own
from trainer.datasets.samples import Samples
from trainer.shelf import SHELF
from trainer.tables.columns import Column, columns
from trainer.tables.reading import read_grid


def load(table: Own) -> Samples:
    """Numbers as they are, each text of a column as an input of its own, 1 or 0.

    Classes are numbered in the order of their names; those of numbers in the order of these.
    """
    grid = read_grid(SHELF.place(table.key).read_text("utf-8"))
    found = columns(grid)
    cells = list(zip(*grid.rows, strict=True))
    inputs = [
        _inputs(column, cells[at])
        for at, column in enumerate(found)
        if at != table.target and column.usable
    ]
    return Samples(torch.cat(inputs, dim=1), _targets(found[table.target], cells[table.target]))


def _inputs(column: Column, cells: Sequence[str]) -> Tensor:
    if column.kind == "numbers":
        return torch.tensor([[float(cell)] for cell in cells])
    places = {value: at for at, value in enumerate(sorted(set(cells)))}
    chosen = torch.tensor([places[cell] for cell in cells])
    return torch.nn.functional.one_hot(chosen, len(places)).float()


def _targets(column: Column, cells: Sequence[str]) -> Tensor:
    if column.kind == "numbers" and not column.classes:
        return torch.tensor([float(cell) for cell in cells])
    named = [float(cell) if column.kind == "numbers" else cell for cell in cells]
    places = {name: at for at, name in enumerate(sorted(set(named)))}
    return torch.tensor([places[name] for name in named])
