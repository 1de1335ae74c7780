"""Asks in few words, or without what is counted: "total steps?", "and how many per epoch?"."""

import re
from collections.abc import Collection, Sequence
from itertools import islice, pairwise, zip_longest

from solver.lazy_pattern import lazy_pattern
from solver.reading.asked.asks import MOST_ASKED, Asked, kinds_between, with_rest
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan, Segment, Token
from solver.reading.tokens.vocabulary import MILLISECONDS, Label

_CUE = lazy_pattern(r"\bhow many\b", re.IGNORECASE)
_WHAT_IT = lazy_pattern(
    r"\bwhat (?:will|would|does|should|is) (?:it|that|this|the (?:progress )?bar) "
    r"(?:be|become|show|say|display|become|then)\b|(?:会|应该|将)?(?:变成|显示|变为)(?:多少|几)(?=\s?[?？,，。呢]|$)",
    re.IGNORECASE,
)
_ELIDED = lazy_pattern(
    r"\s*(?:(?:of (?:them|these|those|which)|(?:is|are|will be|do i (?:get|need|have))"
    r"(?: (?:actually |really )?(?:used|seen|trained on|processed|looked at))?"
    r" (?:it|there)?|then|are|is)\s*){0,4}"
    r"(?:per|in|on|for|at|with|using|each|every|an?|/|(?:train|val|test|eval|dev)\w*)(?![\w/])",
    re.IGNORECASE,
)
_HAN_ELIDED = lazy_pattern(
    r"(?:(?<=[,，、;；?。\n:])|^)\s?(?:那么?|然后|以及|和|还有)?"
    r"(?:(?P<epoch>(?:每|一)个?\s?(?:epoch|轮次?|周期)(?:里|中|内)?)|(?P<all>总共?|一共|全部|合计|总的|整个训练))"
    r"(?:呢|又|会|要|应该|是|有){0,2}(?:多少|几)(?=\s?(?:[,，、;；?。\n呢啊]|$))",
    re.IGNORECASE,
)
"""A count without its noun: 总共多少step，一个epoch多少."""
_COUNTED = {"iterations", "batches", "max_iterations", "times", "iterations_of_epoch"}
_OF_SOMETHING = lazy_pattern(
    r"\bhow many (?:of (?!them|these|those|which|my|the)[a-z]{3,20}"
    r"|(?!times|series|does|is|are|was|this|its|(?:in|over)\w*\b)[a-z]{3,20}s)(?![\w.(])",
    re.IGNORECASE,
)
_CLAUSE_ENDS = lazy_pattern(r"[,;:?!.()\n]|\b(?:and|or|if|when|with)\b|&")
_PARTED = lazy_pattern(r"[,;:?!&\n]+|\.(?=\s|$)|\s/\s|\b(?:and|plus|as well as)\b")
_PLAIN = lazy_pattern(
    r"(?:\b(?:the|an?|of|in|for|per|on|at|each|every|my|our|its|this|that|total|number|nr|no|count|size|then|is|are"
    r"|was|be|get|gets|also|whole|entire|please|pls|plz|thx|thanks|exact|exactly|real|really|actual|final|resulting|so|as|or"
    r"|overall|all|full|one|single|altogether|far|done|already|many|how|must|should|will|would|run|training|it|what|which|new)\b"
    r"|[\s#=\"'`.…*-])*+",
    re.IGNORECASE,
)
_NO_NOUN = lazy_pattern(
    r"(?:(?:be|is|are|get)\s|sav|print|logged|evaluated?|validated?|min$)", re.IGNORECASE
)
_WH = lazy_pattern(r"\W*(?:so |and |but )*(?:what|whats|which|how|when)\b", re.IGNORECASE)
_EACH = lazy_pattern(r"\beach\b", re.IGNORECASE)
_IN = lazy_pattern(r"\s*in\b", re.IGNORECASE)
_IS_TOLD = lazy_pattern(r"[ \t)]*[=:(]")
_DOES = lazy_pattern(r"drop(?:ping|_last)|discarding|ignoring|丢弃|丢掉", re.IGNORECASE)
_TOTAL = lazy_pattern(
    r"\W*(?:and )?(?:in |the )?(?:total|all|overall|altogether)\W*", re.IGNORECASE
)
_TOPIC = 80
"""Characters before "in steps?" that say of what."""
_TIMES = {"duration", "remaining", *MILLISECONDS}
_COUNTS = {
    *("batches", "iterations", "iterations_of_epoch", "max_iterations", "epochs", "batch_size"),
    *("effective_batch_size", "grad_accumulation", "last_batch", "views", "duration", "gpu_hours"),
    *("tokens", "warmup_steps", "warmup_epochs", "warmup", "checkpoints", "evaluations"),
    *("log_lines", "padding", "padded_size", "val_batches", "drop", "percent"),
    *MILLISECONDS,
}
_RATE = r"(?:lr|learning[ _-]?rate)(?![a-z_])"
_UNCOUNTED = lazy_pattern(
    rf"\b(?:what|how (?:high|large|big|small))\b(?! (?:epoch|step|iteration))[^.?;,\d]{{0,24}}?"
    rf"\b{_RATE}(?! (?:schedule|drop|decay))[^.?;]{{0,40}}"
    rf"|\b{_RATE}[^.?;,\d]{{0,8}}\?"
    r"|(?:(?<![a-z])lr|学习率)[^，。？,.?\d多]{0,10}(?:多少|几)"
    r"|\bhow (?:much|many) (?:gb|disk|storage|space)\b"
    r"|\b(?:disk|storage) (?:space|size)[^.;\d]{0,24}\?"
    r"|(?:多少|多大)[^，。？,?]{0,3}(?:磁盘|硬盘|存储|空间|GB?(?![a-z]))"
    r"|(?:磁盘|硬盘|存储|空间)[^，。？,?\d]{0,6}(?:多少|多大|几个?[GT])|磁盘上?(?:是|有|剩|留)哪[几些]个?",
    re.IGNORECASE,
)
"""Questions for a learning rate, for space on a disk or for files, which no count answers."""
_OF_WHAT = {"per_device", "per_epoch", "per_iteration", "val", "test", "train", "all_devices"}
_STEPS = {"iterations", "batches", "iterations_of_epoch", "max_iterations"}
_SAMPLES = {"samples", "train", "all_data", "seen"}
_OF_DATA = {"padded_size", "train", "all_data"}


