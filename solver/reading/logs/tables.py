"""Logs as tables: CSV files, columns set by spaces, and the rows that YOLO prints."""

import re
from dataclasses import dataclass

from solver.lazy_pattern import lazy_pattern
from solver.reading.logs.bars import find_bar
from solver.reading.logs.formats import Sighting
from solver.reading.logs.metrics import column, part_of_loss
from solver.reading.logs.places import Place
from solver.reading.logs.values import NUMBER, duration, exact_number, positive
from solver.spans import Exact, Span

_PLACES = {"epoch": "epoch", "epochs": "epoch", "轮次": "epoch", "step": "step", "iter": "step"}
_PLACES |= {"steps": "step", "iteration": "step", "global_step": "step", "步数": "step"}
_TIMES = {"time", "seconds", "用时", "耗时"}
_CELL = lazy_pattern(rf"{NUMBER}|-?nan|-?inf")
_ROW = lazy_pattern(
    r" {0,12}(?P<epoch>\d{1,6})/(?P<epochs>\d{1,6}) {1,12}(?P<memory>[\d.]{1,8}[gm])\b"
)
_NO_HEADER = lazy_pattern(r"[:=]|\d[./]\d")
_SEPARATORS = (",", r"\t", r"\|", r"\s{2,8}", r"\s|$")
_LONGEST_HEADER, _DECIMALS = 2000, 10


@dataclass(frozen=True)
class Table:
    """The columns of a table: what parts them, and what each holds."""

    separator: str
    columns: tuple[str, ...]

    def row(self, line: str) -> Sighting | None:
        """What a row says; None where the line is no row of this table."""
        cells = _cells(line, self.separator)
        if len(cells) < len(self.columns) - 1:
            return None
        row = dict(zip(self.columns, cells, strict=False))
        place = self._place(row)
        if place is None:
            return None
        bar = find_bar(line)
        if bar:
            place = Place(place.epoch, place.epochs, bar.done, bar.total)
        values, seconds = _values(row), None if bar else _seconds(row)
        return Sighting(place, values, bar, seconds, certain=True) if values else None

    def _place(self, row: dict[str, str]) -> Place | None:
        epoch, _, epochs = row.get("epoch", "").partition("/")
        step = _whole(row.get("step", ""))
        counted = _exact(epoch)
        if counted is None and step is None:
            return None
        planned = _whole(epochs)
        if planned is not None and any("obj" in name for name in row):
            planned += 1  # YOLOv5 and YOLOv7 count from 0 to the last one
        return Place(counted, planned, step, of="run")


def find_header(line: str) -> Table | None:
    """The table that a line of column names opens."""
    if "loss" not in line and "损失" not in line:
        return None
    if len(line) > _LONGEST_HEADER or _NO_HEADER.search(line):
        return None
    separator = next(pattern for pattern in _SEPARATORS if re.search(pattern, line.strip()))
    names = [_name(cell) for cell in _cells(line, separator)]
    known = sum(name != "" for name in names)
    placed = {"epoch", "step"} & set(names)
    if "val_loss" in names:
        names = _inherited(names, _cells(line, separator))
    return Table(separator, tuple(names)) if placed and known > 1 else None


def _inherited(names: list[str], cells: list[str]) -> list[str]:
    """The columns, a lone accuracy after the validation loss measured where that was."""
    after = names[names.index("val_loss") :]
    if "val_accuracy" in names or "train_accuracy" not in after:
        return names
    place = names.index("train_accuracy")
    return (
        names if "train" in cells[place] else [*names[:place], "val_accuracy", *names[place + 1 :]]
    )


def read_bare_row(line: str) -> Sighting | None:
    """A row of a YOLO table whose header was not copied: its fractions are terms of the loss."""
    match = _ROW.match(line)
    if match is None:
        return None
    terms = [
        float(word) for word in line[match.end() :].split()[:8] if re.fullmatch(r"\d+\.\d+", word)
    ]
    epoch, epochs = int(match["epoch"]), int(match["epochs"])
    bar = find_bar(line)
    place = Place(epoch, epochs, bar.done if bar else None, bar.total if bar else None)
    return Sighting(place, {"train_loss": _sum(terms)} if terms else {}, bar, certain=True)


def _cells(line: str, separator: str) -> list[str]:
    return [cell.strip() for cell in re.split(separator, line.strip().strip("|"))]


def _name(cell: str) -> str:
    """What a column holds: a place, a time, a value of a record, or a term of the loss."""
    plain = cell.replace("valid_", "val_")
    if plain in _PLACES:
        return _PLACES[plain]
    if plain in _TIMES:
        return "time"
    if plain.startswith("lr/"):
        return "learning_rate"
    term = part_of_loss(plain)
    if term:
        return f"{term}:{plain}"
    return "train_loss" if plain == "total" else column(plain) or ""


def _values(row: dict[str, str]) -> dict[str, float]:
    """The values of a row; the terms of a loss are added up where it has no column itself."""
    found: dict[str, float] = {}
    terms: dict[str, list[float]] = {}
    for name, cell in row.items():
        field, _, term = name.partition(":")
        if field in {"", "epoch", "step", "time"} or not _CELL.fullmatch(cell):
            continue
        if term:
            terms.setdefault(field, []).append(float(cell))
        else:
            found[field] = float(cell)
    return {field: _sum(parts) for field, parts in terms.items()} | found


def _sum(terms: list[float]) -> float:
    return round(sum(terms), _DECIMALS)


def _seconds(row: dict[str, str]) -> Span | None:
    cell = row.get("time", "")
    cumulative = any(":" in name for name in row)  # so it is in the results of Ultralytics
    if cumulative or not cell:
        return None
    return positive(cell) if _CELL.fullmatch(cell) else duration(cell)


def _exact(cell: str) -> Exact | None:
    return exact_number(cell) if re.fullmatch(r"\d{1,9}(?:\.\d{0,9})?", cell) else None


def _whole(cell: str) -> int | None:
    value = _exact(cell)
    return value if isinstance(value, int) else None
