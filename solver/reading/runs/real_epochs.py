"""Epochs of a fixed number of iterations, where somebody asks for real passes over the data."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.asked.asks import Asked
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.spans import exact

_REAL = lazy_pattern(
    r"\b(?:real(?:ly)?|actual(?:ly)?|true|truly|full|genuine|complete)\b[^.?]{0,40}"
    r"(?:pass|epoch|times|round)|(?:pass|epoch)[^.?]{0,24}\b(?:really|actually)\b"
    r"|真正|真实|实际|实打实|完整|到底(?:过|训|看|跑)",
    re.IGNORECASE,
)
_BATCHES = {"batch_size", "effective_batch_size"}


def with_real_epochs(scan: Scan, facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts with "90 epochs of 1000 iterations" as iterations in all, where passes are asked.

    Only where the size of the data and of the batches are told, which say what a pass is.
    """
    told = {fact.known.quantity: fact for fact in facts}
    per_epoch = told.get("iterations_per_epoch")
    passes = [item for item in asked if item.label.kind in {"epochs", "per_epoch"}]
    if per_epoch is None or not (passes and told.keys() & DATA and told.keys() & _BATCHES):
        return facts
    if not any(_REAL.search(scan.text, item.segment.start, item.segment.end) for item in passes):
        return facts
    epochs = told["epochs"].known.value if "epochs" in told else 1
    total = exact(Fraction(per_epoch.known.value) * Fraction(epochs))
    known = replace(per_epoch.known, quantity="total_iterations", value=total, source="stated")
    kept = [f for f in facts if f.known.quantity not in {"epochs", "iterations_per_epoch"}]
    return [*kept, Fact(_read_as(known), per_epoch.start, per_epoch.end)]


def _read_as(known: Known) -> Known:
    return replace(known, about=False)
