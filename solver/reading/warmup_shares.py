"""The share of a run that its warm-up takes, told beside it: "500 steps, 2% of all steps"."""

import re
from fractions import Fraction

from solver.problem import Known
from solver.reading.scan import Scan
from solver.reading.scenarios import Fact
from solver.spans import exact

_NUMBER = r"(?P<share>\d{1,2}(?:\.\d{1,3})?)\s?%"
_SHARES = (
    re.compile(
        r"(?:warm[ _-]?up|预热|热身)[^。;?\n]{0,40}?(?:总|全部|所有)的?(?:训练)?"
        rf"(?:步数?|迭代(?:次)?数|step数?|steps)的?\s?{_NUMBER}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"warm[ _-]?up[^.;?\n]{{0,40}}?{_NUMBER} of (?:the |all )?(?:\w+ )?"
        r"(?:steps|iterations|run|training)",
        re.IGNORECASE,
    ),
)
_ALREADY = {"warmup_ratio", "warmup_percent"}


def with_warmup_share(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the share of the warm-up where no other words told it."""
    if any(fact.known.quantity in _ALREADY for fact in facts):
        return facts
    match = next(filter(None, (pattern.search(scan.text) for pattern in _SHARES)), None)
    if match is None:
        return facts
    share = exact(Fraction(match["share"]) / 100)
    known = Known("warmup_ratio", share, "stated", f"{match['share']}%")
    return [*facts, Fact(known, match.start("share"), match.end())]
