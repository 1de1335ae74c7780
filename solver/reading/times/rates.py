"""How long a part takes: "5 epochs took 40 minutes", "每100步要12秒", "4 epochs an hour"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan, Token
from solver.reading.tokens.vocabulary import MILLISECONDS, Label
from solver.spans import exact

_RATES = {
    "epochs": "time_per_epoch",
    "epochs_done": "time_per_epoch",
    "total_iterations": "time_per_iteration",
    "iterations_done": "time_per_iteration",
    "log_interval": "time_per_iteration",
    "total_batches": "time_per_iteration",
}
_SO_FAR = {"epochs": "epochs_done", "total_iterations": "iterations_done"}
_BY_WORD = {
    "epochs": "time_per_epoch",
    "iterations": "time_per_iteration",
    "batches": "time_per_iteration",
    "times": "time_per_iteration",
    "samples": "throughput",
}
_AVERAGED = lazy_pattern(
    r"\b(?:batch_?)?time[: \t]\s?\d{1,4}\.\d{1,6}s?\s\((?P<mean>\d{1,4}\.\d{1,6})s?\)",
    re.IGNORECASE,
)
_EACH = lazy_pattern(r"(?:\bevery|\beach|\bper|每跑?完?|每隔|平均)\s*$", re.IGNORECASE)
_A_UNIT_OF_TIME = lazy_pattern(r"\s*(?:per|an?|each|every|in an?|in one|/)\s*", re.IGNORECASE)
_IN_EACH = lazy_pattern(r"(?:每|一|单位|(?<![\d.])1)\s?个?\s*$")
_HOW_MANY = lazy_pattern(
    r"how many (?:more |full )?(?:epochs|iterations|steps)|(?:多少|几)个?\s?(?:epoch|轮|步|次迭代)",
    re.IGNORECASE,
)
_HOW_LONG = lazy_pattern(
    r"how long|how many (?:seconds|minutes|hours|days)"
    r"|多久|多长时间|(?:多少|几)个?(?:小时|分钟"
    r"|天|秒)",
    re.IGNORECASE,
)
_COMMA = lazy_pattern(r"[,，;；]")
_DOES = lazy_pattern(r"[\s能可以大概约约摸只才跑训练完处理]{0,10}")
_VALIDATES = lazy_pattern(r"validat|\beval|\bval\b|验证|评估|测试", re.IGNORECASE)
_LEFT = lazy_pattern(
    r"remain|left\b|\bthe rest\b|to go\b|more\b|longer\b"
    r"|until (?:it|the)|finish|剩|还要|还需|还得|还有",
    re.IGNORECASE,
)
_REST = {"remaining_epochs", "remaining_iterations"}
_FARTHEST = 48
"""Characters between a count and the time that it took."""


def with_rates(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the time of one instead of the time of several where that is meant."""
    facts = _with_validation(scan, sorted(facts, key=lambda fact: fact.start))
    budgets = [fact for fact in facts if fact.known.budget]
    spoken = [rate for rate in _spoken(scan) if not any(_within(fact, rate) for fact in budgets)]
    spoken += _averaged(scan, facts)
    facts = [fact for fact in facts if not any(_within(fact, rate) for rate in spoken)] + spoken
    return _with_pairs(scan, sorted(facts, key=lambda fact: fact.start))


