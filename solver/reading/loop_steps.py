"""Steps that are batches: "300 steps an epoch, accumulation 4: how many optimizer steps?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.reading.asks import Asked
from solver.reading.scan import Scan
from solver.reading.scenarios import Fact

_UPDATES = re.compile(
    r"optimi[sz]er|updates?|weight|parameter|gradient step|更新|权重|参数|优化器", re.IGNORECASE
)
_BEFORE = 16


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


def _words(scan: Scan, start: int, end: int) -> str:
    """The words of a count, and the one before and after it."""
    return scan.text[max(0, start - _BEFORE) : end + _BEFORE]
