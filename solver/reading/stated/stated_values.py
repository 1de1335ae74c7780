"""What a number states, once the word that says so is known: its quantity and its value."""

import re
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import SIZES
from solver.reading.data.which_samples import (
    SETS,
    in_a_second,
    is_of_a_device,
    was_seen,
    which_batch,
    which_samples,
)
from solver.reading.stated.cues import how_told, is_about
from solver.reading.stated.meanings import refined
from solver.reading.times.which_time import EACH, which_time
from solver.reading.tokens.clauses import Reading, alone, around, clause_of, clause_span, kind_of
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import MILLISECONDS
from solver.spans import Exact, exact

_OF_WARMUP_AFTER = lazy_pattern(
    r"\s?(?:of |for |的|做|用于|用来)?(?:the |a )?(?:linear |lr |learning[ -]rate )?(?:warm[ -]?up"
    r"|预热|热身)",
    re.IGNORECASE,
)
_IN_ROUND_TOKENS = {"tokens_per_batch"}
_ROUND = lazy_pattern(r"\d(?:\.\d{1,2})?\s?(?:[kKmMBGT]|million|billion|万|亿|百万)")
_OF_RECORDINGS = lazy_pattern(
    r"\s?(?:of )?(?:\w+ )?(?:speech|audio|videos?|recordings?|librispeech|语音|音频|录音|视频)",
    re.IGNORECASE,
)
_AS_OFTEN = lazy_pattern(r" times(?! as)\b", re.IGNORECASE)
_REGULARIZING = lazy_pattern(r"\s?张?\s?(?:reg(?:ularization)?\b|正则)", re.IGNORECASE)
"""Images of a class, not of the subject: they are no part of the data set that is repeated."""
_PLUS = lazy_pattern(r"\+\s?$")
_OF_CLASSES = lazy_pattern(r"\s?(?:[个種种]?类|(?:sub)?(?:classes|categories)\b)", re.IGNORECASE)
_OVER = lazy_pattern(
    r"\b(?:over|on|of|for|through|from)(?: all| the| my| our| about| only){0,2}\s$", re.IGNORECASE
)
_FOR_EPOCHS = lazy_pattern(
    r"\s?(?:in total )?(?:for|in|after|over) (?:all |the )?\d[\d,]{0,9} epochs\b"
    r"|['\"]?\s?at (?:the )?end of (?:epoch \d|\d{1,9} epochs|training|the (?:run|last))",
    re.IGNORECASE,
)
_LEFT_OVER = lazy_pattern(
    r"\b(?:the|my|its|those) (?:other|missing|remaining|rest of the)\s$", re.IGNORECASE
)
_UNSET = -1
"""What many settings are where they are not set."""
_OF_TOKENS = lazy_pattern(r"\s?(?:of )?(?:tokens?|words?|个?(?:token|词))", re.IGNORECASE)
_IN_ALL = lazy_pattern(r"\btotal|in all|altogether|overall|总|一共|共", re.IGNORECASE)
_PER_CLASS = lazy_pattern(
    r"\s*(?:per|(?:in|for|of) (?:each|every)|each|every) (?:class|category|folder|label)\b",
    re.IGNORECASE,
)
_OF_WARMUP = {"epochs": "warmup_epochs", "iterations": "warmup_steps"}
_MORE_THAN = lazy_pattern(r"比[^,，。;；\d]{1,12}[多少大小](?:了|出)?(?:大概|大约|约)?\s?$")
_IN_TIMES = lazy_pattern(r"\s?倍")
_DEFINED = {"iterations", "batches"}
_HELD_OUT = {"val", "test"}
_NO_SIGN = lazy_pattern(r"(?<![=:：])\s*$")
_IN_PERCENT = {"accuracy", "warmup", "warmup_ratio"}
_AS_IF = lazy_pattern(
    r"(?:相当于|等同于|等效(?:于|成|为|到)?|等价于|达到|模拟出?|凑[到成够]|做到"
    r"|实现)[^,，。;\d]{0,12}$"
    r"|\b(?:equivalent to|simulat\w+|emulat\w+|mimic\w*|(?:same )?effect of|as if"
    r"|act(?:s|ing)? like)\b[^,.;\d]{0,24}$",
    re.IGNORECASE,
)
"""Before the batch size that several smaller ones stand for: 相当于bs=32."""
_MAKES_UP = lazy_pattern(
    r"(?:占了?|也就是|就是|即)\s?$|\b(?:which is|that is|that's|makes|i\.e\.)\s?$",
    re.IGNORECASE,
)
_PROGRESS = lazy_pattern(r"\d[\d,]{0,12}\s?/\s?\d[\d,]{0,12}")
"""A place in a run: 100/100."""
_IN_DAYS = lazy_pattern(r"day|天", re.IGNORECASE)
_MOST_SETS = 12
_LONGEST_SAMPLE = 20_000_000
"""Tokens; no model takes more at once."""
_EACH_NODE = lazy_pattern(
    r"(?:each|per|every)[ _]?(?:node|machine|server)|(?:nodes?|machines?) (?:with|of|each)"
    r"|(?:node|machine)s? ?[x×*]|每(?:个|台)?(?:节点|机器|机)|(?:台|机器|节点"
    r"|服务器)各(?:有)?(?=\s?[\d一二两三四六八])|每台(?:有|装)?(?=\s?[\d一二两三四六八])|单机"
    r"|机\d*[一二三四五六七八]?卡|台(?:机器|服务器|机)?各(?:有|配|装)?(?=\s?[\d一二两三四六八])",
    re.IGNORECASE,
)


