"""Numbers without a unit that take the place of another: "batch size 256, but we use 1024"."""

import re
from collections.abc import Sequence

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan

_USES = lazy_pattern(
    r"(?:\b(?:we|i|they|you|now|only|can|to|instead)\b[\s,]*)+(?:\b(?:use|used|using|run|train with"
    r"|fit|fits|have|set|set it to|go to|switch(?:ed)? to|chang\w+(?: it| this)? to|afford)\s+)"
    r"(?:only |just |about )?$"
    r"|\b(?:use|using|(?:reduce|increase|change) it to|switch to|instead of|vs\.?|versus)\s+$"
    r"|(?:只能|只好|最多|我|现在|改|换|调|放)(?:只能)?(?:开|用|设|放|跑|到|成|为|开到|设成|设为|用到|得下)\s*$",
    re.IGNORECASE,
)
_NO_UNIT = lazy_pattern(
    r"\s*(?:[.,;:?!)、，。；？！]|$|\n|的话|呢|了|and\b|but\b|so\b|instead\b|now\b|how\b|那|要|得|想)",
    re.IGNORECASE,
)
_REPLACED = {"batch_size", "effective_batch_size", "epochs", "devices", "grad_accumulation"}
_FITS = lazy_pattern(r"(?:直接|只能|最多|能|可以|就|够)开(?:到|了)?\s*$")
_FARTHEST = 40


def _has_size(facts: Sequence[Fact]) -> bool:
    return any(fact.known.quantity in {"batch_size", "effective_batch_size"} for fact in facts)


def find_replaced(scan: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """Another value for what was chosen last."""
    taken = {fact.start for fact in facts}
    found = []
    for token in scan.tokens:
        if not isinstance(token, Number) or token.start in taken or token.percent:
            continue
        before = scan.text[max(0, token.start - _FARTHEST) : token.start]
        if not _NO_UNIT.match(scan.text, token.end):
            continue
        if _FITS.search(before) and not _has_size(facts):
            known = Known("batch_size", token.value, "stated", token.text)
            found.append(Fact(known, token.start, token.end))
        if not _USES.search(before):
            continue
        earlier = [f for f in facts if f.start < token.start and f.known.quantity in _REPLACED]
        if earlier and isinstance(token.value, int):
            last = max(earlier, key=lambda fact: fact.start)
            known = Known(last.known.quantity, token.value, "stated", token.text)
            found.append(Fact(known, token.start, token.end))
    return found