def with_terse(scan: Scan, asked: list[Asked], used: Collection[int]) -> list[Asked]:
    """What is asked, with what is asked in few words."""
    more = [*_without_noun(scan, asked), *_han_elided(scan, asked), *_fragments(scan, asked, used)]
    more = [item for item in more if not _DOES.match(item.label.text)]
    more += [] if asked or more else _of_it(scan)
    everything = sorted([*asked, *more], key=lambda item: item.label.start)
    return with_rest(scan, everything)


def _of_it(scan: Scan) -> list[Asked]:
    """A question for what was counted before: "what will it be?"."""
    cue = _WHAT_IT.search(scan.text)
    told = [t for t in scan.tokens if isinstance(t, Label) and cue and t.start < cue.start()]
    counts = [token for token in told if token.kind in _STEPS]
    if cue is None or not counts:
        return []
    segment = scan.segment_of(counts[-1])
    kinds = kinds_between(scan, segment.start, segment.end) & {"per_epoch"}
    label = Label(counts[-1].kind, *cue.span(), cue.group())
    here = scan.segment_at(cue.start())
    return [Asked(label, here, total=False, kinds=frozenset(kinds))]


def not_understood(scan: Scan, asked: Sequence[Asked]) -> tuple[str, ...]:
    """Questions after the number of something that no word of the vocabulary counts."""
    found = []
    for cue in islice(_OF_SOMETHING.finditer(scan.text), MOST_ASKED):
        end = _CLAUSE_ENDS.search(scan.text, cue.end())
        stop = end.start() if end else len(scan.text)
        if not any(cue.start() <= item.label.start < max(stop, cue.end()) for item in asked):
            found.append(scan.text[cue.start() : max(stop, cue.end())].strip())
    return (*found, *(match.group().strip() for match in _UNCOUNTED.finditer(scan.text)))


def _without_noun(scan: Scan, asked: Sequence[Asked]) -> list[Asked]:
    """Questions that leave out what is counted, as it was asked for before."""
    found = []
    for cue in islice(_CUE.finditer(scan.text), MOST_ASKED):
        elided = _ELIDED.match(scan.text, cue.end())
        if not elided:
            continue
        end = _CLAUSE_ENDS.search(scan.text, elided.end())
        stop = end.start() if end else len(scan.text)
        if any(cue.start() <= item.label.start < stop for item in asked):
            continue
        kinds = kinds_between(scan, cue.end(), stop)
        before = [item for item in asked if item.label.start < cue.start()]
        kind = before[-1].label.kind if before else _last_counted(scan, cue.start())
        kind = "samples" if kind in _OF_DATA else kind
        if kinds & (_OF_WHAT | {"devices"}) and not kinds & (_COUNTS | {"samples"}):
            label = Label(kind, cue.start(), cue.end(), cue.group())
            segment = scan.segment_at(cue.start())
            found.append(Asked(label, segment, total=False, kinds=frozenset(kinds)))
    return found


def _han_elided(scan: Scan, asked: Sequence[Asked]) -> list[Asked]:
    """The same in Chinese; what is counted is what the question beside it counts."""
    counted = [item for item in asked if item.label.kind in _COUNTED]
    found = []
    for match in islice(_HAN_ELIDED.finditer(scan.text), MOST_ASKED) if counted else ():
        label = Label(counted[0].label.kind, match.start(), match.end(), match.group())
        kinds = frozenset({"per_epoch"} if match["epoch"] else ())
        if any(label.start <= item.label.start < label.end for item in asked):
            continue
        segment = scan.segment_at(match.start())
        found.append(Asked(label, segment, total=bool(match["all"]), kinds=kinds))
    return found


