"""Batch gradient descent: one batch holds all of the data, so its size is that of the data."""

import re
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_FULL = lazy_pattern(
    r"(?<!mini-)(?<!mini )(?:\(?\bfull\)?[ -])?\(?\bbatch\)? gradient descent"
    r"|\bfull[ -]batch\b(?!es)"
    r"|batch size (?:equals?|is|=|as large as|equal to)(?: to)? the (?:whole |full |entire )?"
    r"(?:data ?set|training set)(?: size)?"
    r"|全(?:量|批量|批次)(?:梯度下降|训练|更新)?|批量梯度下降|(?:整个|全部)(?:数据集|训练集|数据)作为一个?(?:batch|批)",
    re.IGNORECASE,
)
_ONE_BY_ONE = lazy_pattern(r"\bstochastic gradient descent|\bSGD\b|随机梯度下降", re.IGNORECASE)
_SMALL = lazy_pattern(r"(?:mini-?\s?|小)$", re.IGNORECASE)
_SIZES = ("train_size", "dataset_size")


def with_full_batch(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with the batch size that a full batch has."""
    match = _FULL.search(scan.text)
    whole = next((f for name in _SIZES for f in facts if f.known.quantity == name), None)
    if match is None or whole is None or _SMALL.search(scan.text[: match.start()][-6:]):
        return facts
    told = [f for f in facts if f.known.quantity == "batch_size" and f.start > match.start()]
    if told:
        return facts
    known = replace(whole.known, quantity="batch_size", source="stated", text=match.group())
    return [*facts, *_one_by_one(scan, facts), Fact(known, match.start(), match.end())]


def _one_by_one(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """Beside it, stochastic gradient descent takes the samples one by one."""
    match = _ONE_BY_ONE.search(scan.text)
    if match is None or any(fact.known.quantity == "batch_size" for fact in facts):
        return []
    return [Fact(Known("batch_size", 1, "stated", match.group()), match.start(), match.end())]
