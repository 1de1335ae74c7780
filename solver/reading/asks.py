"""What a text asks for: which quantity, in which part of it."""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from solver.reading.numbers import Number
from solver.reading.scan import Scan, Segment
from solver.reading.vocabulary import MILLISECONDS, Label, names_a_set

_BEFORE_IT = re.compile(
    r"how (?:many|much|large|big|long)|how often|what(?:'s| is| are| was| will be| would be|\b)"
    r"|number of|(?:find|calculate|compute|determine|give|get|work out|derive)\b"
    r"|多少|几(?=[个次轮步批张块卡遍])|求|计算|算出?|给出",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"how (?:many|much)|number of|多少|几", re.IGNORECASE)
_AFTER_IT = re.compile(
    r"(?:分别|各)?(?:是|为|有|要|等于|需要|需)?(?:多少|多大|几)|[?]|是什么|呢|怎么算|如何计算",
    re.IGNORECASE,
)
_LIST_OPENS = re.compile(
    r"请问|求|问[:：]|以下|下列|多少|calculate|compute|find|determine|what (?:is|are)|give"
    r"|how many",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:why|should i|better|best)\b|为什么|为何|区别|更好|合适", re.IGNORECASE)
_AND = re.compile(
    r"[\s,，、/]*(?:(?:and|or|as well as|和|与|以及|还有|及)\s*)?(?:the |its |各)?\s*"
)
_COUNTED = re.compile(r"\s*(?:的)?(?:个数|次数|数量|数目|总数|数|大小)")
_TOTAL = re.compile(
    r"\b(?:in total|total|altogether|overall|in all|whole|entire)\b|一共|总共|总|共|全部|整个",
    re.IGNORECASE,
)
_FARTHEST = 40  # characters between "how many" and what is counted
_SEES = re.compile(
    r"\b(?:sees?|seen|process(?:es|ed)?|go through|gone through)\b|处理|看过|看到|见过"
)
_AND_IN_TOTAL = re.compile(
    r"(?:\band|[,，])\s*(?:how many )?(?:in total|in all|altogether|overall)\b"
    r"|(?:[,，和]|以及)\s*(?:一共|总共|共)(?:有|是)?(?:多少|几)?[次个]?(?=[?。,，呢]|$)",
    re.IGNORECASE,
)
_CLAUSE_OPENS = re.compile(r"[:,，、]")
_OPENING = re.compile(
    r"\s*(?:(?:and|then|the|total|number of|size of|那么?|则|总)\s*)*", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[,，、:：;；?。]|\b(?:and|if|when)\b|和|以及|如果|若")

_CHECKS = re.compile(
    r"\b(?:is|isn'?t) (?:that|this|it|my \w+) (?:right|correct|true|ok)\b"
    r"|\b(?:right|correct|true|yes)\s*[?？]|\bam i (?:right|correct|understanding|wrong)"
    r"|did i get|does (?:this|that|it) (?:mean|make|give)|\bis it (?=\d)"
    r"|对吗|对么|对不对|是吗|是这样|正确吗|没错吧|是不是|对得上",
    re.IGNORECASE,
)

_SETS = {"train", "val", "test"}
HEADS = {
    "batches",
    "groups",
    "iterations",
    "iterations_of_epoch",
    "max_iterations",
    "epochs",
    "batch_size",
    "effective_batch_size",
    "grad_accumulation",
    "devices",
    "last_batch",
    "views",
    "seen",
    "duration",
    "train",
    "val",
    "test",
    "all_data",
    "samples",
    "drop",
    *MILLISECONDS,
}
_ONLY_COUNTED = {"devices", *MILLISECONDS}
"""Words that are asked for only right after "how many": "what GPU" asks for no number."""


@dataclass(frozen=True)
class Asked:
    """A word that is asked for, with the segment that asks.

    `total` where the whole run is meant; `kinds` are the words around it.
    """

    label: Label
    segment: Segment
    total: bool
    kinds: frozenset[str]


def find_asked(scan: Scan, used: set[int]) -> list[Asked]:
    """The words that the text asks for, in order; `used` are the places of words with a number."""
    asked: list[Asked] = []
    for segment in scan.segments:
        if segment.listed and not _list_asks(scan, segment):
            continue
        heads = _heads(scan, segment, used)
        for place, following in zip_longest(heads, heads[1:]):
            item = _asked(scan, segment, place, alone=len(heads) == 1)
            end = segment.end if following is None else scan.tokens[following].start
            asked.append(item)
            if _AND_IN_TOTAL.search(scan.text, item.label.end, end):
                asked.append(replace(item, total=True, kinds=item.kinds - {"per_epoch"}))
    return asked


def asks_whether_right(scan: Scan) -> bool:
    """Whether the person wants to know if something is right."""
    return bool(_CHECKS.search(scan.text))


def _list_asks(scan: Scan, segment: Segment) -> bool:
    """Whether the parts of a numbered list are questions, by what stands in or before them."""
    opened = _LIST_OPENS.search(scan.text, 0, segment.end) or "?" in scan.text
    listed = [other for other in scan.segments if other.listed]
    return bool(opened or any(_LIST_OPENS.search(scan.text, s.start, s.end) for s in listed))


def _heads(scan: Scan, segment: Segment, used: set[int]) -> list[int]:
    free = [
        place
        for place, token in enumerate(scan.tokens)
        if isinstance(token, Label)
        and token.kind in HEADS
        and place not in used
        and segment.holds(token)
        and (token.kind not in _SETS or names_a_set(token) or len(token.text) == 1)
        and not _is_unit(scan, place)
    ]
    heads: list[int] = []
    for match in _BEFORE_IT.finditer(scan.text, segment.start, segment.end):
        heads += _after_cue(scan, free, match.end())
    if not heads:
        heads = _before_cue(scan, segment, free)
    heads = [_specific(scan, free, place) for place in heads]
    if not _COUNTS.search(scan.text, segment.start, segment.end):
        heads = [place for place in heads if _kind(scan, place) != "drop"]
    heads += [place for place in free if _asks_by_itself(scan, place)]
    return sorted(set(heads))


def _is_unit(scan: Scan, place: int) -> bool:
    """Whether a word directly follows a number, as 步 in 累积2步, and so asks for nothing."""
    before = scan.tokens[place - 1] if place else None
    return isinstance(before, Number) and not scan.gap(place - 1, place).strip()


def _asks_by_itself(scan: Scan, place: int) -> bool:
    """Whether a word is a question without any other: "how long", or "seconds per step"."""
    if _kind(scan, place) in MILLISECONDS:
        following = _kind(scan, place + 1) if place + 1 < len(scan.tokens) else ""
        return (
            following in {"per_epoch", "per_iteration"} and not scan.gap(place, place + 1).strip()
        )
    return _kind(scan, place) in {"views", "duration"}


def _specific(scan: Scan, free: list[int], head: int) -> int:
    """Samples of the last batch, or dropped ones, are asked for by that and not by "samples"."""
    if _kind(scan, head) not in {"samples", "train", "all_data"}:
        return head
    near = [p for p in free if abs(p - head) == 1 and _kind(scan, p) in {"last_batch", "drop"}]
    return near[0] if near else head


def _after_cue(scan: Scan, free: list[int], cue: int) -> list[int]:
    """The first word after "how many" or 多少, and those joined to it by commas and "and"."""
    following = [place for place in free if scan.tokens[place].start >= cue]
    first = _first_count(scan, [p for p in following if _near(scan, cue, p)])
    if first is None:
        return []
    heads = [first]
    for place in (p for p in following if p > first):
        between = scan.text[scan.tokens[heads[-1]].end : scan.tokens[place].start]
        if not _AND.fullmatch(between):
            break
        heads.append(place)
    return heads


def _near(scan: Scan, cue: int, place: int) -> bool:
    between = scan.text[cue : scan.tokens[place].start]
    return len(between) <= _FARTHEST and not re.search(r"[,，?。;]", between)


def _first_count(scan: Scan, places: list[int]) -> int | None:
    """The first word that is counted: "how many training batches" asks for batches."""
    for place in places:
        follower = place + 1
        adjoins = follower < len(scan.tokens) and not scan.gap(place, follower).strip(" 的")
        if _kind(scan, place) in _SETS and adjoins and follower in places:
            continue
        return place
    return None


def _before_cue(scan: Scan, segment: Segment, free: list[int]) -> list[int]:
    """The last word before 是多少 or a question mark; in a list, the last word of the part."""
    cue = _AFTER_IT.search(scan.text, segment.start, segment.end)
    if cue is None and not segment.listed:
        return []
    if _WHY.search(scan.text, segment.start, segment.end):
        return []
    end = cue.start() if cue and not segment.listed else segment.end
    before = [
        place
        for place in free
        if scan.tokens[place].start < end and _kind(scan, place) not in _ONLY_COUNTED
    ]
    counted = [p for p in before if _COUNTED.match(scan.text, scan.tokens[p].end)]
    bare = cue is not None and cue.group() == "?" and not segment.listed
    if not before or (bare and not counted and not _stands_bare(scan, segment, before[-1])):
        return []
    heads = [(counted or before)[-1]]
    while heads[0] - 1 in free and _AND.fullmatch(scan.gap(heads[0] - 1, heads[0])):
        heads.insert(0, heads[0] - 1)
    return heads


def _stands_bare(scan: Scan, segment: Segment, place: int) -> bool:
    """Whether the clause is only what it asks for: "batch size 32: iterations per epoch?"."""
    label = scan.tokens[place]
    cuts = [m.end() for m in _CLAUSE_OPENS.finditer(scan.text, segment.start, label.start)]
    opening = scan.text[max([segment.start, *cuts]) : label.start]
    return bool(_OPENING.fullmatch(opening))


def _asked(scan: Scan, segment: Segment, place: int, *, alone: bool) -> Asked:
    """A word with what its clause says of it, or its sentence where it asks for nothing else."""
    label = scan.tokens[place]
    if not isinstance(label, Label):
        raise TypeError(f"{label} is not a word of the vocabulary")
    start, end = _clause(scan, segment, label)
    kinds = _kinds(scan, start, end)
    total = bool(_TOTAL.search(scan.text, start, end))
    if alone and not total and not kinds & {"per_epoch", "epochs", "seen"}:
        kinds |= _kinds(scan, segment.start, segment.end) & {"per_epoch", "seen"}
        total = bool(_TOTAL.search(scan.text, segment.start, segment.end))
    return Asked(label, segment, total, frozenset(kinds))


def _kinds(scan: Scan, start: int, end: int) -> set[str]:
    kinds = {t.kind for t in scan.tokens if isinstance(t, Label) and start <= t.start < end}
    return kinds | {"seen"} if _SEES.search(scan.text, start, end) else kinds


def _clause(scan: Scan, segment: Segment, label: Label) -> tuple[int, int]:
    """Where the clause around a word starts and ends."""
    cuts = [match.end() for match in _CLAUSE_END.finditer(scan.text, segment.start, label.start)]
    after = _CLAUSE_END.search(scan.text, label.end, segment.end)
    return max([segment.start, *cuts]), after.start() if after else segment.end


def _kind(scan: Scan, place: int) -> str:
    token = scan.tokens[place]
    return token.kind if isinstance(token, Label) else ""
