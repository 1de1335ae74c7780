"""Several data sets with at most so many samples of each: LLaMA-Factory's `max_samples`."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan
from solver.spans import Exact

_CAP = lazy_pattern(
    r"(?<![A-Za-z_])max_samples[\"']?[ \t]{0,3}(?:[=:]|[ \t])[ \t]{0,3}[\"']?(?P<cap>\d[\d_]{0,12})"
)
_LISTED = lazy_pattern(
    r"(?<![A-Za-z_])datasets?[\"']?[ \t]{0,3}(?:[=:]|[ \t])[ \t]{0,3}[\"']?"
    r"(?P<names>[A-Za-z][\w\-./]{0,40}(?:[ \t]?,[ \t]?[A-Za-z][\w\-./]{0,40}){1,20})"
)
_SIZE = lazy_pattern(
    r"(?<![A-Za-z0-9_])(?!(?:than|over|above|about|least|have|has|with|of|all)\b)[A-Za-z][\w\-]{1,40}"
    r"\s?(?:has|have|is|with|[:：=(（]|有|是|共)?\s?"
    r"(?P<size>\d[\d,_.]{0,12}[kKwW万]?)\s?(?:条|个?样本|samples|examples|rows|records|lines)"
)
_SAMPLED = lazy_pattern(r"(?<![\w/])[\w./-]{1,80}(?:\.jsonl?|\.csv|[a-z])#(?P<count>\d{2,9})(?!\w)")
_COUNTED = lazy_pattern(
    r"(?P<count>\d{1,2}|two|three|four|five|both|[两二三四五六])\s?(?:个\s?|份\s?)?"
    r"(?:different |separate )?(?:datasets?|数据集)",
    re.IGNORECASE,
)
_COUNTS = {
    word: count
    for count, words in {2: "two both 两 二", 3: "three 三", 4: "four 四", 5: "five 五"}.items()
    for word in words.split()
}
_LARGER = lazy_pattern(
    r"\b(?:more|larger|bigger|longer|over|above|at least|exceeds?|plenty)\b"
    r"|超过|大于|多于|不止|都有|以上|远多",
    re.IGNORECASE,
)
_MOST = 20


def with_capped_data(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the data that is left when no data set gives more than the cap."""
    cap = _CAP.search(scan.text)
    if cap is None:
        return _with_sampled(scan, facts)
    most = int(cap["cap"].replace("_", ""))
    sizes, count = _sizes(scan, facts), _count(scan)
    total = sum(min(size, most) for size in sizes) or most * count
    if not total:
        return facts
    summed = " + ".join(f"min({size}, {most})" for size in sizes) or f"{count} × {most}"
    rest = [fact for fact in facts if fact.known.quantity not in {*DATA, "val_size"}]
    known = Known("dataset_size", total, "stated", f"{cap.group()}: {summed}")
    return [*rest, Fact(known, *cap.span())]


def _with_sampled(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with so many samples of each data set as ms-swift is told: `data.jsonl#20000`."""
    found = list(_SAMPLED.finditer(scan.text))[:_MOST]
    if not found or any(fact.known.quantity in DATA for fact in facts):
        return facts
    total = sum(int(match["count"]) for match in found)
    text = " + ".join(match.group() for match in found)
    return [*facts, Fact(Known("dataset_size", total, "stated", text), *found[0].span("count"))]


def _sizes(scan: Scan, facts: list[Fact]) -> list[Exact]:
    """How large each data set is, by its name; or the only one."""
    found: list[Exact] = []
    for match in list(_SIZE.finditer(scan.text))[:_MOST]:
        numbers = find_numbers(match["size"].replace("_", ""))
        found += [number.value for number in numbers][:1]
    told = [f.known for f in facts if f.known.quantity in DATA and not f.known.about]
    alone = _LISTED.search(scan.text) is None and not _COUNTED.search(scan.text)
    return found or ([told[0].value] if len(told) == 1 and alone else [])


def _count(scan: Scan) -> int:
    """How many data sets there are, where each is said to have more samples than are used."""
    if not _LARGER.search(scan.text):
        return 0
    listed, counted = _LISTED.search(scan.text), _COUNTED.search(scan.text)
    if listed:
        return listed["names"].count(",") + 1
    words = counted["count"].lower() if counted else "0"
    return _COUNTS.get(words) or int(words) if words in _COUNTS or words.isdigit() else 0
