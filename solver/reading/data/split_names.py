"""The names of the parts of a data set, and rows of them: "train/val/test", 训练集和测试集."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from solver.lazy_pattern import lazy_pattern

SETS = {"train": "train_size", "val": "val_size", "test": "test_size"}
ABOUT_SPLITS = lazy_pattern(
    r"split|train|validation|held? ?-?out|divid|ratio|proportion|partition"
    r"|划分|比例|训练|验证|拆分|切分|分成|分为|分训练|拆成|按\s?\d|\d\s?分(?=[，,。]|$)",
    re.IGNORECASE,
)
_NAME = (
    r"(?:train(?:ing)?|val(?:id(?:ation)?)?|dev|test(?:ing)?)(?![a-z])(?:[ _]?sets?)?"
    r"|(?:训练|验证|测试)[集样本]{0,2}"
)
_ROW = lazy_pattern(
    rf"(?:{_NAME})(?:\s?(?:[/,、:：-]|和|与|及|跟|比)?\s?(?:and\s)?(?:the\s)?(?:{_NAME})){{1,2}}",
    re.IGNORECASE,
)
_KINDS = {"训练": "train", "验证": "val", "测试": "test", "dev": "val"}
_FARTHEST = 30
_MOST = 20
"""Rows of a text that are looked at; no question has as many."""


@dataclass(frozen=True)
class Row:
    """Names of parts, one after the other, as the quantities of their sizes."""

    start: int
    end: int
    names: tuple[str, ...]


def find_rows(text: str) -> list[Row]:
    """Every row of names in a text."""
    return [
        Row(match.start(), match.end(), names)
        for match in islice(_ROW.finditer(text), _MOST)
        if len(names := _names(match.group())) == len(set(names)) > 1
    ]


def row_near(rows: Sequence[Row], start: int, end: int, count: int) -> tuple[str, ...]:
    """The names of so many parts that stand nearest to a place; empty where none do."""
    fitting = [row for row in rows if len(row.names) == count]
    near = [(max(row.start - end, start - row.end), row.names) for row in fitting]
    near = [pair for pair in near if pair[0] <= _FARTHEST]
    return min(near, key=lambda pair: pair[0])[1] if near else ()


def _names(words: str) -> tuple[str, ...]:
    found = re.findall(r"train|val|dev|test|训练|验证|测试", words.lower())
    return tuple(SETS[_KINDS.get(name, name)] for name in found)