def known_from(scan: Scan, reading: Reading) -> Known | None:
    """What a number states, read in one way; None where it states nothing about the run."""
    number = scan.tokens[reading.number]
    if not isinstance(number, Number) or (number.percent and reading.role not in _IN_PERCENT):
        return None
    value = _value(scan, reading, number)
    if value is None or _says_nothing(scan, reading, number):
        return None
    quantity = _refined(scan, reading)
    if quantity == "sequence_length" and value > _LONGEST_SAMPLE:
        quantity = "tokens_seen"
    if quantity in SIZES and 0 < value < 1:
        return None  # a share of the data, which splits.py reads
    low, high = sorted((reading.number, reading.word))
    text = scan.text[scan.tokens[low].start : scan.tokens[high].end]
    before, after = around(scan, number)
    told = how_told(before)
    if told == "stated" and "=" in number.text:
        told = "claimed"
    if quantity == "warmup_ratio" and _MAKES_UP.search(before):
        told = "claimed"
    about = is_about(before, after) or (quantity in _IN_ROUND_TOKENS and _is_round(number))
    return Known(quantity, value, told, text.strip(), about=about)


def _value(scan: Scan, reading: Reading, number: Number) -> Exact | None:
    """The value in the unit of the quantity: times in seconds, a pace as the time of one."""
    if reading.role == "time":
        label = scan.tokens[reading.word]
        if _OF_RECORDINGS.match(scan.text, label.end):
            return None
        return exact(Fraction(number.value) * MILLISECONDS[kind_of(label)] / 1000)
    if reading.role == "gpu_hours" and _IN_DAYS.search(scan.tokens[reading.word].text):
        return exact(Fraction(number.value) * 24)
    if reading.role == "rate":
        return exact(1 / Fraction(number.value)) if number.value > 0 else 0
    return number.value


def _says_nothing(scan: Scan, reading: Reading, number: Number) -> bool:
    """Whether a number only looks as if it stated something: "1 iteration is 1 batch"."""
    if number.value == 1 and reading.role in _DEFINED and scan.before(number.start, _NO_SIGN):
        return True
    last = scan.tokens[max(reading.number, reading.word)]
    compared = _IN_TIMES.match(scan.text, number.end) or scan.before(number.start, _MORE_THAN)
    if compared and reading.role == "samples":
        return True
    if _counts_sets(scan, reading, number.value) or _PER_CLASS.match(scan.text, last.end):
        return True
    return reading.role == "samples" and bool(
        number.value == _UNSET
        or _PROGRESS.fullmatch(number.text)
        or _AS_OFTEN.match(scan.text, number.end)
        or _OF_CLASSES.match(scan.text, number.end)
        or (_REGULARIZING.match(scan.text, number.end) and not scan.before(number.start, _PLUS))
        or _LEFT_OVER.search(scan.text, 0, number.start)
    )


def _is_round(number: Number) -> bool:
    """Whether few digits and a unit tell a large number, as 4M."""
    return bool(_ROUND.fullmatch(number.text.strip()))


def _counts_sets(scan: Scan, reading: Reading, value: int | Fraction) -> bool:
    """Whether a number counts data sets, as in "these two data sets"."""
    sets = kind_of(scan.tokens[reading.word]) == "all_data" and reading.word > reading.number
    return sets and value <= _MOST_SETS


def _refined(scan: Scan, reading: Reading) -> str:
    """The exact quantity of a role, from the words of its clause."""
    clause = clause_of(scan, reading.number)
    kinds = {kind_of(token) for token in clause}
    if reading.role == "samples":
        return _of_samples(scan, reading, kinds)
    if reading.role == "time":
        return which_time(scan, reading, kinds)
    number = scan.tokens[reading.number]
    before, after = around(scan, number)
    special = _special(scan, reading, kinds, before, after)
    if special:
        return special
    if reading.role == "iterations" and _of_an_epoch(scan, reading.number, kinds):
        kinds.add("per_epoch")
    if reading.role == "iterations" and _FOR_EPOCHS.match(scan.text, _end(scan, reading)):
        kinds.discard("per_epoch")
    if reading.role == "tokens_per_second" and EACH.match(scan.text, _end(scan, reading)):
        kinds.add("per_device")
    return refined(reading.role, kinds, before, after, alone=alone(clause))


