"""A choice between numbers asks which one it is: "250 or 500 iterations?", 500步还是1000步."""

import re
from collections.abc import Sequence

from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_OR = lazy_pattern(r"\bor\b|还是|或者?|\bvs\.?\b|^\s?/\s?$", re.IGNORECASE)
_OTHER = lazy_pattern(r"[.。;；?？\n]|\b(?:but|while|whereas)\b|但|而是|不是")
_CHOOSES = lazy_pattern(
    r"\b(?:who|which one|which (?:of (?:them|these|the \w+)|answer|number)) (?:is|are) (?:right"
    r"|correct)"
    r"|谁(?:说得|算得|说的|算的|是)?(?:才?对|正确|错)|(?:哪|到底哪)(?:一)?个(?:才|是|说法)?(?:是)?(?:对|正确)",
    re.IGNORECASE,
)
_OPTIONS = lazy_pattern(r"(?:(?<=[\s,，;；。?？:：(])|^)[(]?([A-Da-d])[.)、：:](?!\w[.)])")
_FEWEST = 3
"""Letters of a list of which one is to be chosen."""
_FARTHEST = 80
_Place = tuple[int, int]
"""Where a number starts and ends."""


def asked_choice(scan: Scan, counts: Sequence[Fact], claims: Sequence[Known]) -> list[Ask]:
    """The asks to check claims; of claims between which somebody wavers, one question."""
    places = {id(fact.known): (fact.start, fact.end) for fact in counts}
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


def asked_once(scan: Scan, asks: Sequence[Ask]) -> list[Ask]:
    """The asks; where several numbers are offered for one quantity, it is asked for once."""
    if not _CHOOSES.search(scan.text) and len(set(_OPTIONS.findall(scan.text))) < _FEWEST:
        return list(asks)
    offered: dict[tuple[str, tuple[Known, ...]], set[Known]] = {}
    for ask in asks:
        if ask.claimed:
            offered.setdefault((ask.quantity, ask.given), set()).add(ask.claimed)
    several = {
        key
        for key, claims in offered.items()
        if len({claim.value for claim in claims}) > 1
        and all(claim.source != "observed" for claim in claims)
    }
    return list(
        dict.fromkeys(
            Ask(ask.quantity, ask.given) if (ask.quantity, ask.given) in several else ask
            for ask in asks
        )
    )


def _wavers(scan: Scan, one: _Place | None, other: _Place | None) -> bool:
    """Whether two places are joined by "or", in a sentence that is a question."""
    if one is None or other is None:
        return False
    first, last = sorted((one, other))
    between = scan.text[first[1] : last[0]]
    segment = scan.segment_at(last[0])
    asks = re.search(r"[?？]|吗|呢|还是", scan.text[segment.start : segment.end])
    joined = len(between) <= _FARTHEST and _OR.search(between) and not _OTHER.search(between)
    return bool(asks and joined)
