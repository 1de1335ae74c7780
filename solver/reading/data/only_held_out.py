"""Questions about held-out data alone: "batches of the CIFAR-10 test set, and the last one?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.quantities import DATA
from solver.reading.asked.asks import Asked
from solver.reading.data.splits import places_of_shares
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import Label

_TRAINS = lazy_pattern(
    r"\btrain|\bfit\b|epoch|\bupdates?\b|\blearn|训练|训|轮|更新|学习", re.IGNORECASE
)
_NAMED = lazy_pattern(r"(?:'s)?\s?(?:test|的?测试)", re.IGNORECASE)
_HELD_OUT = {"val_size", "test_size"}


def about_held_out(
    scan: Scan, facts: list[Fact], asked: Sequence[Asked]
) -> tuple[list[Fact], list[Asked]]:
    """The facts and asks; where nothing is trained, held-out data is all the data that there is."""
    told = [f for f in facts if f.known.quantity in _HELD_OUT and _is_meant(scan, f)]
    own = any(
        f.known.quantity in DATA and f.known.source == "stated" and not f.known.about for f in facts
    )
    text = " ".join(t.text for t in scan.tokens if isinstance(t, Label)) + scan.text
    if len(told) != 1 or own or _TRAINS.search(text) or places_of_shares(scan):
        return facts, list(asked)
    whole = told[0]
    kept = [f for f in facts if f is not whole and f.known.quantity not in DATA | _HELD_OUT]
    kept = [_of_all(fact, "iterations_per_epoch", {"val_batches"}) for fact in kept]
    kept = [_of_all(fact, "batch_size", {"val_batch_size"}) for fact in kept]
    whole = replace(whole, known=replace(whole.known, quantity="dataset_size"))
    return [whole, *kept], [_plain(item) for item in asked]


def _is_meant(scan: Scan, fact: Fact) -> bool:
    """Whether a part is told, or named right after its data set: "the MNIST test set"."""
    after = scan.text[fact.end : fact.end + 12]
    return fact.known.source != "dataset" or bool(_NAMED.match(after))


def _of_all(fact: Fact, quantity: str, names: set[str]) -> Fact:
    if fact.known.quantity not in names:
        return fact
    return replace(fact, known=replace(fact.known, quantity=quantity))


def _plain(item: Asked) -> Asked:
    """The ask without the word that it is held-out data."""
    kind = "batches" if item.label.kind == "val_batches" else item.label.kind
    label = replace(item.label, kind=kind)
    return replace(item, label=label, kinds=item.kinds - {"val", "test", "val_batches"})
