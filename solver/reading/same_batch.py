"""Another set of machines with the same effective batch: "8 cards with 16 each; I have 2 cards"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import prod

from solver.reading.asks import Asked
from solver.reading.scan import Scan
from solver.reading.scenarios import Fact

_THE_SAME = re.compile(
    r"\b(?:same|equal|equivalent|match(?:es|ing)?|keep(?:s|ing)?|reproduc\w+|simulat\w+|mimic\w*"
    r"|unchanged|identical)\b|等效|等价|等同|一样|相同|一致|不变|保持|对齐|复现|模拟",
    re.IGNORECASE,
)
_FACTORS = ("batch_size", "grad_accumulation", "devices")
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


def _is_asked(name: str, kinds: set[str]) -> bool:
    return name in kinds or (name == "devices" and "processes" in kinds)
