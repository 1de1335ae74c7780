"""What a number states, once the word that says so is known: its quantity and its value."""

import re
from fractions import Fraction

from solver.problem import Known
from solver.reading.clauses import Reading, alone, around, clause_of, clause_span, kind_of
from solver.reading.cues import how_told, is_about
from solver.reading.meanings import refined
from solver.reading.numbers import Number
from solver.reading.scan import Scan
from solver.reading.vocabulary import MILLISECONDS
from solver.reading.which_samples import (
    SETS,
    in_a_second,
    is_of_a_device,
    which_batch,
    which_samples,
)
from solver.reading.which_time import EACH, which_time
from solver.spans import Exact, exact

_OF_WARMUP_AFTER = re.compile(
    r"\s?(?:of |for |的|做|用于|用来)?(?:the |a )?(?:linear |lr |learning[ -]rate )?(?:warm[ -]?up"
    r"|预热|热身)",
    re.IGNORECASE,
)
_IN_ROUND_TOKENS = {"tokens_per_batch"}
_ROUND = re.compile(r"\d(?:\.\d{1,2})?\s?(?:[kKmMBGT]|million|billion|万|亿|百万)")
_OF_RECORDINGS = re.compile(
    r"\s?(?:of )?(?:\w+ )?(?:speech|audio|videos?|recordings?|librispeech|语音|音频|录音|视频)",
    re.IGNORECASE,
)
_AS_OFTEN = re.compile(r" times(?! as)\b", re.IGNORECASE)
_LEFT_OVER = re.compile(
    r"\b(?:the|my|its|those) (?:other|missing|remaining|rest of the)\s$", re.IGNORECASE
)
_UNSET = -1
"""What many settings are where they are not set."""
_OF_TOKENS = re.compile(r"\s?(?:of )?(?:tokens?|words?|个?(?:token|词))", re.IGNORECASE)
_IN_ALL = re.compile(r"\btotal|in all|altogether|overall|总|一共|共", re.IGNORECASE)
_PER_CLASS = re.compile(
    r"\s*(?:per|(?:in|for|of) (?:each|every)|each|every) (?:class|category|folder|label)\b",
    re.IGNORECASE,
)
_DEFINED = {"iterations", "batches"}
_NO_SIGN = re.compile(r"(?<![=:：])\s*$")
_IN_PERCENT = {"accuracy", "warmup", "warmup_ratio"}
_MOST_SETS = 12
_EACH_NODE = re.compile(
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
    if quantity in SETS.values() and 0 < value < 1:
        return None  # a share of the data, which splits.py reads
    low, high = sorted((reading.number, reading.word))
    text = scan.text[scan.tokens[low].start : scan.tokens[high].end]
    before, after = around(scan, number)
    told = how_told(before)
    if told == "stated" and "=" in number.text:
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
    if reading.role == "rate":
        return exact(1 / Fraction(number.value)) if number.value > 0 else 0
    return number.value


def _says_nothing(scan: Scan, reading: Reading, number: Number) -> bool:
    """Whether a number only looks as if it stated something: "1 iteration is 1 batch"."""
    if number.value == 1 and reading.role in _DEFINED and scan.before(number.start, _NO_SIGN):
        return True
    last = scan.tokens[max(reading.number, reading.word)]
    if _counts_sets(scan, reading, number.value) or _PER_CLASS.match(scan.text, last.end):
        return True
    return reading.role == "samples" and bool(
        number.value == _UNSET
        or _AS_OFTEN.match(scan.text, number.end)
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
    return refined(reading.role, kinds, before, after, alone=alone(clause))


def _of_samples(scan: Scan, reading: Reading, kinds: set[str]) -> str:
    """Samples of a second, of a batch, or of the data."""
    if in_a_second(scan, reading.number):
        return "throughput"
    own = kind_of(scan.tokens[reading.word])
    of_a_batch = kinds & {"per_iteration", "per_device"} and own not in SETS
    if of_a_batch or is_of_a_device(scan, reading):
        return which_batch(scan, kinds)
    return which_samples(scan, reading)


def _special(scan: Scan, reading: Reading, kinds: set[str], before: str, after: str) -> str | None:
    """What a number is by a word of its clause that decides alone; None where there is none."""
    role, number = reading.role, scan.tokens[reading.number]
    if role == "batch_size" and "all_devices" in kinds:
        return "effective_batch_size"
    if role == "warmup" and isinstance(number, Number) and 0 < number.value < 1:
        return "warmup_ratio"
    if role == "devices" and _of_a_node(scan, reading, kinds, before):
        return "devices_per_node"
    if "batch_size" in role and _OF_TOKENS.match(after):
        return "tokens_per_batch"
    of_warmup = _OF_WARMUP_AFTER.match(scan.text, scan.tokens[reading.word].end)
    return "warmup_epochs" if role == "epochs" and of_warmup else None


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
