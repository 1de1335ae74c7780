"""What somebody takes an answer to be: "where does it stop? I thought 25", 我以为是25."""

import re
from collections.abc import Sequence

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import QUANTITIES
from solver.reading.asked.asks import Asked
from solver.reading.asked.questions import ask_of
from solver.reading.scenarios import Fact
from solver.reading.stated.cues import is_about
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan

_EXPECTS = lazy_pattern(
    r"\b(?:i(?:'d)? (?:\w{1,6} )?(?:thought|think|expect(?:ed)?|guess(?:ed)?|assumed?|sa(?:y|id)"
    r"|get|got|calculated?|computed?|counted)|my (?:guess|answer|result|calculation)"
    r"|(?:is it|isn'?t it|not))"
    r"(?: (?:it|that|was|is|be|would|should|will|must|says|to|about|around|roughly|only)){0,4}"
    r"(?:'s)?[:=]?\s*$"
    r"|(?:我(?:以为|觉得|猜|算(?:的|出来|下来|了)?|认为|想)|是不是)(?:应该)?"
    r"(?:是|为|有|得到)?(?:大概|约)?\s*$",
    re.IGNORECASE,
)
_SHORT = 8
_IS = lazy_pattern(r"\bis (?:the )?$", re.IGNORECASE)
_IS_RIGHT = lazy_pattern(r"\s*(?:right|correct|ok(?:ay)?|true)\b", re.IGNORECASE)
_ALONE = lazy_pattern(
    r"\s*(?:[.,;!?)。，；？！）]|$|\n|吗|呢|吧|but\b|because\b|right\b|correct\b|since\b|不)",
    re.IGNORECASE,
)


def _is_questioned(scan: Scan, number: Number) -> bool:
    """Whether it is asked if a number is right: "is 4.2T right?"."""
    before = _IS.search(scan.text, max(0, number.start - _SHORT), number.start)
    return bool(before and _IS_RIGHT.match(scan.text, number.end))


def with_expected(scan: Scan, facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts, with the numbers that somebody takes the answer before them to be."""
    placed = {fact.start for fact in facts}
    knowns = [fact.known for fact in facts]
    values = {known.value for known in knowns}
    found = []
    for token in scan.tokens:
        before = [item for item in asked if item.label.start < token.start]
        if not isinstance(token, Number) or token.percent or token.start in placed or not before:
            continue
        told = _EXPECTS.search(scan.text, max(0, token.start - 48), token.start)
        expects = told and _ALONE.match(scan.text, token.end)
        if expects or (token.value not in values and _is_questioned(scan, token)):
            quantity = ask_of(before[-1], knowns).quantity
            if quantity in QUANTITIES:
                about = is_about(scan.text[max(0, token.start - 24) : token.start], "")
                known = Known(quantity, token.value, "claimed", token.text, about=about)
                found.append(Fact(known, token.start, token.end))
    return [*facts, *found[:1]]
