"""The data sets that people mention by name, from `datasets.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class DataSet:
    """A named data set; sizes in samples.

    Attributes:
        name: its usual name.
        aliases: other ways to write it.
        train_size: samples meant for training.
        test_size: samples meant for testing; None without an official split.
    """

    name: str
    aliases: tuple[str, ...]
    train_size: int
    test_size: int | None


@cache
def datasets() -> tuple[DataSet, ...]:
    """All named data sets, longer names before the names that they contain."""
    entries = tomllib.loads(files("data").joinpath("datasets.toml").read_text("utf-8"))["dataset"]
    return tuple(
        DataSet(
            entry["name"],
            tuple(entry["aliases"]),
            entry["train_size"],
            entry.get("test_size"),
        )
        for entry in entries
    )
