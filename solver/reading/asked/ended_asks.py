"""Chinese questions that end with what they ask: "每张卡的batch是几，…", "更新多少次权重，…"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan, Segment
from solver.reading.tokens.vocabulary import MILLISECONDS, Label

HOW_MUCH = r"几(?=\s?(?:[,，、?。;；]|$))"
"""几 with nothing after it that it counts."""
_ENDS = lazy_pattern(r"\s?(?:来着|呢|啊|呀)?\s?(?:[,，、?。;；]|$|和|以及)")
_OF_TIMES = lazy_pattern(
    r"(?:更新|迭代|循环|反向传播|梯度下降|喂|送|取|读|抓|拿)(?:了|过|要|得)?(?:多少|几)$"
)
_PARTS = lazy_pattern(r"[:,，;；?。]")
_NOT_ASKED = {"devices", "per_device", "percent", "times", *MILLISECONDS}
_SIZE = lazy_pattern(
    r"\s?(?:最少|至少|最小|最大|最多|大概|一般)?(?:应该|应当|需要|要|得|该|能|可以){0,2}"
    r"(?:(?:是|为|设|开|填|写|调|取|给|改|用)(?:成|到|为|置)?(?:多少|几|多大)|多大)"
    r"(?=\s?(?:[,，、?。;；才]|$))"
)
_BARE_SIZE = lazy_pattern(r"batch\s?多少(?:来着|啊|呢)?\s?(?:[,，?。;]|$)", re.IGNORECASE)
_OF_AN_EPOCH = lazy_pattern(r"(?:每|一)(?:个\s?)?(?:epoch|轮|周期)[^,，。?]{0,8}$", re.IGNORECASE)
_GATHERED = {"batches", "batch_size", "iterations", "times"}
_GATHERS = lazy_pattern(
    r"累(?:积|计|加)(?:要|得|了|设)?(?:多少|几)\s?[个步次轮]?\s?$"
    r"|accumulat\w{1,3} (?:over |for |across )?how many (?:forward |micro-?)?$",
    re.IGNORECASE,
)
_DATA = {"samples", "all_data", "train", "val", "test"}
_TELLS = lazy_pattern(r"(?:大概|大约|约|一共|总共|共|有|就|只|是|为|量|:|\s){1,3}")
_OF_LOADER = lazy_pattern(
    r" (?:is|are|will be) (?:the |my |a )?(?:\w+ )?(?:data)?loaders?\b", re.IGNORECASE
)
_SAME = lazy_pattern(
    r"(?:还|应该|也|都)[^,，。;?？]{0,6}(?:一样|不变|相同)的?(?:吧|吗|么)"
    r"|\b(?:stays?|remains?|is|are|be) (?:still )?(?:the same|unchanged|equal)\b[^.;?]{0,24}"
    r"(?:,? right\b|\?)",
    re.IGNORECASE,
)
_EQUIVALENT = lazy_pattern(
    r"\b(?:is|are|does|would|will)\b[^?;]{0,160}\b(?:same|equal|equivalent"
    r"|identical)\b[^?;]{0,120}\?"
    r"|(?:是不是|是否)[^。;?？]{0,12}(?:等价|等效|一样|相同|等同)"
    r"|(?:等价|等效|一样|相同|等同)的?(?:效果)?(?:吗|么|吧)",
    re.IGNORECASE,
)
_JOINED = lazy_pattern(r"(?:的?(?:个数|次数|数量|数目|总数|数|大小))?\s?[、和与及]\s?")


def takes_as_same(text: str, start: int = 0) -> bool:
    """Whether somebody asks if a number stays what it was."""
    return bool(_SAME.search(text, start))


def takes_as_equivalent(text: str) -> bool:
    """Whether somebody asks if two sets of settings come to the same."""
    return bool(_EQUIVALENT.search(text))


def as_size(text: str, label: Label) -> Label:
    """The word as what it asks for: "batch是几" how large a batch is, 累积几步 how many of them."""
    if label.kind in _GATHERED and _GATHERS.search(text, 0, label.start):
        return replace(label, kind="grad_accumulation")
    if label.kind == "duration" and _OF_LOADER.match(text, label.end):
        return replace(label, kind="batches")
    asks = label.kind == "batches" and (
        _SIZE.match(text, label.end)
        or (_BARE_SIZE.match(text, label.start) and not _OF_AN_EPOCH.search(text, 0, label.start))
    )
    return replace(label, kind="batch_size") if asks else label


def is_stated(scan: Scan, place: int) -> bool:
    """Whether a word for data has its number after it, and so is not asked: 数据大概2400条."""
    if _kind(scan, place) not in _DATA or place + 2 >= len(scan.tokens):
        return False
    if not isinstance(scan.tokens[place + 1], Number) or _kind(scan, place + 2) != "samples":
        return False
    return bool(_TELLS.fullmatch(scan.gap(place, place + 1))) and not scan.gap(place + 1, place + 2)


def asked_at_end(
    scan: Scan, segment: Segment, free: Sequence[int], cue: re.Match[str]
) -> list[int]:
    """The words that a 多少 or 几 asks for which nothing follows that could be counted."""
    if cue.group() not in {"多少", "几"}:
        return []
    if _OF_TIMES.search(scan.text, segment.start, cue.end()):
        return _times(scan, cue.end())
    return _before(scan, segment, free, cue) if _ENDS.match(scan.text, cue.end()) else []


def _times(scan: Scan, place: int) -> list[int]:
    """更新多少次, whatever is updated."""
    return [
        i
        for i, token in enumerate(scan.tokens)
        if isinstance(token, Label) and token.kind == "times" and token.start == place
    ]


def _before(scan: Scan, segment: Segment, free: Sequence[int], cue: re.Match[str]) -> list[int]:
    """The last word of the clause that ends with the question, and those joined to it."""
    starts = [match.end() for match in _PARTS.finditer(scan.text, segment.start, cue.start())]
    start = max([segment.start, *starts])
    inside = [place for place in free if start <= scan.tokens[place].start < cue.start()]
    inside = [place for place in inside if _kind(scan, place) not in _NOT_ASKED]
    heads = inside[-1:]
    for place in reversed(inside[:-1]):
        if not _JOINED.fullmatch(scan.text, scan.tokens[place].end, scan.tokens[heads[0]].start):
            break
        heads.insert(0, place)
    return heads


def _kind(scan: Scan, place: int) -> str:
    token = scan.tokens[place]
    return token.kind if isinstance(token, Label) else ""
