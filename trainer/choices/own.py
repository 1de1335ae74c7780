"""A learner's own table as a data set: its key tells everything that a run has to know of it."""

import re
from dataclasses import dataclass

from solver.language import Phrase
from trainer.choices.entry import Dataset

_KEY = re.compile(r"own(\d{1,9})_(\d{1,3})_(\d{1,5})_(\d{1,2})")
_NAME = Phrase("your table", "你的表格")
_ONE_IN = 5
"""One row in five is for validation."""


@dataclass(frozen=True)
class Own:
    """A table that somebody sent, with the column that is to be predicted.

    Attributes:
        number: of the table.
        target: the column, from 0.
        rows: how many it has.
        classes: how many different values the column has; 0 where it holds numbers.
    """

    number: int
    target: int
    rows: int
    classes: int

    @property
    def key(self) -> str:
        """The key of the data set."""
        return f"own{self.number}_{self.target}_{self.rows}_{self.classes}"

    @property
    def dataset(self) -> Dataset:
        """The table as a data set."""
        val_size = -(-self.rows // _ONE_IN)
        return Dataset(
            _NAME,
            (),
            train_size=self.rows - val_size,
            val_size=val_size,
            shape="table",
            classes=self.classes,
            fetched_as=f"own/{self.number}.csv",
        )


def own(key: str) -> Own | None:
    """The table behind the key of a data set; None where it is another data set."""
    found = _KEY.fullmatch(key)
    return Own(*map(int, found.groups())) if found else None


class Datasets(dict[str, Dataset]):
    """The data sets of the catalogue, and by their keys all tables of learners."""

    def __missing__(self, key: str) -> Dataset:
        table = own(key)
        if table is None:
            raise KeyError(key)
        return table.dataset

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or (isinstance(key, str) and own(key) is not None)
