"""Which time a number is: of an iteration, an epoch, an evaluation, or the whole run."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.clauses import Reading, clause_span, counts, kind_of
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import MILLISECONDS

_EACH_TAKES = lazy_pattern(
    r"\beach(?: one| of (?:them|which))? (?:takes?|took|lasts?|needs?|runs?)(?: for)?"
    r"(?: about| around| roughly)? *$|每[个轮次](?:要|需要?|用|花)?(?:大概|大约|约)?\s*$",
    re.IGNORECASE,
)
_TAKES = lazy_pattern(
    r"\s*(?:用时|耗时|时间|花|要|需要?|(?:it |which )?(?:takes?|took|lasts?))(?:是|了|为|约|大概"
    r"|about)?\s*"
)
_PER_SAMPLE = lazy_pattern(
    r"\b(?:each|every|per|an?|one|single) (?:single )?(?:training )?"
    r"(?:image|sample|picture|photo|example|sentence|sequence|text)(?!s)|每[张个条]\s?(?:图片?|样本"
    r"|数据|句子)|[每一][张条幅句](?:图片?|样本|数据)?(?=(?:大概|大约|约|平均|只|就){0,2}(?:要|需|花|用|耗|\d))",
    re.IGNORECASE,
)
_PER_EVALUATION = lazy_pattern(
    r"\b(?:each|every|per|one|an|a) (?:eval(?:uation)?|validation|val)\b(?! (?:image|sample"
    r"|example))"
    r"|(?:每次|一次|每轮|单次)(?:的)?\s?(?:eval\w*|validation|验证|评估|评测)"
    r"|(?:验证|评估|评测)(?:一次|一遍)?(?:还)?(?:要|花|需要?|耗时|用时)",
    re.IGNORECASE,
)
_IT_TAKES = lazy_pattern(
    r"\b(?:it|this|that|mine)(?:'?s| is| was)? ?(?:tak(?:es?|ing)|took|need(?:s|ing)?"
    r"|becomes?|became|(?:goes|went) (?:up|down) to)\b",
    re.IGNORECASE,
)
_TO_COME = lazy_pattern(
    r"(?:\beta|remaining|time left|剩余(?:时间)?|还剩)[:： ]{0,3}$", re.IGNORECASE
)
_EPOCH_TIME = lazy_pattern(
    r"\bepoch (?:time|duration)\b[^.;,]{0,24}$|epoch\s?的?(?:用时|耗时|时间)[^，。,;；]{0,12}$",
    re.IGNORECASE,
)
_FITS = lazy_pattern(
    r"how many (?:full |whole )?(?:epochs|iterations|steps|updates)[^,.;?]{0,40}?"
    r"\b(?:in|into|within|during)(?: the)? $",
    re.IGNORECASE,
)
EACH = lazy_pattern(r"\s*(?:each|apiece)\b", re.IGNORECASE)
_AND = lazy_pattern(r"\b(?:and|while|but|with)\b|而|且|并且", re.IGNORECASE)
_PER = {"per_iteration", "per_batch", "per_epoch"}


def which_time(scan: Scan, reading: Reading, kinds: set[str]) -> str:
    """The time that a number is, from the words of its clause."""
    if scan.before(scan.tokens[reading.number].start, _TO_COME):
        return "time_remaining"
    said = _said_of_it(scan, reading)
    if said:
        return said
    if _PER_EVALUATION.search(scan.text, *_alone_with(scan, reading.number)):
        return "time_per_evaluation"
    kinds = kinds - _of_other_times(scan, reading) - _of_the_next_time(scan, reading)
    kinds |= _topic(scan, reading)
    each = _counted_each(scan, reading)
    if kinds & {"per_iteration", "per_batch"} or each == "iterations":
        return "time_per_iteration"
    of_epoch = "per_epoch" in kinds or each == "epochs" or _of_that_epoch(scan, reading)
    return "time_per_epoch" if of_epoch else "time_total"


def _said_of_it(scan: Scan, reading: Reading) -> str | None:
    """The time that the words of the clause alone decide: "epoch time", "how many epochs in"."""
    start, end = clause_span(scan, reading.number)
    number = scan.tokens[reading.number]
    if _FITS.search(scan.text, start, number.start):
        return "time_total"
    if _EPOCH_TIME.search(scan.text, start, number.start):
        return "time_per_epoch"
    return "time_per_sample" if _PER_SAMPLE.search(scan.text, start, end) else None


def _of_other_times(scan: Scan, reading: Reading) -> set[str]:
    """What other times of the clause are for, said right after them: 0.4 s/it, 1 h."""
    start, end = clause_span(scan, reading.number)
    others, own = set[str](), set[str]()
    for place in range(2, len(scan.tokens)):
        number, unit, what = scan.tokens[place - 2 : place + 1]
        if not start <= what.start < end or kind_of(what) not in _PER:
            continue
        beside = isinstance(number, Number) and kind_of(unit) in MILLISECONDS
        beside = beside and scan.gap(place - 1, place).strip() in {"", "/"}
        (others if beside and place - 2 != reading.number else own).add(kind_of(what))
    return others - own


def _of_the_next_time(scan: Scan, reading: Reading) -> set[str]:
    """What the time after an "and" is for: "took 2 days and every epoch needs 45 min"."""
    start, end = clause_span(scan, reading.number)
    number = scan.tokens[reading.number]
    cut = _AND.search(scan.text, number.end, end)
    if cut is None:
        return set()
    later = [scan.tokens[place] for place in scan.places(cut.end(), end)]
    before = {kind_of(scan.tokens[place]) for place in scan.places(start, cut.start())}
    timed = any(kind_of(token) in MILLISECONDS for token in later)
    return {kind_of(token) for token in later if timed} & _PER - before


def _alone_with(scan: Scan, place: int) -> tuple[int, int]:
    """The part of a clause that holds no other number."""
    start, end = clause_span(scan, place)
    number = scan.tokens[place]
    others = [token for token in scan.tokens if isinstance(token, Number) and token is not number]
    starts = [token.end for token in others if token.end <= number.start]
    ends = [token.start for token in others if token.start >= number.end]
    return max([start, *starts[-1:]]), min([end, *ends[:1]])


def _topic(scan: Scan, reading: Reading) -> set[str]:
    """What "it takes 50 s" is about, where the sentence before asks of one epoch or iteration."""
    number = scan.tokens[reading.number]
    start, end = clause_span(scan, reading.number)
    takes = _IT_TAKES.search(scan.text, start, number.start)
    beside = takes and not scan.text[takes.end() : number.start].strip()
    if not takes or (counts(scan, start, end) > 1 and not beside):
        return set()
    before = {kind_of(token) for token in scan.tokens if start - 120 <= token.start < start}
    found = before & {"per_epoch", "per_iteration"}
    return found if len(found) == 1 and not before & {"epochs"} else set()


def _counted_each(scan: Scan, reading: Reading) -> str:
    """What a time is for each of: "20 epochs, 2 h each", "20 epochs, and each takes 2 h"."""
    number = scan.tokens[reading.number]
    after = EACH.match(scan.text, scan.tokens[reading.word].end)
    if not (after or _EACH_TAKES.search(scan.text, max(0, number.start - 40), number.start)):
        return ""
    before = [kind_of(token) for token in scan.tokens[: reading.number]]
    return next((kind for kind in reversed(before) if kind in {"epochs", "iterations"}), "")


def _of_that_epoch(scan: Scan, reading: Reading) -> bool:
    """Whether a clause that says only what is taken follows one about an epoch: 用时2分钟."""
    number = scan.tokens[reading.number]
    start, _ = clause_span(scan, reading.number)
    segment = scan.segment_of(number)
    before = {kind_of(token) for token in scan.tokens if segment.start <= token.start < start}
    takes = _TAKES.fullmatch(scan.text, start, number.start)
    return bool(takes and "per_epoch" in before and "epochs" not in before)