def _averaged(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The mean time of a batch, as PyTorch's example prints it: "Time 0.240 (0.250)"."""
    match = _AVERAGED.search(scan.text)
    if match is None or any(f.known.quantity == "time_per_iteration" for f in facts):
        return []
    value = exact(Fraction(match["mean"]))
    known = Known("time_per_iteration", value, "stated", match.group())
    return [Fact(known, match.start("mean"), match.end("mean"))]


def _with_pairs(scan: Scan, facts: list[Fact]) -> list[Fact]:
    alone = [
        fact for last, fact in pairwise([None, *facts]) if fact and not _is_whole_of(last, fact)
    ]
    pairs = _nearest([pair for pair in pairwise(alone) if _is_pair(scan, *pair)], scan)
    rated = {_RATES[_count(*pair).known.quantity] for pair in pairs}
    if len(pairs) != len(rated):
        return facts
    for pair in pairs:
        count, time = _count(*pair), _time(*pair)
        rest = [fact for fact in facts if fact not in pair]
        others = [f for f in rest if _SO_FAR.get(f.known.quantity) in _names(count)]
        if (
            _each(scan, count)
            or any(f.known.value != count.known.value for f in others)
            or any(f.known.quantity in _REST for f in rest)
            or _of_a_longer_run(scan, count, rest)
            or (_HOW_MANY.search(scan.text) and _another(rest, time))
        ):
            facts = [*rest, _rate(scan, count, time), *_done(scan, count)]
    return sorted(facts, key=lambda fact: fact.start)


def _of_a_longer_run(scan: Scan, count: Fact, rest: list[Fact]) -> bool:
    """Whether some iterations were timed, and the time of all that the data makes is asked."""
    told = {fact.known.quantity for fact in rest}
    of_iterations = _RATES[count.known.quantity] == "time_per_iteration"
    from_data = "batch_size" in told and bool(told & DATA)
    return of_iterations and from_data and bool(_HOW_LONG.search(scan.text))


def _is_whole_of(last: Fact | None, fact: Fact) -> bool:
    """Whether it is the 100 of "30 of 100 epochs"."""
    return last is not None and last.known.text == fact.known.text and last.start != fact.start


def _names(count: Fact) -> set[str]:
    """The quantity of a count, and that of what is done of it."""
    return {count.known.quantity, _SO_FAR.get(count.known.quantity, "")}


def _another(facts: list[Fact], time: Fact) -> bool:
    return any(
        fact.known.quantity == "time_total" and fact.known.value != time.known.value
        for fact in facts
    )


def _nearest(pairs: list[tuple[Fact, Fact]], scan: Scan) -> list[tuple[Fact, Fact]]:
    """The pairs that share no number, those that belong together most before the others."""

    def distance(pair: tuple[Fact, Fact]) -> tuple[bool, bool, int]:
        between = scan.text[pair[0].end : pair[1].start]
        return not _each(scan, _count(*pair)), bool(_COMMA.search(between)), len(between)

    kept: list[tuple[Fact, Fact]] = []
    for pair in sorted(pairs, key=distance):
        if not any(fact in other for fact in pair for other in kept):
            kept.append(pair)
    return kept


def _each(scan: Scan, count: Fact) -> bool:
    return bool(_EACH.search(scan.text, max(0, count.start - _FARTHEST), count.start))


def _is_pair(scan: Scan, first: Fact, second: Fact) -> bool:
    """Whether two neighbours are a count and the time that it takes, in one sentence."""
    times = [fact.known.quantity == "time_total" for fact in (first, second)]
    if any(fact.known.budget for fact in (first, second)):
        return False
    if sum(times) != 1 or _count(first, second).known.quantity not in _RATES:
        return False
    between = scan.text[first.end : second.start]
    same = scan.segment_at(first.start) == scan.segment_at(second.start)
    return same and len(between) <= _FARTHEST and _count(first, second).known.value > 0


def _count(first: Fact, second: Fact) -> Fact:
    return second if first.known.quantity == "time_total" else first


def _time(first: Fact, second: Fact) -> Fact:
    return first if first.known.quantity == "time_total" else second


def _rate(scan: Scan, count: Fact, time: Fact) -> Fact:
    """The time of one, read from both."""
    start, end = min(count.start, time.start), max(_end(scan, count), _end(scan, time))
    value = exact(Fraction(time.known.value) / Fraction(count.known.value))
    quantity = _RATES[count.known.quantity]
    known = Known(quantity, value, "stated", scan.text[start:end].strip(), time.known.about)
    return Fact(known, start, end)


def _end(scan: Scan, fact: Fact) -> int:
    """Where the words of a fact end, its unit included."""
    stands = scan.text.startswith(fact.known.text, fact.start)
    return fact.start + len(fact.known.text) if stands else fact.end


def _done(scan: Scan, count: Fact) -> list[Fact]:
    """What took that time is done already, where somebody asks for the rest."""
    name = _SO_FAR.get(count.known.quantity, count.known.quantity)
    if name not in _SO_FAR.values() or not _LEFT.search(scan.text):
        return []
    return [replace(count, known=replace(count.known, quantity=name))]


def _with_validation(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """An epoch lasts as long as its training and its validation together."""
    epoch = [fact for fact in facts if fact.known.quantity == "time_per_epoch"]
    times = {"time_total", "time_per_epoch"}
    for before, fact in pairwise(facts):
        told = scan.text[before.end : fact.start] + scan.text[fact.end : fact.end + 24]
        if before in epoch and fact.known.quantity in times and _VALIDATES.search(told):
            value = exact(Fraction(before.known.value) + Fraction(fact.known.value))
            text = scan.text[before.start : fact.end]
            known = replace(before.known, value=value, text=text)
            rest = [other for other in facts if other not in (before, fact)]
            return [*rest, Fact(known, before.start, fact.end)]
    return facts


def _spoken(scan: Scan) -> Iterator[Fact]:
    """Counts in a unit of time that needs no number: "4 epochs an hour", "一分钟能跑4个epoch"."""
    tokens = scan.tokens
    for place in range(len(tokens) - 2):
        first, second, third = tokens[place : place + 3]
        if isinstance(first, Number) and _A_UNIT_OF_TIME.fullmatch(scan.gap(place + 1, place + 2)):
            number, count, unit = first, second, third
        elif isinstance(second, Number) and _is_one(scan, place):
            number, count, unit = second, third, first
            first = _one_before(scan, place)
        else:
            continue
        known = _known(number, count, unit)
        if known:
            text = scan.text[first.start : third.end]
            yield Fact(replace(known, text=text), first.start, third.end)


def _is_one(scan: Scan, place: int) -> bool:
    """Whether a unit of time stands for one of it, with a count after it."""
    each = scan.before(scan.tokens[place].start, _IN_EACH)
    return bool(each and _DOES.fullmatch(scan.gap(place, place + 1)))


def _one_before(scan: Scan, place: int) -> Token:
    """The 一 of 一小时, which is read as a number; else the unit itself."""
    before = scan.tokens[place - 1]
    is_one = place and isinstance(before, Number) and before.value == 1
    return before if is_one and not scan.gap(place - 1, place).strip() else scan.tokens[place]


def _known(number: Number, count: object, unit: object) -> Known | None:
    if not isinstance(count, Label) or not isinstance(unit, Label) or number.value <= 0:
        return None
    quantity = _BY_WORD.get(count.kind)
    if quantity is None or unit.kind not in MILLISECONDS:
        return None
    time = Fraction(MILLISECONDS[unit.kind], 1000) / Fraction(number.value)
    return Known(quantity, exact(1 / time if quantity == "throughput" else time))


def _within(fact: Fact, rate: Fact) -> bool:
    return rate.start <= fact.start < rate.end
