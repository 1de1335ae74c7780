"""What is told of a warm-up beside its length: its share of the run, or the least that it takes.

"500 steps, 2% of all steps"; "max(round(3 * nb), 100)", 预热至少1000步.
"""

import re
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.spans import exact

_NUMBER = r"(?P<share>\d{1,2}(?:\.\d{1,3})?)\s?%"
_SHARES = (
    lazy_pattern(
        r"(?:warm[ _-]?up|预热|热身)[^。;?\n]{0,40}?(?:总|全部|所有)的?(?:训练)?"
        rf"(?:步数?|迭代(?:次)?数|step数?|steps)的?\s?{_NUMBER}",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"warm[ _-]?up[^.;?\n]{{0,40}}?{_NUMBER} of (?:the |all )?(?:\w+ )?"
        r"(?:steps|iterations|run|training)",
        re.IGNORECASE,
    ),
)
_COUNT = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
_WARMS_UP = lazy_pattern(r"warm(?:s|ed|ing)?[ _-]?up|预热|热身", re.IGNORECASE)
_UPDATES = r"(?:warm[ _-]?up )?(?:iter(?:ation)?s?|steps?|batches|updates?|步|次迭代|次)"
_MINIMA = (
    lazy_pattern(
        r"max\s?\((?:[a-z_]{1,8}\()?\s?(?P<epochs>\d{1,3}(?:\.\d{1,3})?)?[^()\n]{0,48}?"
        rf"\*\s?(?:nb|nbs|n_?batches|num_batches|len\([^()]{{0,32}}\))\s?\)?,\s?(?P<least>{_COUNT})",
        re.IGNORECASE,
    ),
    lazy_pattern(
        r"(?:at least|not? (?:less|fewer) than|minimum (?:of |is )?|min(?:imum)?[.:=]?"
        r"|max(?:imum)? of [^.?;]{4,60}? and|最少|至少|不少于|不低于|最低|下限[是为]?)"
        rf"\s?(?P<least>{_COUNT})"
        rf"\s?个?{_UPDATES}",
        re.IGNORECASE,
    ),
)
_IN_CODE = lazy_pattern(
    r"warm_?up\w{0,8}\s?=\s?(?:\w{1,6}\(){0,2}\s?(?P<share>0?\.\d{1,4})\s?\*\s?(?:\(|len|num|n_|total|t_total|max)",
    re.IGNORECASE,
)
_ALREADY = {"warmup_ratio", "warmup_percent"}


def with_warmup_share(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the share of the warm-up where no other words told it."""
    if any(fact.known.quantity in _ALREADY for fact in facts):
        return facts
    match = next(filter(None, (pattern.search(scan.text) for pattern in _SHARES)), None)
    in_code = None if match else _IN_CODE.search(scan.text)
    found = match or in_code
    if found is None:
        return facts
    share = exact(Fraction(found["share"]) / (1 if in_code else 100))
    known = Known("warmup_ratio", share, "stated", found["share"] + "%" * (in_code is None))
    facts = [fact for fact in facts if fact.start != found.start("share")]
    return [*facts, Fact(known, found.start("share"), found.end())]


def with_least_warmup(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the iterations that a warm-up takes at least."""
    if not _WARMS_UP.search(scan.text):
        return facts
    match = next(filter(None, (pattern.search(scan.text) for pattern in _MINIMA)), None)
    if match is None:
        return facts
    found = [("warmup_minimum", "least")]
    told = {fact.known.quantity for fact in facts if fact.start != match.start("least")}
    if "epochs" in match.re.groupindex and match["epochs"] and "warmup_epochs" not in told:
        found.append(("warmup_epochs", "epochs"))
    starts = {match.start(group) for _, group in found}
    return [
        *(fact for fact in facts if fact.start not in starts),
        *(_told(quantity, match, group) for quantity, group in found),
    ]


def _told(quantity: str, match: re.Match[str], group: str) -> Fact:
    value = exact(Fraction(match[group].replace(",", "")))
    return Fact(Known(quantity, value, "stated", match.group()), *match.span(group))
