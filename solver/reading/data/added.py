"""Data that comes to what there was, or goes: "then 500 more", 又补了500张, "200 were removed"."""

import re
from collections.abc import Sequence

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.asked.asks import Asked
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan

_ADDS = lazy_pattern(
    r"(?:(?:再|又|另外?|还|新|后来|后面|继续)(?:多)?(?:加|补|增|添|标|采集?|收集|爬|拍)"
    r"[了到上进入注充集]{0,3}|新增了?|增加了?|追加了?|扩充了?|补充了?|多了|多标了?|多出)"
    r"(?:大概|约)?\s?$"
    r"|\b(?:add|collect|label|annotat|got|get)\w* (?:in )?(?:another|an extra|an additional) $",
    re.IGNORECASE,
)
_ADDS_MORE = lazy_pattern(r"\b(?:add|collect|label|annotat|got|get)\w* (?:about )?$", re.IGNORECASE)
_MORE = lazy_pattern(r"(?: [a-z]+){0,2}? (?:more|extra|additional)\b", re.IGNORECASE)
_REMOVES = lazy_pattern(
    r"(?:去掉|删掉|删除|删去?|剔除|清洗掉|清掉|清洗|过滤掉|过滤|筛掉|剔掉|扔掉|移除|坏|损坏)了?(?:大概|约)?\s?$"
    r"|\b(?:remov(?:e|ed|ing)|delet(?:e|ed|ing)|filter(?:ed|ing)? out|threw out|throw(?:ing)? out"
    r"|exclud(?:e|ed|ing))(?: about)? $",
    re.IGNORECASE,
)
_OF_SAMPLES = lazy_pattern(
    r"\s?(?:[张條条个份篇幅]|样本|数据|图)(?!卡)"
    r"|(?: [a-z-]+){0,2}? (?:ones|images?|samples?|files?|pictures?|photos?|rows?|examples?)\b"
    r"|\s?(?=[.,?]|$)",
    re.IGNORECASE,
)
_DATA = ("train_size", "dataset_size")
_FARTHEST = 32


def with_added(scan: Scan, facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts, with what there is then in place of how many came or went.

    A question between the two is still about the data as they were.
    """
    for number in scan.tokens:
        sign = _sign(scan, number) if isinstance(number, Number) else 0
        before = _before(facts, number.start) if sign else None
        if before is None or not isinstance(number, Number) or _is_other(facts, number):
            continue
        total = before.known.value + sign * number.value
        if total <= 0:
            continue
        words = f"{before.known.text} {'+' if sign > 0 else '−'} {number.text}"
        known = Known(before.known.quantity, total, "stated", words)
        kept = any(before.start < item.label.start < number.start for item in asked)
        gone = {number.start} if kept else {number.start, before.start}
        facts = [fact for fact in facts if fact.start not in gone]
        facts.append(Fact(known, number.start, number.end))
    return facts


def is_added(scan: Scan, fact: Fact) -> bool:
    """Whether a number of samples comes to those before it, or goes from them."""
    return any(token.start == fact.start and _sign(scan, token) for token in scan.tokens)


def _sign(scan: Scan, number: object) -> int:
    """1 for what is added, -1 for what is removed, 0 for every other number."""
    if not isinstance(number, Number) or number.percent:
        return 0
    before = scan.text[max(0, number.start - _FARTHEST) : number.start]
    if not _OF_SAMPLES.match(scan.text, number.end):
        return 0
    if _ADDS.search(before):
        return 1
    if _ADDS_MORE.search(before) and _MORE.match(scan.text, number.end):
        return 1
    return -1 if _REMOVES.search(before) else 0


def _before(facts: Sequence[Fact], place: int) -> Fact | None:
    """The size of the data that was told last."""
    data = [f for f in facts if f.known.quantity in _DATA and f.start < place]
    return max(data, key=lambda fact: fact.start, default=None)


def _is_other(facts: Sequence[Fact], number: Number) -> bool:
    """Whether a number states something else than samples."""
    return any(f.start == number.start and f.known.quantity not in _DATA for f in facts)
