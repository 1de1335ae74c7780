"""The number that a question is about: "is 24 h enough?", 一周够跑完吗, "is the 75k right?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.claims import CONCLUDED
from solver.lazy_pattern import lazy_pattern
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan

_ASKS = lazy_pattern(
    r"\benough\b|\bsuffic(?:es?|ient)\b"
    r"|\b(?:can|could|will|would|does|do|should) "
    r"(?:i|we|it|this|that|they|you|(?:the|my|all|\d[\d,]{0,9}) \w+) "
    r"(?:\w+ ){0,3}?(?:finish|complete|be (?:done|finished|over|ready)|make it|fit in"
    r"|(?:do|run|train|get|fit) \d[\d,]{0,9} (?:epochs|iterations|steps))\b"
    r"|够(?=不够|[^,，。?？]{0,12}[吗么嘛吧不?？])|来得及|赶得[上及]|[跑训]得完"
    r"|(?:能|可以)(?:不能|否)?[^,，。?？]{0,8}(?:[跑训练]完|完成|结束)(?=[^,，。?？]{0,16}[吗么嘛吧不?？])"
    r"|能不能[^,，。?？]{0,8}(?:[跑训练]完|完成|结束)",
    re.IGNORECASE,
)
_TIMES = {"time_total", "time_per_epoch", "time_per_iteration"}
_IS_LENGTH = {"epochs", "total_iterations"}
_UP_TO = lazy_pattern(
    r"[\s\w/-]{0,24}\b(?:be )?(?:enough|suffic\w+)|[^,，。?？]{0,8}够", re.IGNORECASE
)
_HAS = lazy_pattern(
    r"\b(?:have|has|got|gives? (?:me|us|you)|limit(?:ed)?(?: to| of| is)?|quota(?: of| is)?)"
    r"(?: only| about| just)?\s$|(?:只有|有|限时|限制|最多|给[了我]{0,2})\s?$",
    re.IGNORECASE,
)
_FOR_EACH = lazy_pattern(r"\b(?:per|each|every|an?|one) $|[每一]个?$", re.IGNORECASE)


_IS = lazy_pattern(
    r"\b(?:is|are|was|were|does|do) (?:the |that |this |my |his |her |their |your )?"
    r"(?:number |figure |value |result |total )?(?:of )?(?:~|about )?$",
    re.IGNORECASE,
)
_RIGHT = lazy_pattern(
    r"\s?(?:\w+ ){0,3}?(?:right|correct|ok(?:ay)?|true|plausible|check out|add up|hold"
    r"|make sense)\b",
    re.IGNORECASE,
)
_RIGHT_ZH = lazy_pattern(
    r"\s?[个步次轮张条]?\s?(?:epochs?|iterations?|iters?|steps?|tokens?|迭代)?(?:这个?数(?:字|值)?)?(?:是)?"
    r"(?:对(?:吗|不对|么|嘛|的吗)|正确吗|没错吧|准吗|靠谱吗)",
    re.IGNORECASE,
)


def with_questioned(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with a number that was told before and is then asked about as such."""
    for token in scan.tokens:
        if not isinstance(token, Number):
            continue
        english = scan.before(token.start, _IS) and _RIGHT.match(scan.text, token.end)
        if not (english or _RIGHT_ZH.match(scan.text, token.end)):
            continue
        own = next((f.known.quantity for f in facts if f.start == token.start), None)
        told = [
            fact
            for fact in facts
            if fact.start < token.start
            and fact.known.quantity in CONCLUDED
            and own in {None, fact.known.quantity}
            and _says(scan, fact, token)
        ]
        if told:
            known = replace(told[0].known, source="claimed", asked="right")
            rest = [fact for fact in facts if fact not in told and fact.start != token.start]
            return [*rest, replace(told[0], known=known)]
    return facts


def _says(scan: Scan, fact: Fact, number: Number) -> bool:
    """Whether a fact tells a number, in its own unit or in the one that is written."""
    return fact.known.value == number.value or scan.text[fact.start : fact.end] == number.text


def with_budget(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the time or the length that may or may not be enough as such."""
    asks = _ASKS.search(scan.text)
    found = _budget(scan, facts, asks.start()) if asks else None
    if found is None:
        return facts
    quantity = "time_total" if found.known.quantity in _TIMES else found.known.quantity
    known = replace(found.known, quantity=quantity, source="claimed", asked="enough")
    return [replace(fact, known=known) if fact is found else fact for fact in facts]


def _budget(scan: Scan, facts: Sequence[Fact], asks: int) -> Fact | None:
    """The length right before the word that asks, or else the time that is nearest to it."""
    for fact in facts:
        right_before = fact.start < asks and _UP_TO.match(scan.text, fact.end)
        if fact.known.quantity in _IS_LENGTH and right_before:
            return fact
    for fact in facts:
        if fact.known.quantity in _TIMES and scan.before(fact.start, _HAS):
            return fact
    segment = scan.segment_at(asks)
    times = [
        fact
        for fact in facts
        if fact.known.quantity == "time_total"
        or (
            fact.known.quantity == "time_per_epoch"
            and segment.start <= fact.start < segment.end
            and not scan.before(fact.start, _FOR_EACH)
            and _UP_TO.match(scan.text, fact.end)
        )
    ]
    return min(times, key=lambda fact: abs(fact.start - asks), default=None)
