"""A choice between numbers asks which one it is: "250 or 500 iterations?", 500步还是1000步."""

import re
from collections.abc import Sequence

from solver.problem import Ask, Known
from solver.reading.scan import Scan
from solver.reading.scenarios import Fact

_OR = re.compile(r"\bor\b|还是|或者?|\bvs\.?\b|/", re.IGNORECASE)
_OTHER = re.compile(r"[.。;；?？\n]|\b(?:but|while|whereas)\b|但|而是|不是")
_FARTHEST = 80


def asked_choice(scan: Scan, counts: Sequence[Fact], claims: Sequence[Known]) -> list[Ask]:
    """The asks to check claims; of claims between which somebody wavers, one question."""
    places = {id(fact.known): fact.start for fact in counts}
    asks: list[Ask] = []
    wavering: set[str] = set()
    for claim in claims:
        others = [o for o in claims if o is not claim and o.quantity == claim.quantity]
        if any(_wavers(scan, places.get(id(claim)), places.get(id(o))) for o in others):
            if claim.quantity not in wavering:
                asks.append(Ask(claim.quantity, text=claim.text))
            wavering.add(claim.quantity)
        else:
            asks.append(Ask(claim.quantity, text=claim.text, claimed=claim))
    return asks


def _wavers(scan: Scan, one: int | None, other: int | None) -> bool:
    """Whether two places are joined by "or", in a sentence that is a question."""
    if one is None or other is None:
        return False
    first, last = sorted((one, other))
    between = scan.text[first:last]
    segment = scan.segment_at(last)
    asks = re.search(r"[?？]|吗|呢|还是", scan.text[segment.start : segment.end])
    joined = len(between) <= _FARTHEST and _OR.search(between) and not _OTHER.search(between)
    return bool(asks and joined)