def _last_counted(scan: Scan, place: int) -> str:
    """What a text counted last before a place, if it counted iterations: else samples are meant."""
    told = [
        token.kind
        for token, after in zip_longest(scan.tokens, scan.tokens[1:])
        if isinstance(token, Label) and token.start < place and not _holds_batch(after)
    ]
    counts = [kind for kind in told if kind in _STEPS]
    return counts[-1] if counts and "samples" not in told else "samples"


def _holds_batch(after: Token | None) -> bool:
    """Whether what follows a word says that it is the content of a batch: images per GPU."""
    return isinstance(after, Label) and after.kind in {"per_device", "per_batch"}


def _fragments(scan: Scan, asked: Sequence[Asked], used: Collection[int]) -> list[Asked]:
    """Clauses of nothing but what is asked for, after the numbers of their sentence."""
    found: list[Asked] = []
    asks = False
    for segment in scan.segments:
        sentence = scan.text[segment.start : segment.end]
        question = sentence.rstrip().endswith("?") or bool(_WH.match(sentence))
        has = any(item.segment == segment for item in asked)
        if question or has or asks:
            clauses = _clauses(scan, segment, open_=not (question or has))
            heads = [_head(scan, start, end, used) for start, end in clauses]
            new = [_asked(scan, segment, *head) for head in heads if head]
            new += _totals(scan, segment, clauses, asked) if question else []
            found += [item for item in new if not _is_asked(item, clauses, asked)]
            asks = question or has or bool(new)
    return found


def _totals(
    scan: Scan, segment: Segment, clauses: Sequence[tuple[int, int]], asked: Sequence[Asked]
) -> list[Asked]:
    """A question that is only "total?", where nothing was asked before."""
    if any(item.label.start < segment.end for item in asked):
        return []
    found = [(a, b) for a, b in clauses if _TOTAL.fullmatch(scan.text, a, b)]
    kinds = frozenset({"iterations"})
    return [
        Asked(Label("iterations", a, b, scan.text[a:b].strip()), segment, total=True, kinds=kinds)
        for a, b in found[:1]
    ]


def _is_asked(item: Asked, clauses: Sequence[tuple[int, int]], asked: Sequence[Asked]) -> bool:
    """Whether a clause is asked for already, or gives only the unit of what is."""
    start, end = next(span for span in clauses if span[0] <= item.label.start < span[1])
    times = item.label.kind in _TIMES and any(other.label.kind in _TIMES for other in asked)
    return times or any(start <= other.label.start < end for other in asked)


def _clauses(scan: Scan, segment: Segment, *, open_: bool) -> list[tuple[int, int]]:
    """The clauses after the last number; where the sentence is no question, from its start."""
    cuts = [segment.start, segment.end]
    for match in _PARTED.finditer(scan.text, segment.start, segment.end):
        cuts += match.span()
    spans = [(a, b) for a, b in pairwise(sorted(cuts)) if scan.text[a:b].strip()]
    plain: list[tuple[int, int]] = []
    for start, end in spans if open_ else reversed(spans):
        if any(isinstance(scan.tokens[place], Number) for place in scan.places(start, end)):
            break
        if (
            open_
            and not _is_plain(scan, start, end)
            and not _PARTED.fullmatch(scan.text, start, end)
        ):
            break
        plain.append((start, end))
    return plain


def _is_plain(scan: Scan, start: int, end: int) -> bool:
    """Whether a clause has nothing but words that count, and little words."""
    place = start
    for token in (scan.tokens[inside] for inside in scan.places(start, end)):
        if not isinstance(token, Label) or not _PLAIN.fullmatch(scan.text, place, token.start):
            return False
        place = token.end
    return bool(_PLAIN.fullmatch(scan.text, min(place, end), end))


def _head(
    scan: Scan, start: int, end: int, used: Collection[int]
) -> tuple[Label, frozenset[str]] | None:
    """What a clause counts, with the words around it."""
    as_unit = _IN.match(scan.text, start)
    topic = kinds_between(scan, max(0, start - _TOPIC), start) & {"warmup"} if as_unit else set()
    if _IS_TOLD.match(scan.text, end) or (as_unit and not topic):
        return None
    if not _is_plain(scan, start, end):
        return None
    kinds = kinds_between(scan, start, end) | topic
    heads = _COUNTS | (_SAMPLES if kinds & _OF_WHAT - {"train", "val", "test"} else set())
    for place in scan.places(start, end):
        token = scan.tokens[place]
        if isinstance(token, Label):
            if place in used or _NO_NOUN.match(token.text):
                return None
            if token.kind in heads and ("percent" not in kinds or token.kind == "percent"):
                return token, frozenset(kinds)
    return None


def _asked(scan: Scan, segment: Segment, label: Label, kinds: frozenset[str]) -> Asked:
    around = scan.text[max(segment.start, label.start - 24) : label.end + 24]
    total = re.search(r"\b(?:total|overall|whole|all|altogether|entire)\b", around, re.IGNORECASE)
    if _EACH.search(around) and "epochs" in kinds_between(scan, segment.start, label.start):
        kinds |= {"per_epoch"}
    return Asked(label, segment, bool(total), kinds)
