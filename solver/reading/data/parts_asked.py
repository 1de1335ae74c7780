"""Questions about the parts of a data set: "how many in each set?", 各是多少张, "sizes?"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.asked.asks import Asked
from solver.reading.data.split_names import SETS
from solver.reading.data.splits import find_shares
from solver.reading.scenarios import Fact
from solver.reading.tokens.clauses import kind_of
from solver.reading.tokens.scan import Scan, Segment
from solver.reading.tokens.vocabulary import Label

_OF_EACH = lazy_pattern(
    r"(?:各自?|分别|每(?:个|一)?(?:集合?|部分|份))(?:是|有|为|占|会有|应该?有|包含"
    r"|得到)?(?:多少|几|多大)"
    r"|(?:各|分别)(?:是|有)?(?:什么|啥)|(?:大小|数量|张数)(?:各|分别)(?:是|为)?(?:多少)"
    r"|\b(?:percentages|proportions)\b|(?:占比|比例)(?:各|分别)|怎么分|如何分|(?:三|两"
    r"|几)(?:个集合?|部分)(?:各|都|分别)?(?:是|有|多大|多少)"
    r"|\bwhat (?:ratio|split|proportion|share)s? (?:is|are) (?:that|this|it|these|those)\b"
    r"|\b(?:in|is|are|has|have|for|does|do) each(?= ?(?:[?.,]|$|of (?:them|these|the)\b))"
    r"|\beach (?:sub)?(?:set|part|split)\b"
    r"|\b(?:what|which) (?:are the |is the )?(?:resulting )?(?:lengths|sizes|counts)\b"
    r"|\b(?:lengths|sizes|counts)(?: of (?:the|each|both|all)[^?.]{0,24})?\s*\?"
    r"|\bhow (?:big|large) (?:is|are|will) (?:each|the (?:\w+ )?(?:parts|splits|sets|subsets))",
    re.IGNORECASE,
)
_HOW_MANY = lazy_pattern(
    r"\bhow (?:many|big|large)\b|\bin percent\b|\bpercentages?\b|\bnumber of\b"
    r"|\bsizes? of\b|多少|几[张个条]|多大",
    re.IGNORECASE,
)
_SAMPLES = lazy_pattern(
    r"\bhow many (?:\w+ )?(?:images|samples|pictures|photos|examples|rows|records|sentences|files"
    r"|windows|patches|tiles|clips|frames|crops)\b(?! (?:per|in (?:a|each|every|one)) )"
    r"|(?:多少|几)\s?(?:[张条幅份篇例]|个(?:样本|数据|窗口|切片|片段))(?:图片|图像|图|样本"
    r"|数据)?(?!\s?[卡显])",
    re.IGNORECASE,
)
_MADE = lazy_pattern(
    r"(?:切|截|裁|扩|增强|增广|生成|得到)(?:出|成|后|到|完)?[^,，。]{0,6}(?:多少|几)"
    r"|how many (?:\w+ )?(?:windows|tiles|patches|clips|frames|crops|samples|images) (?:do|will"
    r"|would|did) (?:i|we|you) "
    r"(?:get|have|end up)",
    re.IGNORECASE,
)
_COUNTS_ELSE = lazy_pattern(
    r"\s?个?\s?(?:训练|验证)?\s?(?:batch|批|步|iter|step|轮|epoch)"
    r"| (?:\w+ ){0,2}(?:batches|steps|iterations|iters|updates|epochs)\b",
    re.IGNORECASE,
)
_IN_SAMPLES = lazy_pattern(
    r"\b(?:sizes|lengths|counts|how many|how big|how large)\b|多少[张条个]|几[张条个]"
)
_CLAUSE_END = lazy_pattern(r"[,，;；?。.]|\band (?:how|what)\b")
_IN_PERCENT = lazy_pattern(
    r"percent|proportion|\bratio|share|占比|比例|百分|占(?:总\w{0,3})?(?:多少|几)", re.IGNORECASE
)
_OTHER_COUNT = lazy_pattern(
    r"\s?(?:的)?(?:ing)?\s?(?:sets?\s)?(?:batch|step|iter|loss|acc|epoch|time|准确|损失|精度|步"
    r"|批|迭代)",
    re.IGNORECASE,
)
_STATED = lazy_pattern(
    r"(?:\s?(?:sets?|集))?\s?(?:[:=：是有为共]|is|has|with|of)?\s?\d[\d,.]*[kKwW万]?(?![\d%:/])"
)
_NAME = lazy_pattern(
    r"(?<![A-Za-z])(?:(?P<train>train(?:s|ing|ed)?)|(?P<val>validat\w{1,5}|val|dev)"
    r"|(?P<test>test(?:s|ing|ed)?))(?![A-Za-z_])|(?P<train_zh>训练)|(?P<val_zh>验证)"
    r"|(?P<test_zh>测试)",
    re.IGNORECASE,
)
_TOTAL = lazy_pattern(r"\btotal (?:number|size)(?= ?(?:[?.,]|$))", re.IGNORECASE)
_THE_REST = lazy_pattern(
    r"\s?(?:的(?!步|迭代|轮|epoch)|再|按|取|用|\d|data\b|images\b|samples\b|train|训练集)"
)
_COMMA = lazy_pattern(r"[,，;；:：]")
_PARTS = {"train_size", "val_size", "test_size"}
_FEWEST = 2


def with_parts(scan: Scan, facts: Sequence[Fact], asked: list[Asked]) -> list[Asked]:
    """What is asked, with the parts of the data that are asked for in words of their own."""
    parts = _parts(scan, [fact.known for fact in facts])
    if len(parts) < _FEWEST:
        return [_one_asked(scan, item, parts) for item in asked]
    asked = [_of_all(scan, item) for item in asked if not _is_the_rest(scan, item)]
    more: list[Asked] = []
    for segment in scan.segments:
        more += _asked_in(scan, segment, parts)
        total = _TOTAL.search(scan.text, segment.start, segment.end)
        if total:
            more.append(_asked(segment, total.start(), "all_data", as_percent=False))
    if not more:
        return [_one_asked(scan, item, parts) for item in asked]
    sentences = {item.segment for item in more}
    kinds = {item.label.kind for item in more}
    kept = [
        item
        for item in asked
        if item.segment not in sentences
        or item.label.kind not in {*SETS, "samples", "all_data", "percent", "evaluations"} | kinds
    ]
    return sorted([*kept, *more], key=lambda item: item.label.start)


def _is_the_rest(scan: Scan, item: Asked) -> bool:
    """Whether a word only names what an earlier part left: 剩下的再取25%."""
    return item.label.kind == "remaining" and bool(_THE_REST.match(scan.text, item.label.end))


def _of_all(scan: Scan, item: Asked) -> Asked:
    """What is asked, without a "remaining" that only names a part: 剩下的训练集每轮多少步."""
    inside = scan.places(item.segment.start, item.segment.end)
    rests = [token for place in inside if kind_of(token := scan.tokens[place]) == "remaining"]
    if rests and all(_THE_REST.match(scan.text, token.end) for token in rests):
        return replace(item, kinds=item.kinds - {"remaining"})
    return item


def _parts(scan: Scan, knowns: Sequence[Known]) -> list[str]:
    """The parts that a text gives sizes or shares of, in its order."""
    names = [share.quantity for share in find_shares(scan, knowns)]
    names += [known.quantity for known in knowns if known.quantity in _PARTS]
    if any(known.quantity == "folds" for known in knowns):
        names += list(SETS.values())
    return sorted(set(names), key=list(SETS.values()).index)


def _asked_in(scan: Scan, segment: Segment, parts: Collection[str]) -> list[Asked]:
    """The parts that a sentence asks for: all, or those that it names beside "how many"."""
    text = scan.text
    each = _OF_EACH.search(text, segment.start, segment.end)
    cue = each or _HOW_MANY.search(text, segment.start, segment.end)
    if cue is None:
        return []
    if _COUNTS_ELSE.match(text, cue.end()):
        return []
    start, end = _clause(text, segment, cue)
    named = _named(scan, start, end) or (_named(scan, segment.start, end) if each else [])
    named = [(place, kind) for place, kind in named if SETS[kind] in parts]
    if not each and len(named) < _FEWEST:
        return []
    if each and _counts_else(scan, start if text[cue.start()] > "z" else segment.start, end):
        return []
    named = named or [(cue.start(), _KIND_OF[part]) for part in parts]
    as_percent = bool(_IN_PERCENT.search(text, segment.start if each else start, end))
    as_percent = as_percent and not _IN_SAMPLES.search(text, cue.start(), end)
    return [_asked(segment, place, kind, as_percent=as_percent) for place, kind in named]


_KIND_OF = {size: kind for kind, size in SETS.items()}


def _clause(text: str, segment: Segment, cue: re.Match[str]) -> tuple[int, int]:
    """In Chinese the sets stand before 多少 in its clause, in English after "how many"."""
    if text[cue.start()].isascii():
        return cue.start(), segment.end
    commas = [match.end() for match in _COMMA.finditer(text, segment.start, cue.start())]
    following = _COMMA.search(text, cue.end(), segment.end)
    return max([segment.start, *commas]), following.start() if following else segment.end


def _one_asked(scan: Scan, item: Asked, parts: Collection[str]) -> Asked:
    """The item as the only part that its clause names: "how many images end up in the test set"."""
    if item.label.kind not in {"samples", "train", "all_data"}:
        return item
    match = next(
        (m for m in _samples(scan, item.segment) if m.start() <= item.label.start < m.end()), None
    )
    if match is None:
        return item
    start = match.start() if match.group().isascii() else _clause(scan.text, item.segment, match)[0]
    after = _CLAUSE_END.search(scan.text, match.end(), item.segment.end)
    named = _named(scan, start, after.start() if after else item.segment.end)
    if _MADE.search(scan.text, start, match.end() + 24) and not (
        named and SETS[named[0][1]] in parts
    ):
        return _asked(item.segment, match.start(), "all_data", as_percent=False)
    if len(named) != 1 or SETS[named[0][1]] not in parts:
        return item
    return _asked(item.segment, item.label.start, named[0][1], as_percent=False)


def _samples(scan: Scan, segment: Segment) -> list[re.Match[str]]:
    return list(_SAMPLES.finditer(scan.text, segment.start, segment.end))


def _named(scan: Scan, start: int, end: int) -> list[tuple[int, str]]:
    """The sets that are named between two places, each once, without those of batches or losses."""
    found: dict[str, int] = {}
    for match in _NAME.finditer(scan.text, start, end):
        said = _OTHER_COUNT.match(scan.text, match.end()) or _STATED.match(scan.text, match.end())
        if not said and match.lastgroup:
            found.setdefault(match.lastgroup.removesuffix("_zh"), match.start())
    return [(place, kind) for kind, place in found.items()]


def _counts_else(scan: Scan, start: int, end: int) -> bool:
    """Whether a clause asks for batches or iterations of each part, not for samples."""
    tokens = (scan.tokens[place] for place in scan.places(start, end))
    kinds = {token.kind for token in tokens if isinstance(token, Label)}
    return bool(kinds & {"batches", "iterations", "duration", "accuracy", "views", "devices"})


def _asked(segment: Segment, place: int, kind: str, *, as_percent: bool) -> Asked:
    asked = "percent" if as_percent else kind
    return Asked(
        Label(asked, place, place + 1, kind), segment, total=False, kinds=frozenset({kind})
    )
