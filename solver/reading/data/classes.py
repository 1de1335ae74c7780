"""A data set told by its classes: "20 classes of 100 images each", "20个类，每类100张"."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.data.split_names import SETS
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan

_COUNT = r"\d{1,9}(?:,\d{3}){0,3}|[一二两三四五六七八九十百千]{1,6}"
_HAN_CLASS = r"(?:个|種|种)?(?:类别|类|种类|人物?|说话人|id(?![a-z])|ID)"
_THINGS = r"(?:\w+ )?(?:images|imgs|samples|examples|pictures|pics|photos|sentences|clips)"
_CLASSES = (
    lazy_pattern(
        rf"(?<![\d第.-])(?P<classes>{_COUNT})\s?{_HAN_CLASS}\s?[,，、]?\s?(?:每|一)个?"
        rf"(?:类别|类|人|id|ID)(?:都|各|就|只|有|是|取|拍了?){{0,3}}\s?(?P<each>{_COUNT})\s?"
        r"[张条幅个份段](?!\s?(?:用|做|训|验|测))"
    ),
    lazy_pattern(
        rf"(?<![\d.,-])(?P<each>\d[\d,]{{0,8}}) {_THINGS} (?:per|for each|in each|of each"
        rf"|for every) "
        r"(?:class|category)[^.;?\d]{0,24}?(?P<classes>\d[\d,]{0,6}) (?:classes|categories)\b",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"\b(?:each|every) (?:class|category) (?:has|contains|with"
        rf"|of) (?P<each>\d[\d,]{{0,8}}) {_THINGS}"
        r"[^.;?\d]{0,24}?(?P<classes>\d[\d,]{0,6}) (?:classes|categories)\b",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"每(?:一)?(?:个)?类(?:别)?(?:都|各|有"
        rf"|是){{0,2}}\s?(?P<each>{_COUNT})\s?[张条幅个份段][^。；?\d]{{0,8}}"
        rf"(?<!第)(?P<classes>{_COUNT})\s?(?:个|种)?类"
    ),
    lazy_pattern(
        r"(?<![\d.,-])(?P<classes>\d[\d,]{0,6}) (?:classes|categories)\b[^.;?\d]{0,24}?"
        rf"(?P<each>\d[\d,]{{0,8}}) {_THINGS}"
        r"(?: (?:each|(?:per|in each|for each|of each) class)\b)",
        re.IGNORECASE,
    ),
    lazy_pattern(
        r"(?<![\d.,-])(?P<classes>\d[\d,]{0,6}) (?:classes|categories)\b[^.;?\d]{0,16}?"
        rf"\b(?:each|every)\b[^.;?\d]{{0,24}}?(?P<each>\d[\d,]{{0,8}}) {_THINGS}",
        re.IGNORECASE,
    ),
)
_PART = lazy_pattern(
    r"(?<![\d.,])(?P<each>\d[\d,]{0,8}) (?:\w+ )?(?:of|from|per|for|in) "
    r"(?:each|every)(?: class| category)? (?:in|into|for|as|to) (?:the )?(?P<set>train|val|test)",
    re.IGNORECASE,
)


def with_classes(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with a data set that is told by its classes and the samples of each."""
    for match in filter(None, (pattern.search(scan.text) for pattern in _CLASSES)):
        start, end = match.span()
        size = _value(match["classes"]) * _value(match["each"])
        rest = [fact for fact in facts if not start <= fact.start < end]
        if not size or any(fact.known.quantity in DATA for fact in rest):
            return facts
        whole = Fact(Known("dataset_size", size, "stated", match.group()), start, end)
        part = _PART.search(scan.text, end)
        return [*rest, whole, *([_part(part, _value(match["classes"]))] if part else [])]
    return facts


def _part(match: re.Match[str], classes: int) -> Fact:
    """A part of the data, told by its samples of each class."""
    size = classes * _value(match["each"])
    name = SETS[match["set"].lower()]
    return Fact(Known(name, size, "stated", match.group()), *match.span())


def _value(words: str) -> int:
    """The count that words tell; 0 where they tell none. 一张 is a count here."""
    found = [1] if words == "一" else [number.value for number in find_numbers(f"{words}个")]
    return found[0] if len(found) == 1 and isinstance(found[0], int) else 0
