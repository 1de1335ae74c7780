"""Parts that are told for each fold: "each fold trains on 800 and validates on 200"."""

import re
from dataclasses import replace

from solver.reading.scan import Scan
from solver.reading.scenarios import Fact

_EACH = re.compile(r"每(?:一)?折|\b(?:each|every|per|a) fold\b", re.IGNORECASE)
_OF_FOLD = {"train_size": "fold_train_size", "val_size": "fold_val_size"}
_FARTHEST = 48


def with_fold_parts(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with parts as those of a fold, where the whole data set is told beside them."""
    told = {fact.known.quantity for fact in facts}
    if not told >= {"folds", "dataset_size"}:
        return facts
    return [_of_fold(fact) if _near(scan, fact) else fact for fact in facts]


def _near(scan: Scan, fact: Fact) -> bool:
    start = max(scan.segment_at(fact.start).start, fact.start - _FARTHEST)
    return fact.known.quantity in _OF_FOLD and bool(_EACH.search(scan.text, start, fact.start))


def _of_fold(fact: Fact) -> Fact:
    return replace(fact, known=replace(fact.known, quantity=_OF_FOLD[fact.known.quantity]))
