"""Another set of machines with the same effective batch: "8 cards with 16 each; I have 2 cards"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import prod

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.asked.asks import Asked
from solver.reading.asked.ended_asks import takes_as_equivalent
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import Label

_THE_SAME = lazy_pattern(
    r"\b(?:same|equal|equivalent|match(?:es|ing)?|keep(?:s|ing)?|reproduc\w+|simulat\w+|mimic\w*"
    r"|unchanged|identical)\b|等效|等价|等同|一样|相同|一致|不变|保持|对齐|复现|模拟",
    re.IGNORECASE,
)
_SEVERAL = 2
"""Settings of which both have another value, where two sets of them are compared."""
_FACTORS = ("batch_size", "grad_accumulation", "devices")
_COUNTS = {"iterations_per_epoch", "batches_per_epoch", "total_iterations"}
_COUNTED = {"iterations", "batches", "max_iterations", "iterations_of_epoch", "times"}
_SIZED = {*DATA, "batch_size", "effective_batch_size", "tokens_per_batch", "samples_seen"}
_ASKED = {"batch_size", "grad_accumulation", "devices", "processes"}


def with_same_batch(facts: list[Fact], asked: Sequence[Asked], scanned: Scan) -> list[Fact]:
    """The facts of the second set, with the effective batch size of the first.

    Only where one factor of it is asked for, so that the batch stays what it was.
    """
    kinds = {item.label.kind for item in asked}
    told = {name: [f for f in facts if f.known.quantity == name] for name in _FACTORS}
    changed = [name for name in _FACTORS if len({f.known.value for f in told[name]}) > 1]
    has_whole = any(fact.known.quantity == "effective_batch_size" for fact in facts)
    if has_whole or not changed or not kinds & _ASKED or not told["batch_size"]:
        return facts
    if not _THE_SAME.search(scanned.text):
        return facts
    first = [found[0] for found in told.values() if found]
    whole = prod((fact.known.value for fact in first), start=1)
    size = told["batch_size"][0]
    text = " × ".join(fact.known.text for fact in sorted(first, key=lambda fact: fact.start))
    known = replace(size.known, quantity="effective_batch_size", value=whole, text=text)
    gone = [told[name][0] for name in changed]
    gone += [f for name in _FACTORS if _is_asked(name, kinds) for f in told[name]]
    kept = [fact for fact in facts if not any(fact is other for other in gone)]
    return [*kept, replace(size, known=known)]


def with_equivalence(facts: list[Fact], asked: list[Asked], scanned: Scan) -> list[Asked]:
    """What is asked; the whole batch, where two sets of settings are said to come to the same."""
    told = [{f.known.value for f in facts if f.known.quantity == name} for name in _FACTORS]
    changed = sum(len(values) > 1 for values in told)
    if asked or changed < _SEVERAL or not takes_as_equivalent(scanned.text):
        return asked
    last = max(fact.end for fact in facts if fact.known.quantity in _FACTORS)
    segment = scanned.segment_at(last)
    label = Label("effective_batch_size", last, segment.end, scanned.text[last : segment.end])
    return [Asked(label, segment, total=False, kinds=frozenset())]


def with_any_batch(facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts; where counts of other machines are asked for, any batch size gives the same.

    "2,000 iterations on one GPU, how many on four?" is told in batches: as many as on one.
    """
    values: dict[str, set[object]] = {}
    for fact in facts:
        values.setdefault(fact.known.quantity, set()).add(fact.known.value)
    counts = [f for f in facts if f.known.quantity in _COUNTS and f.known.source != "claimed"]
    changed = any(len(values.get(name, ())) > 1 for name in ("devices", "grad_accumulation"))
    kinds = {item.label.kind for item in asked}
    timed = any(name.startswith(("time", "throughput")) for name in values)
    if not (counts and changed and kinds <= _COUNTED) or timed or values.keys() & _SIZED:
        return facts
    first = min(fact.start for fact in facts)
    return [Fact(Known("batch_size", 1, "assumed"), first, first), *facts]


def _is_asked(name: str, kinds: set[str]) -> bool:
    return name in kinds or (name == "devices" and "processes" in kinds)
