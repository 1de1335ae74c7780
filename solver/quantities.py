"""Every quantity of a training run, once: its letter, its names, its unit and what it means."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from solver.language import Phrase

_NO_UNIT = Phrase("", "")


@dataclass(frozen=True)
class Quantity:
    """Something that can be stated, derived or asked.

    Attributes:
        name: standard name, as `ask --json` gives it.
        symbol: its letter in formulas.
        title: its name in running text.
        meaning: one sentence for a learner.
        unit: what it counts; empty where the title says it.
        whole: it is a count, so only whole numbers make sense.
        minimum: the smallest value that makes sense.
    """

    name: str
    symbol: str
    title: Phrase
    meaning: Phrase
    unit: Phrase = _NO_UNIT
    whole: bool = True
    minimum: int = 1


def _read() -> dict[str, Quantity]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        name: Quantity(
            name,
            row["symbol"],
            Phrase(**row["title"]),
            Phrase(**row["meaning"]),
            Phrase(**row["unit"]) if "unit" in row else _NO_UNIT,
            whole=not row.get("fraction", False),
            minimum=row.get("minimum", 1),
        )
        for name, row in rows.items()
    }


QUANTITIES: dict[str, Quantity] = _read()

DATA = frozenset({"train_size", "dataset_size"})
"""Either of them says how much there is to train on."""
SIZES = DATA | {"val_size", "test_size"}
"""All that a data set can be said to hold: the whole and its parts."""
ONE_UNLESS_SAID = frozenset({"devices", "grad_accumulation", "nodes", "repeats"})
"""What is one where nothing is said."""
SHARES = frozenset({"train_percent", "val_percent", "test_percent"})
"""The parts of a data set as shares of it."""
