"""Which words of a sentence are asked for."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.reading.asked.also_asked import listed_beside
from solver.reading.asked.ended_asks import HOW_MUCH, asked_at_end, is_stated, takes_as_same
from solver.reading.stated.factors import find_factors
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan, Segment
from solver.reading.tokens.vocabulary import MILLISECONDS, Label, names_a_set

BEFORE_IT = lazy_pattern(
    r"how (?:many|much|large|big|long)|how often|whats\b|what(?! (?:will|would) happen| if\b)(?:'s"
    r"| is| are| was| will be| would be|\b)"
    r"|[=≈]\s?[?]+(?=\s*\w)|which(?= (?:\w+ )?batch)|(?:number|num|nr\.?|no\.|#) of|(?:find"
    r"|calculate|compute|determine|give|(?<!i )(?<!we )(?<!you )get|work out|derive)\b"
    r"|多少|(?<![这那好十])几(?=[个次轮步批张块卡遍条小分秒天周行例份幅台篇])"
    r"|" + HOW_MUCH + r"|求|计算"
    r"|算出?|给出",
    re.IGNORECASE,
)
_EQUALS = lazy_pattern(
    r"(?:\bequals?|[*×/=]|\btimes|\bby|\bsame|\bthan)\s*(?:the )?$", re.IGNORECASE
)
_ASKS_BEFORE = lazy_pattern(
    r"(?:多少|几)\s*(?=才|能|可以|比较|合适|最合适|[,，;；。?？]|$)", re.MULTILINE
)
_SHOWS = lazy_pattern(
    r"\s*(?:上|里|中)?(?:却|就|只|都|还)?(?:显示|displays?|shows?|says?|showed|said)", re.IGNORECASE
)
_STATES_NUMBER = lazy_pattern(
    r" \w{1,20} ?[*×/=]"
    r"| [^?,;]{0,40}?\b(?:is|are|was|were|should|equals?|must)\b(?! (?:what|how))",
    re.IGNORECASE,
)
"""What follows "number of" where it is no question: "the number of steps should equal ..."."""
_COUNTS = lazy_pattern(r"how (?:many|much)|number of|多少|几", re.IGNORECASE)
AFTER_IT = lazy_pattern(
    r"(?:分别|各)?(?:是|为|有|要|等于|需要|需)?(?:多少|多大|(?<![这那好十])几)|[?]|which one"
    r"|what is it|(?:be|to|is|=) what(?=\s*[?])"
    r"|what (?:will|would|should) it be|是什么|呢|怎么算|如何计算",
    re.IGNORECASE,
)
_WHY = lazy_pattern(r"\b(?:why|should i|better|best)\b|为什么|为何|区别|更好|合适", re.IGNORECASE)
_AND = lazy_pattern(
    r"[\s,，、/]*(?:(?:and|or|as well as|和|与|以及|还有|及)\s*)?(?:the |its |各)?\s*"
)
_JOINS = lazy_pattern(r"[,，、/]|\b(?:and|or|as)\b|[和与及各]|还有")
_COUNTED = lazy_pattern(
    r"\s*(?:的)?(?:个数|次数|数量|数目|总数|数(?!据)|大小)(?!\s?(?:量)?(?:一致|相同|相等|不变|一样"
    r"|应该))"
)
_TELL_WHICH_SAMPLES = {"last_batch", "drop", "padding", "padded_size"}
_A_PAIR = 2
_FARTHEST = 40  # characters between "how many" and what is counted
_REQUESTS = lazy_pattern(
    r"\b(?:want|need|like|tell|find|know|calculate|compute|give|please|determine|what|how|work out"
    r"|figure|estimate|state|derive|show)\b|^\s*(?:the )?(?:total )?number of|[\u4e00-\u9fff]",
    re.IGNORECASE,
)
_FED = lazy_pattern(
    r"(?:喂|送|取|跑|更新|迭代|循环|训练|读|抓|拿|调|梯度下降|反向传播)(?:要|得|了)?(?:多少|几)$"
)
_YES_OR_NO = lazy_pattern(r"[吗嘛]\s?$")
_BLANK = lazy_pattern(
    r"(?:\s(?:should|must|would|will) be\s[\d.,]+ ?[*/×+] ?[\d.,]+)?\s{0,3}[=:]\s{0,3}[?]"
)
TOPIC = 120  # characters before a sentence that say what "that" is
_CLAUSE_OPENS = lazy_pattern(r"[:,，、]")
_OPENING = lazy_pattern(
    r"\s*(?:(?:and|then|the|total|number of|size of|那么?|则|总)\s*)*", re.IGNORECASE
)
_SHOULD = lazy_pattern(r"\b(?:should|will|would|does|must) (?:the |my )?$", re.IGNORECASE)
_OF_VALUE = lazy_pattern(r"\s?(?:是|为|=|:|of|is)?\s?\d")
_HOW_MANY_BEFORE = lazy_pattern(r"how many (?:\w+ )?$", re.IGNORECASE)
_OF_NUMBER = lazy_pattern(r" of (?:size )?\d")
_SETS = {"train", "val", "test"}
HEADS = {
    *("batches", "groups", "iterations", "iterations_of_epoch", "max_iterations", "epochs"),
    *("batch_size", "effective_batch_size", "grad_accumulation", "devices", "processes", "nodes"),
    *(
        "not_run",
        "last_batch",
        "views",
        "seen",
        "duration",
        "train",
        "val",
        "test",
        "all_data",
        "samples",
    ),
    *("drop", "gpu_hours", "tokens", "tokens_per_second", "samples_per_second", "warmup_epochs"),
    *("warmup_steps", "warmup_ratio", "warmup", "checkpoint_interval", "unsaved", "checkpoints"),
    *("evaluation_interval", "evaluations", "log_interval", "log_lines", "patience"),
    *(
        "best_epoch",
        "stop_epoch",
        "folds",
        "padding",
        "padded_size",
        "sequence_length",
        "repeats",
        "val_batches",
    ),
    *("corpus", "kept", "progress_bar", "percent", "remaining", "which_epoch", "which_iteration"),
    *MILLISECONDS,
}
_ANYWHERE = lazy_pattern("")
_ASK_BY_THEMSELVES = {
    "views": _ANYWHERE,
    "not_run": _ANYWHERE,
    "which_epoch": _ANYWHERE,
    "which_iteration": _ANYWHERE,
    "duration": lazy_pattern(r"how long$|多久$|多长时间$|多少时间$", re.IGNORECASE),
    "remaining": lazy_pattern(r"how much (?:longer|more time)$", re.IGNORECASE),
    "best_epoch": lazy_pattern(
        r"\b(?:which|what)(?: one| model)? (?:was|is)(?: the)?\s*\S*(?: epoch)?$", re.IGNORECASE
    ),
    "stop_epoch": lazy_pattern(
        r"\b(?:when|where|at (?:what|which) point) (?:does|will|would|should|is|did)\b[^.?]{0,30}$"
        r"|(?:什么时候|何时)[^,，。]{0,10}$",
        re.IGNORECASE,
    ),
}
"""Words that are a question without any other, and what they end with where they are."""
_THE_SAME = lazy_pattern(
    r"\b(?:same|equal|identical|unchanged)(?: [\w-]{1,10}){0,2}[ -]$|(?:同样|相同|一样)多?的?\s?$",
    re.IGNORECASE,
)
"""What stands before a word that is kept, and so not asked for."""
_DONE = {"checkpoints", "evaluations", "log_lines"}
_HOW_OFTEN = lazy_pattern(r"[了过下]?(?:多少|几)\s?[次个份行条遍]")
"""What follows a verb that is counted: 存了多少次, 评估几次."""
_OF_A_BATCH = {"per_iteration", "per_batch"}
_WHICH = {"which_epoch", "which_iteration"}
_SHARED_OUT = {"warmup", "warmup_steps"}
"""What a percentage is asked of, and so not its own number."""
_ASKS_ALONE = lazy_pattern(r"[^,，;；?？]{0,12}(?:多少|几)[^,，;；?？]{0,8}[,，;；?？]")
_ONLY_COUNTED = {"devices", *MILLISECONDS}
"""Words that are asked for only right after "how many": "what GPU" asks for no number."""


def find_heads(scan: Scan, segment: Segment, used: set[int]) -> list[int]:
    """The places of the words that a sentence asks for, in order."""
    changed = [factor.label for factor in find_factors(scan, segment)]
    free = [
        place
        for place in scan.places(segment.start, segment.end)
        if isinstance(token := scan.tokens[place], Label)
        and token not in changed
        and token.kind in HEADS
        and (place not in used or _asked_with_size(scan, token))
        and (token.kind not in _SETS or names_a_set(token) or len(token.text) == 1)
        and not _is_unit(scan, place)
        and not is_stated(scan, place)
        and not scan.before(token.start, _THE_SAME)
        and (not _SHOWS.match(scan.text, token.end) or scan.before(token.start, _SHOULD))
    ]
    heads: list[int] = []
    for match in BEFORE_IT.finditer(scan.text, segment.start, segment.end):
        if match.group().lower() == "number of" and _is_stated(scan, match):
            continue
        if match.group().lower() == "how long":
            continue  # a question by itself
        if _ASKS_BEFORE.match(scan.text, match.start()):
            heads += _last_before(scan, segment, free, match.start())
            continue
        heads += _after_cue(scan, free, match.end()) or asked_at_end(scan, segment, free, match)
    if not heads:
        heads = _before_cue(scan, segment, free)
    heads = [_specific(scan, free, place) for place in heads]
    percents = _of_percent(scan, segment, free)
    heads = [p for p in heads if not _is_shared_out(scan, p, percents)] + percents
    if any(_kind(scan, place) in _WHICH for place in free):
        heads = [place for place in heads if _kind(scan, place) not in {"stop_epoch", "best_epoch"}]
    if not _COUNTS.search(scan.text, segment.start, segment.end):
        heads = [place for place in heads if _kind(scan, place) != "drop"]
    heads += [place for place in free if _asks_by_itself(scan, place)]
    heads += listed_beside(scan, segment, free, heads)
    return sorted(set(heads)) or _times(scan, segment)


def _asked_with_size(scan: Scan, token: Label) -> bool:
    """Whether batches are asked for together with their size: "how many batches of 24"."""
    asked = scan.before(token.start, _HOW_MANY_BEFORE)
    return token.kind == "batches" and bool(asked and _OF_NUMBER.match(scan.text, token.end))


def _times(scan: Scan, segment: Segment) -> list[int]:
    """几次 alone asks how often the network is fed or updated."""
    return [
        place
        for place, token in enumerate(scan.tokens)
        if isinstance(token, Label)
        and token.kind == "times"
        and segment.holds(token)
        and _FED.search(scan.text, segment.start, token.start)
    ][:1]


def _is_stated(scan: Scan, cue: re.Match[str]) -> bool:
    """Whether "number of" tells something, as in "steps equal number of images"."""
    before = scan.text[max(0, cue.start() - 12) : cue.start()]
    if _STATES_NUMBER.match(scan.text, cue.end()) or _EQUALS.search(before):
        return True
    segment = scan.segment_at(cue.start())
    sentence = scan.text[segment.start : segment.end]
    return not segment.listed and "?" not in sentence and not _REQUESTS.search(sentence)


def _last_before(scan: Scan, segment: Segment, free: list[int], cue: int) -> list[int]:
    """The last word before 多少 where it ends its clause: "累积步数设多少才能"."""
    start = max([segment.start, *(m.end() for m in _CLAUSE_OPENS.finditer(scan.text, 0, cue))])
    before = [
        place
        for place in free
        if start <= scan.tokens[place].start < cue and _kind(scan, place) not in _ONLY_COUNTED
    ]
    return _joined(scan, free, before) if before else []


def _joined(scan: Scan, free: list[int], before: list[int]) -> list[int]:
    """The word that is counted, or else the last one, with those joined to it by "and"."""
    counted = [p for p in before if _COUNTED.match(scan.text, scan.tokens[p].end)]
    heads = [(counted or before)[-1]]
    while heads[0] - 1 in free and _AND.fullmatch(scan.gap(heads[0] - 1, heads[0])):
        heads.insert(0, heads[0] - 1)
    return heads


def _of_percent(scan: Scan, segment: Segment, free: list[int]) -> list[int]:
    """A share is asked for wherever the word stands: "warm-up %?", "占百分之几"."""
    asks = "?" in scan.text[segment.start : segment.end] or _COUNTS.search(
        scan.text, segment.start, segment.end
    )
    shares = [place for place in free if _kind(scan, place) == "percent"]
    return [p for p in shares if asks or scan.tokens[p].text.lower().startswith("what")][:1]


def _is_shared_out(scan: Scan, place: int, percents: list[int]) -> bool:
    """Whether a percentage is asked of it; a question of its own before a comma is none."""
    if not percents or _kind(scan, place) not in _SHARED_OUT:
        return False
    between = scan.text[scan.tokens[place].end : scan.tokens[percents[0]].start]
    return not _ASKS_ALONE.match(between)


def _is_unit(scan: Scan, place: int) -> bool:
    """Whether a word directly follows a number, as 步 in 累积2步, and so asks for nothing."""
    before = scan.tokens[place - 1] if place else None
    if before is None or scan.gap(place - 1, place).strip() or _kind(scan, place) == "not_run":
        return False
    return isinstance(before, Number) or (
        _kind(scan, place) == _kind(scan, place - 1) == "samples" and _is_unit(scan, place - 1)
    )


def _asks_by_itself(scan: Scan, place: int) -> bool:
    """Whether a word is a question without any other: "how long", or "seconds per step"."""
    if _kind(scan, place) in MILLISECONDS:
        following = _kind(scan, place + 1) if place + 1 < len(scan.tokens) else ""
        return (
            following in {"per_epoch", "per_iteration"} and not scan.gap(place, place + 1).strip()
        )
    if _kind(scan, place) == "tokens":
        following = _kind(scan, place + 1) if place + 1 < len(scan.tokens) else ""
        before = scan.tokens[place - 1] if place else None
        told = isinstance(before, Number) or _kind(scan, place - 1) in {"tokens", "sequence_length"}
        return (
            following in _OF_A_BATCH
            and not told
            and scan.gap(place, place + 1).strip() in {"", "in"}
        )
    if _kind(scan, place) in _DONE and _HOW_OFTEN.match(scan.text, scan.tokens[place].end):
        return True
    if _kind(scan, place) == "padding":
        return bool(_COUNTS.search(scan.text, scan.tokens[place].start, scan.tokens[place].end))
    asks = _ASK_BY_THEMSELVES.get(_kind(scan, place))
    return bool(
        asks and asks.search(scan.text, max(0, scan.tokens[place].start - 24), _end(scan, place))
    )


def _end(scan: Scan, place: int) -> int:
    return scan.tokens[place].end


def _specific(scan: Scan, free: list[int], head: int) -> int:
    """Samples of the last batch, or dropped ones, are asked for by that and not by "samples"."""
    if _kind(scan, head) not in {"samples", "train", "all_data"}:
        return head
    near = [
        p
        for p in free
        if (abs(p - head) == 1 or (p - head == _A_PAIR and _kind(scan, p - 1) == "repeats"))
        and _kind(scan, p) in _TELL_WHICH_SAMPLES
        and not re.search(r"[,，;；]", scan.gap(min(p, head), max(p, head)))
    ]
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
        if not (_AND.fullmatch(between) and _JOINS.search(between)):
            break
        if _kind(scan, place) != "remaining":
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
    cue = AFTER_IT.search(scan.text, segment.start, segment.end)
    if cue is None and not segment.listed:
        return []
    if _only_compares(scan, segment):
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
    if bare and _YES_OR_NO.search(scan.text, segment.start, end):
        return []
    if not before or (bare and not counted and not _stands_bare(scan, segment, before[-1])):
        return [place for place in before[-1:] if _is_blank(scan, place)]
    return _joined(scan, free, before)


def _only_compares(scan: Scan, segment: Segment) -> bool:
    """Whether a sentence asks if a number stays the same, and a later one asks for the number."""
    compares = takes_as_same(scan.text[segment.start : segment.end])
    return compares and bool(_COUNTS.search(scan.text, segment.end, segment.end + TOPIC))


def _is_blank(scan: Scan, place: int) -> bool:
    """Whether a word has a question mark for its value: "warmup steps = ?"."""
    return bool(_BLANK.match(scan.text, scan.tokens[place].end))


def _stands_bare(scan: Scan, segment: Segment, place: int) -> bool:
    """Whether the clause is only what it asks for: "batch size 32: iterations per epoch?"."""
    label = scan.tokens[place]
    cuts = [m.end() for m in _CLAUSE_OPENS.finditer(scan.text, segment.start, label.start)]
    while place and _AND.fullmatch(scan.gap(place - 1, place)):
        place -= 1
    opening = scan.text[max([segment.start, *cuts]) : scan.tokens[place].start]
    return bool(_OPENING.fullmatch(opening))


def _kind(scan: Scan, place: int) -> str:
    token = scan.tokens[place]
    return token.kind if isinstance(token, Label) else ""
