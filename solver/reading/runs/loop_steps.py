"""Steps that are batches: "300 steps an epoch, accumulation 4: how many optimizer steps?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.reading.asked.asks import Asked
from solver.reading.code.python_data import AGAIN
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_UPDATES = lazy_pattern(
    r"optimi[sz]er|updates?|weight|parameter|gradient step|更新|权重|参数|优化器", re.IGNORECASE
)
_OF_WEIGHTS = lazy_pattern(r"updat|weight|parameter|更新|权重|参数", re.IGNORECASE)
_BEFORE = 16
_REST = lazy_pattern(
    r"without (?:a |an |any )?(?:step|update|optimi)|left[- ]?over"
    r"|(?:are|is|get) (?:left|lost|wasted)"
    r"|(?:does|do|did)(?: not|n't) (?:fill|make|trigger|cause|count)|never (?:stepped|applied|used)"
    r"|last (?:one|update|step|group) (?:is |gets |be )?(?:aggregat|accumulat|mad|averag|consist)"
    r"|in the last (?:update|group|accumulation)|凑不[满齐够]|没有?(?:更新|触发)|剩(?:下|余)|多出"
    r"|最后一次更新",
    re.IGNORECASE,
)
_CUT = lazy_pattern(r"[,，。;；?？\n]|\band\b|和|以及")
_LOG_RULES = {
    "logs_first_batch": "log_interval_from_first",
    "logs_in_each_epoch": "log_interval_in_epoch",
}


def with_loop_steps(scan: Scan, facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts; where updates are asked for and gradients accumulated, steps are batches."""
    accumulates = any(f.known.quantity == "grad_accumulation" and f.known.value > 1 for f in facts)
    counts = [item for item in asked if item.label.kind == "iterations"]
    updates = any(
        _UPDATES.search(_words(scan, item.label.start, item.label.end)) for item in counts
    )
    steps = [f for f in facts if f.known.quantity == "iterations_per_epoch"]
    told = any(fact.known.quantity == "batches_per_epoch" for fact in facts)
    if told or len(steps) != 1 or not (accumulates and updates):
        return facts
    before = _words(scan, steps[0].start, steps[0].start - _BEFORE)
    if steps[0].known.source == "observed" or _UPDATES.search(before + steps[0].known.text):
        return facts
    known = replace(steps[0].known, quantity="batches_per_epoch")
    return [replace(f, known=known) if f is steps[0] else f for f in facts]


def as_batches(scan: Scan, facts: Sequence[Fact], asked: list[Asked]) -> list[Asked]:
    """What is asked; where updates are asked for beside steps, the steps are batches.

    Of batches that the code repeats, all are meant: `dataset.batch(32).repeat(3)`.
    """
    if any(each.quantity == "epochs" and each.name == AGAIN for each in scan.settings.found):
        return [_of_all(item) for item in asked]
    if not any(f.known.quantity == "grad_accumulation" and f.known.value > 1 for f in facts):
        return asked
    asked = [_left_over(scan, item) for item in asked]
    counts = [item for item in asked if item.label.kind == "iterations"]
    plain = [item for item in counts if not _UPDATES.search(_clause(scan, item))]
    beside = any(_OF_WEIGHTS.search(_clause(scan, item)) for item in counts if item not in plain)
    if not plain or not beside:
        return asked
    return [
        replace(item, label=replace(item.label, kind="batches")) if item in plain else item
        for item in asked
    ]


def _left_over(scan: Scan, item: Asked) -> Asked:
    """Batches that are asked for because they make no full group."""
    start, end = item.label.start, item.label.end
    around = scan.text[max(item.segment.start, start - 40) : min(item.segment.end, end + 60)]
    if item.label.kind not in {"batches", "remaining"} or not _REST.search(around):
        return item
    return replace(item, label=replace(item.label, kind="leftover_batches"))


def _of_all(item: Asked) -> Asked:
    if item.label.kind not in {"batches", "iterations"}:
        return item
    return replace(item, total=True, kinds=item.kinds - {"per_epoch"})


def with_log_rule(scan: Scan, facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts; where log lines are asked for, the interval as the pasted loop counts it."""
    shown = scan.settings.facts
    rule = next((name for fact, name in _LOG_RULES.items() if fact in shown), None)
    if rule is None or not any(item.label.kind == "log_lines" for item in asked):
        return facts
    return [
        replace(f, known=replace(f.known, quantity=rule))
        if f.known.quantity == "log_interval"
        else f
        for f in facts
    ]


def _clause(scan: Scan, item: Asked) -> str:
    """The words of a count, and those around it up to the next comma or "and"."""
    before = scan.text[max(0, item.label.start - _BEFORE) : item.label.start]
    after = scan.text[item.label.end : item.label.end + _BEFORE]
    return _CUT.split(before)[-1] + item.label.text + _CUT.split(after)[0]


def _words(scan: Scan, start: int, end: int) -> str:
    """The words of a count, and the one before and after it."""
    return scan.text[max(0, start - _BEFORE) : end + _BEFORE]
