"""Windows cut out of one long series: "10,000 points, windows of 100, stride 50"."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan

_COUNT = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,3})?\s?[kKwW万]?"
_IS = r"(?:\s?(?:of|is|为|是|取|设为|设成|=|:|大小|长度)){0,2}\s?"
_WINDOW = lazy_pattern(
    rf"(?<!context )(?<!attention )(?:window(?:s|ed)?|窗口?)(?:\s?(?:length|size|width|len|长度"
    rf"|大小|宽度|长|宽"
    rf"|尺寸))?{_IS}(?P<after>{_COUNT})"
    rf"|(?<![\d.,])(?P<before>{_COUNT})[ -](?:points?|steps?|samples?|frames?|days?"
    rf"|hours?)?[ -]?windows?\b"
    rf"|\bframes(?: size| length)?{_IS}(?P<frames>{_COUNT})(?=[^.;]{{0,40}}\bhop)"
    rf"|(?<![\d.,])(?P<han>\d{{1,7}})\s?个?(?:小时|天|点|步|帧|分钟|行|条)?(?:长)?的?(?:滑动)?窗",
    re.IGNORECASE,
)
_STRIDE = lazy_pattern(
    rf"(?:stride|step ?size|hop(?: size| length)?|shift|\bstep|步长|步幅|滑动|每次(?:移动"
    rf"|滑动)){_IS}(?P<count>{_COUNT})",
    re.IGNORECASE,
)
_OVERLAP = lazy_pattern(
    r"(?P<none>non-?\s?overlapping|no overlap|without overlap|(?:不|无|没有?)(?:重叠|重合))"
    r"|(?P<share>\d{1,2})\s?% overlap|overlap(?:ping)?(?: of| by"
    r"| is)?\s?(?P<share_after>\d{1,2})\s?%"
    r"|重叠(?:率|比例)?(?:为|是)?\s?(?P<share_zh>\d{1,2})\s?%",
    re.IGNORECASE,
)
_SERIES = lazy_pattern(
    rf"(?:series|sequence|signal|recording)(?: of)?(?: length)? (?P<long>{_COUNT})|长度?(?:为"
    rf"|是)?\s?(?P<han>{_COUNT})\s?的[^,，]{{0,4}}(?:序列|信号)|"
    rf"(?<![\d.,-])(?P<count>{_COUNT})\s?(?:个|条|行|帧)?\s?(?:的)?(?:data ?points?|points?"
    rf"|time ?steps?"
    r"|samples?|rows?|values?|observations?|records?|frames?|days?|hours?|measurements?|characters?"
    r"|小时|采样点|数据点|时间点|时间步|时刻|点|帧|天|行|条|样本|数据)(?![a-z])",
    re.IGNORECASE,
)


_MAY_CUT = lazy_pattern(r"window|\bhop\b|窗", re.IGNORECASE)
_OF_SERIES = lazy_pattern(
    r"series|signal|sequence|audio|sensor|time|hour|recording|stream|sliding|points|overlap"
    r"|信号|序列"
    r"|时间|音频|传感|滑动|滑窗|小时|点|切|重叠",
    re.IGNORECASE,
)


def with_windows(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with the windows that a series is cut into as the data set."""
    window = _WINDOW.search(scan.text) if _MAY_CUT.search(scan.text) else None
    if window is None or not _OF_SERIES.search(scan.text):
        return facts
    width = _value(next(filter(None, window.groups())))
    stride, spans = _stride(scan.text, width)
    places = [window.span(), *spans]
    series = next((m for m in _SERIES.finditer(scan.text) if not _within(m.start(), places)), None)
    length = _value(next(filter(None, series.groups()))) if series else 0
    if series is None or stride < 1 or length < width:
        return facts
    places.append(series.span())
    count = (length - width) // stride + 1
    start, end = min(s for s, _ in places), max(e for _, e in places)
    rest = [fact for fact in facts if not _within(fact.start, places)]
    if any(fact.known.quantity in DATA for fact in rest):
        return facts
    said = ", ".join(scan.text[s:e].strip() for s, e in sorted(places))
    words = f"({length} - {width}) / {stride} + 1: {said}"
    return [*rest, Fact(Known("dataset_size", count, "stated", words), start, end)]


def _stride(text: str, width: int) -> tuple[int, list[tuple[int, int]]]:
    """How far each window is from the one before it, with the words that say so; 0 if untold."""
    told = _STRIDE.search(text)
    if told:
        return _value(told["count"]), [told.span()]
    overlap = _OVERLAP.search(text)
    if overlap is None:
        return 0, []
    share = overlap["share"] or overlap["share_after"] or overlap["share_zh"] or "0"
    return width - width * int(share) // 100, [overlap.span()]


def _value(words: str) -> int:
    numbers = find_numbers(words)
    return int(numbers[0].value) if numbers else 0


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
