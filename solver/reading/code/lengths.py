"""Lengths and shapes that a text tells of code: "len(loader) prints 834", "X.shape is (5, 20)"."""

import re
from collections.abc import Iterator

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.tokens.numbers import find_numbers

_NUMBER = r"(?P<value>\d[\d,_]{0,15})(?![\d.]*[%\w])"
_LENGTH = lazy_pattern(
    r"\blen\((?P<of>[^()\n]{1,40})\)[`'\"]?\s{0,3}(?:\)\s{0,3})?(?:[#:：=>-]{0,3}\s{0,3})"
    r"(?:(?:is|are|was|prints?|gives?|returns?|shows?|says|outputs?|equals?|得到"
    r"|输出|打印|返回|显示|为|是|等于|就是|只有)"
    rf"\s{{0,3}}(?:出来)?[:：=]?\s{{0,3}})?{_NUMBER}",
    re.IGNORECASE,
)
_OF_A_LOADER = lazy_pattern(
    r"(?P<of>\b\w{0,24}(?:loader|dl))(?:'s|的)?\s?(?:has |with |of "
    r"|shows )?(?:an? )?(?:len(?:gth)?|长度)"
    rf"\s?(?:is|of|=|:|是|为|有)?\s?{_NUMBER}",
    re.IGNORECASE,
)
_SHAPE = lazy_pattern(
    r"(?P<of>[A-Za-z_]\w{0,24})(?:\.shape|\.size\(\))?\s{0,3}(?:#|is|=|==|:|：|为|是|has shape"
    r"|of shape|shape)\s{0,3}(?:shape\s{0,2})?"
    rf"(?:torch\.Size\()?[(\[]{_NUMBER}\s{{0,2}},",
    re.IGNORECASE,
)
_FOUND = lazy_pattern(
    r"\bFound (?P<value>\d[\d,]{0,12}) (?:validated image filenames|images|files)"
    r" belonging to \d{1,6} classes"
)
"""What Keras prints for each folder: the first is that of the training, the next validates."""
_FOLDERS = ("train_size", "val_size", "test_size")
_LOADER = lazy_pattern(r"load|_dl\b|\bdl\b|iter", re.IGNORECASE)
_PARTS = (
    (lazy_pattern(r"val", re.IGNORECASE), "val_size"),
    (lazy_pattern(r"test", re.IGNORECASE), "test_size"),
    (
        lazy_pattern(r"train|data|\bds\b|set|^x(?:_|$)|samples|im(?:age|g)s", re.IGNORECASE),
        "train_size",
    ),
)
_A_SHAPE = lazy_pattern(r"\.shape|\.size\(\)|shape", re.IGNORECASE)


def find_lengths(text: str) -> Iterator[tuple[Known, int, int]]:
    """What the lengths say, with their places."""
    yield from _of_folders(text)
    for pattern in (_LENGTH, _OF_A_LOADER, _SHAPE):
        for match in pattern.finditer(text):
            if pattern is _SHAPE and not _A_SHAPE.search(match.group()):
                continue
            quantity = _measured(match["of"], shape=pattern is _SHAPE)
            numbers = find_numbers(match["value"].replace("_", ""))
            if quantity and numbers:
                known = Known(quantity, numbers[0].value, "stated", match.group().strip())
                yield known, match.start("value"), match.end("value")


def _of_folders(text: str) -> Iterator[tuple[Known, int, int]]:
    """The samples of the folders, in the order in which Keras prints them."""
    found = [*_FOUND.finditer(text)]
    for quantity, match in zip(_FOLDERS, found if len(found) > 1 else (), strict=False):
        value = int(match["value"].replace(",", ""))
        yield Known(quantity, value, "stated", match.group()), *match.span("value")


def _measured(name: str, *, shape: bool) -> str | None:
    """What is measured, by its name: a loader has batches, everything else samples."""
    if _LOADER.search(name) and not shape and not name.rstrip().endswith(".dataset"):
        return "val_batches" if re.search(r"val|test", name, re.IGNORECASE) else "batches_per_epoch"
    return next((quantity for part, quantity in _PARTS if part.search(name)), None)