def _end(scan: Scan, reading: Reading) -> int:
    """Where a number and the word that tells it end."""
    return max(scan.tokens[place].end for place in (reading.number, reading.word))


def _of_samples(scan: Scan, reading: Reading, kinds: set[str]) -> str:
    """Samples of a second, of a batch, or of the data."""
    if in_a_second(scan, reading.number):
        return "throughput"
    own = kind_of(scan.tokens[reading.word])
    of_a_batch = kinds & {"per_iteration", "per_device"} and own not in SETS
    of_data = _sized(scan, reading) and (
        "per_iteration" not in kinds or scan.before(scan.tokens[reading.number].start, _OVER)
    )
    of_a_batch = of_a_batch and not (of_data or was_seen(scan, reading.number))
    if of_a_batch or is_of_a_device(scan, reading):
        return which_batch(scan, kinds)
    return which_samples(scan, reading)


def _sized(scan: Scan, reading: Reading) -> bool:
    """Whether the clause of a number gives the batch size by another number."""
    places = scan.places(*clause_span(scan, reading.number))
    sizes = [place for place in places if kind_of(scan.tokens[place]) == "batch_size"]
    return any(
        place + 1 != reading.number
        and place + 1 in places
        and isinstance(scan.tokens[place + 1], Number)
        for place in sizes
    )


def _special(scan: Scan, reading: Reading, kinds: set[str], before: str, after: str) -> str | None:
    """What a number is by a word of its clause that decides alone; None where there is none."""
    role, number = reading.role, scan.tokens[reading.number]
    if role == "batch_size" and ("all_devices" in kinds or stands_for_several(scan, before)):
        return "effective_batch_size"
    if role == "batch_size" and _of_validation(scan, reading, kinds):
        return "val_batch_size"
    if role == "warmup" and isinstance(number, Number) and 0 < number.value < 1:
        return "warmup_ratio"
    if role == "devices" and _of_a_node(scan, reading, kinds, before):
        return "devices_per_node"
    if "batch_size" in role and _OF_TOKENS.match(after):
        return "tokens_per_batch"
    of_warmup = _OF_WARMUP_AFTER.match(scan.text, scan.tokens[reading.word].end)
    return _OF_WARMUP.get(role) if of_warmup else None


def stands_for_several(scan: Scan, before: str) -> bool:
    """Whether a batch size is the one that several smaller ones amount to, by its clause before."""
    accumulates = any(kind_of(token) == "grad_accumulation" for token in scan.tokens)
    return accumulates and bool(_AS_IF.search(before))


def _of_validation(scan: Scan, reading: Reading, kinds: set[str]) -> bool:
    """Whether a batch size is that of the validation, where training has another one."""
    word = min(reading.word, reading.number)
    beside = kind_of(scan.tokens[word - 1]) if word else ""
    if beside in {*_HELD_OUT, "evaluations"} and not scan.gap(word - 1, word).strip():
        return True
    if not kinds & _HELD_OUT or "train" in scan.tokens[reading.word].text.lower():
        return False
    everywhere = [kind_of(token) for token in scan.tokens]
    sizes = [kind for kind in everywhere if kind in {"batch_size", "batches"}]
    start = scan.places(*clause_span(scan, reading.number)).start
    sets = [kind for kind in everywhere[start:word] if kind in SETS]
    told = len(sizes) > 1 and "train" in everywhere
    return told and sets[-1:] not in ([], ["train"])


def _of_a_node(scan: Scan, reading: Reading, kinds: set[str], before: str) -> bool:
    """Whether devices are those of one machine."""
    each = EACH.match(scan.text, scan.tokens[reading.word].end)
    if each or _EACH_NODE.search(f"{before}8"):
        return any(kind_of(token) == "nodes" for token in scan.tokens)
    return "nodes" in kinds and bool(_EACH_NODE.search(scan.text))


def _of_an_epoch(scan: Scan, place: int, kinds: set[str]) -> bool:
    """Whether the last words before a count, in another clause, speak of one epoch."""
    if kinds & {"epochs", "max_iterations", "remaining", "warmup"}:
        return False
    start, end = clause_span(scan, place)
    segment = scan.segment_of(scan.tokens[place])
    if _IN_ALL.search(scan.text, start, end):
        return False
    for token in reversed(scan.tokens[:place]):
        if isinstance(token, Number) or token.start < segment.start:
            return False
        if kind_of(token) == "per_epoch":
            return True
    return False
