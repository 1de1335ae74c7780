"""What a text asks for: which quantity, in which part of it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import zip_longest

from solver.lazy_pattern import lazy_pattern
from solver.reading.asked.ended_asks import as_size
from solver.reading.asked.heads import AFTER_IT, BEFORE_IT, TOPIC, find_heads
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan, Segment
from solver.reading.tokens.vocabulary import MILLISECONDS, Label

_LIST_OPENS = lazy_pattern(
    r"请问|求|问[:：]|几(?=[个次轮步批张块卡遍条小分秒天周])|以下|下列|多少|calculate|compute|find"
    r"|determine|what (?:is|are)|give"
    r"|how many",
    re.IGNORECASE,
)
_TOTAL = lazy_pattern(
    r"\b(?:in total|total|altogether|overall|in all|whole|entire)\b|一共|总共|总|共|全部|整个",
    re.IGNORECASE,
)
_SEES = lazy_pattern(
    r"\b(?:sees?|seen|process(?:es|ed)?|go through|gone through|consum\w{0,3}|used up)\b"
    r"|处理|看过|看了|看完|看到|见过|消耗|用掉|吃掉|过了|跑过|喂[了过进]|送入|学[了过]"
)
_SPOKEN = {
    "seen": _SEES,
    "with_validation": lazy_pattern(
        r"\b(?:including|incl\.|counting) (?:the )?(?:val|eval)"
        r"|(?:包括|加上|算上|连同|包含|连)验证"
        r"|train(?:ing)? (?:and|\+|plus) val\w* (?:batches |steps |iterations )?"
        r"(?:together|combined|in total|altogether)"
        r"|训练(?:集)?(?:和|与|加|跟|\+)验证(?:集)?(?:加起来|一起|合计|一共|总共|加一起|合起来)",
        re.IGNORECASE,
    ),
    "so_far": lazy_pattern(
        r"\b(?:so far|until now|up to now|by now|already)\b|目前|到现在|截至"
        r"|已经?(?:迭代|更新|跑|训|走)",
        re.IGNORECASE,
    ),
    "every": lazy_pattern(
        r"every how many|how often(?! (?:is|are|was|does|do|will)\b[^?]{0,40}"
        r"\b(?:called|executed|performed|run|updated|seen)\b)|每隔?\s?(?:多少|几)",
        re.IGNORECASE,
    ),
}
_AND_IN_TOTAL = lazy_pattern(
    r"(?:\band|[,，])\s*(?:how many )?(?:in total|in all|altogether|overall"
    r"|total(?=\s*(?:[?.]|$))"
    r"|(?:in|over|for|during) the (?:whole|entire|full|complete) (?:run|training|thing))\b"
    r"|(?:[,，和]|以及)\s*(?:一共|总共|共)(?:有|是)?(?:多少|几)?[次个]?(?=[?。,，呢]|$)",
    re.IGNORECASE,
)
_AND_FOR = lazy_pattern(
    r"(?:\band|[,，、;；])\s*(?:then )?(?:for |in |after "
    r"|over )?(?:all )?\d[\d,]{0,6} epo(?:ch|che)s"
    r"(?: in \w+)?(?=\s*(?:[?.]|$))"
    r"|[,，、;；]\s*(?:那|然后)?(?:训练?|跑)?完?"
    r"\s?(?:\d[\d,]{0,6}|[两二三四五六七八九十百]{1,3})\s?个?\s?(?:epochs?|轮)"
    r"(?:\s?呢|\s?(?:又|则|总共|一共|共)?(?:要|需要?|用|是)?"
    r"(?:多少|多久|多长时间|几)[个次小时分钟天秒步]{0,2})?(?=[?。]|$)",
    re.IGNORECASE,
)
_IS_THAT = lazy_pattern(r"\s*(?:is|are|was|were|would) (?:that|this|it|those)\b", re.IGNORECASE)
_IS_WHAT = lazy_pattern(
    r"\s*(?:是|等于|相当于|即|就是|也就是|折合|which is|that is|i\.e\.)\s*(?:多少|几|how many)"
    r"|\s*(?:how many|多少|几)\s?(?:个\s?)?$",
    re.IGNORECASE,
)
_CLAUSE_END = lazy_pattern(
    r"[,，、:：;；?。]|\b(?:and|if|when)\b|和|以及|如果|若|(?<=[几少][步次张条轮个])\s+(?=[\d\u4e00-\u9fff])"
)
_LEFT_OF = {"iterations", "epochs"}
_HOW_MANY_LEFT = lazy_pattern(
    r"\bhow many (?:are |is |more )?(?:still )?(?:left|remain|to go)"
    r"|,? (?:and )?(?:left|remaining)\b|还?[剩差](?:下|余)?(?:多少|几)(?=[?。,，]|$)",
    re.IGNORECASE,
)
MOST_ASKED = 40
"""Questions of a text that are answered."""


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
    lists_ask = _lists_ask(scan)
    for segment in scan.segments:
        if len(asked) >= MOST_ASKED:
            break
        if segment.listed and segment.end < lists_ask:
            continue
        heads = find_heads(scan, segment, used)
        for place, following in zip_longest(heads, heads[1:]):
            item = _asked(scan, segment, place, alone=len(heads) == 1)
            end = segment.end if following is None else scan.tokens[following].start
            if item.label.kind == "percent" and asked and asked[-1].label.kind == "drop":
                item = replace(item, kinds=item.kinds | {"drop"})
            asked.append(item)
            if _AND_FOR.search(scan.text, item.label.end, end):
                asked[-1] = _of_one(item)
                asked.append(_of_all(item))
            elif _AND_IN_TOTAL.search(scan.text, item.label.end, end):
                kinds = item.kinds - {"per_epoch", "per_iteration", "per_batch"}
                asked.append(replace(item, total=True, kinds=kinds))
    return asked[:MOST_ASKED]


def _of_one(item: Asked) -> Asked:
    """The first of two questions, of which only the second is about many epochs."""
    if item.kinds & {"per_epoch", "per_iteration", "per_batch"}:
        return replace(item, total=False)
    return replace(item, total=False, kinds=item.kinds | {"per_epoch"})


def _of_all(item: Asked) -> Asked:
    """The same question about all epochs."""
    return replace(item, total=True, kinds=item.kinds - {"per_epoch", "per_iteration", "per_batch"})


def with_rest(scan: Scan, asked: list[Asked]) -> list[Asked]:
    """What is left of what was asked just before: "iterations so far, and how many are left?"."""
    pairs = zip([None, *asked], asked, strict=False)
    return [_rest_of(item, last) if _asks_rest(scan, item, last) else item for last, item in pairs]


def _asks_rest(scan: Scan, item: Asked, last: Asked | None) -> bool:
    if last is None or item.label.kind != "remaining" or last.label.kind not in _LEFT_OF:
        return False
    start, end = last.label.end, item.label.end + 8
    return last.segment == item.segment and bool(_HOW_MANY_LEFT.search(scan.text, start, end))


def _rest_of(item: Asked, last: Asked | None) -> Asked:
    kind = last.label.kind if last else item.label.kind
    label = replace(item.label, kind=kind)
    return replace(item, label=label, kinds=frozenset({kind, "remaining"}))


def asks(scan: Scan, segment: Segment) -> bool:
    """Whether a sentence has a word of asking."""
    cues = (BEFORE_IT, AFTER_IT)
    return any(cue.search(scan.text, segment.start, segment.end) for cue in cues)


def _lists_ask(scan: Scan) -> int:
    """Where the parts of numbered lists begin to be questions, by what stands in or before them."""
    listed = [other for other in scan.segments if other.listed]
    asking = [s.start for s in listed if _LIST_OPENS.search(scan.text, s.start, s.end)]
    if "?" in scan.text or asking:
        return asking[0] if "?" not in scan.text and _tell(scan, listed, asking[0]) else 0
    opened = _LIST_OPENS.search(scan.text)
    if opened:
        return opened.end()
    return 0 if _mostly_without_numbers(scan) else len(scan.text) + 1


def _tell(scan: Scan, listed: list[Segment], end: int) -> bool:
    """Whether each part of a list before a place has a number: "(1) 3000张 (2) 12轮，求步数"."""
    numbers = [token.start for token in scan.tokens if isinstance(token, Number)]
    return all(any(s.start <= n < s.end for n in numbers) for s in listed if s.start < end)


def _mostly_without_numbers(scan: Scan) -> bool:
    """Whether a list names quantities rather than telling them."""
    starts = [segment.start for segment in scan.segments]
    told = {
        bisect_right(starts, token.start) - 1 for token in scan.tokens if isinstance(token, Number)
    }
    listed = [place for place, segment in enumerate(scan.segments) if segment.listed]
    return 2 * sum(place in told for place in listed) < len(listed)


def _asked(scan: Scan, segment: Segment, place: int, *, alone: bool) -> Asked:
    """A word with what its clause says of it, or its sentence where it asks for nothing else."""
    label = scan.tokens[place]
    if not isinstance(label, Label):
        raise TypeError(f"{label} is not a word of the vocabulary")
    label = as_size(scan.text, label)
    start, end = _clause(scan, segment, label)
    kinds = kinds_between(scan, start, end)
    total = bool(_TOTAL.search(scan.text, start, end))
    if label.kind in {"batches", "iterations"}:
        kinds |= _with_validation(scan, segment.start, end)
    if _IS_THAT.match(scan.text, label.end):
        kinds |= kinds_between(scan, max(0, segment.start - TOPIC), start) & {"warmup"}
    if _IS_WHAT.match(scan.text, start, label.start):
        kinds |= kinds_between(scan, segment.start, start) & {"warmup", "warmup_steps"}
    if alone and not total and not kinds & {"per_epoch", "epochs", "seen"}:
        kinds |= _of_sentence(scan, segment, label)
        total = bool(_TOTAL.search(scan.text, segment.start, segment.end))
    return Asked(label, segment, total, frozenset(kinds))


def _with_validation(scan: Scan, start: int, end: int) -> set[str]:
    """Whether a sentence says before a count that the batches of the validation are in it."""
    if not _SPOKEN["with_validation"].search(scan.text, start, end):
        return set()
    return kinds_between(scan, start, end) & {"with_validation", "per_epoch"}


def _of_sentence(scan: Scan, segment: Segment, label: Label) -> set[str]:
    """What a sentence says of the only thing that it asks for.

    A time is that of all the epochs that are counted beside it.
    """
    kinds = kinds_between(scan, segment.start, segment.end)
    timed = label.kind in {"duration", *MILLISECONDS} and "epochs" in kinds
    told = kinds & ({"seen"} if timed else {"per_epoch", "seen"})
    return told | {"val"} if "val" in kinds and "train" not in kinds else told


def kinds_between(scan: Scan, start: int, end: int) -> set[str]:
    """The words of the vocabulary between two characters, and what is said in other words."""
    tokens = [scan.tokens[place] for place in scan.places(start, end)]
    kinds = {token.kind for token in tokens if isinstance(token, Label)}
    spoken = {kind for kind, words in _SPOKEN.items() if words.search(scan.text, start, end)}
    return kinds | spoken


def _clause(scan: Scan, segment: Segment, label: Label) -> tuple[int, int]:
    """Where the clause around a word starts and ends."""
    cuts = [match.end() for match in _CLAUSE_END.finditer(scan.text, segment.start, label.start)]
    after = _CLAUSE_END.search(scan.text, label.end, segment.end)
    return max([segment.start, *cuts]), after.start() if after else segment.end
