"""The time of a run on other devices: "3 days on 24 GPUs; how long on 8?" keeps the GPU-hours."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.asked.asks import Asked
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import MILLISECONDS, Label
from solver.spans import exact

_HOUR = 3600
_OF_ONE = {
    "throughput": "throughput_per_device",
    "tokens_per_second": "tokens_per_second_per_device",
}
_CHANGES = lazy_pattern(
    r"(?:换成?|改成?|改用|加到|增加?到|升级?到|用上)\s?$"
    r"|\b(?:if i (?:use|had|get)|switch\w* to|upgrad\w* to|instead on|now on) $",
    re.IGNORECASE,
)
_WORK = {"gpu_hours", "time_per_epoch", "time_per_iteration", "throughput", "throughput_per_device"}


def with_device_hours(facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts, with the work in GPU-hours for a time that is asked again for other devices."""
    devices = [fact for fact in facts if fact.known.quantity == "devices"]
    times = [fact for fact in facts if fact.known.quantity == "time_total"]
    told = {fact.known.quantity for fact in facts} & _WORK
    if told or len(times) != 1 or len({fact.known.value for fact in devices}) != 2:  # noqa: PLR2004 (a pair)
        return facts
    time, first = times[0], min(devices, key=lambda fact: fact.start)
    later = max(devices, key=lambda fact: fact.start).start
    if time.start > later or not any(_is_time(item) and item.segment.end > later for item in asked):
        return facts
    hours = exact(Fraction(first.known.value) * Fraction(time.known.value) / _HOUR)
    words = f"{first.known.text}, {time.known.text}"
    work = replace(time, known=replace(time.known, quantity="gpu_hours", value=hours, text=words))
    return [work if fact is time else fact for fact in facts]


def of_one_device(facts: list[Fact], scan: Scan) -> list[Fact]:
    """What a single device processes in a second, beside a count of several of them.

    A pace that was told before any devices is that of one where several are a change from it.
    """
    many = [f for f in facts if f.known.quantity == "devices" and f.known.value > 1]
    several = bool(many)
    alone = {
        scan.segment_of(token)
        for token in scan.tokens
        if several and isinstance(token, Label) and token.kind == "single_device"
    }
    first = min(many, key=lambda fact: fact.start, default=None)
    if first and scan.before(first.start, _CHANGES):
        later = scan.segment_at(first.start)
        paces = [f for f in facts if f.known.quantity in _OF_ONE and f.start < later.start]
        alone |= {scan.segment_at(fact.start) for fact in paces}
        facts = facts + [_of_a_single(fact) for fact in paces[:1]]
    return [
        replace(fact, known=replace(fact.known, quantity=_OF_ONE[fact.known.quantity]))
        if fact.known.quantity in _OF_ONE and scan.segment_at(fact.start) in alone
        else fact
        for fact in facts
    ]


def with_scaled_epochs(facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts, with the time of an epoch on the devices that a later question is about.

    Twice the devices take half the time, as with `with_device_hours`.
    """
    devices = sorted((f for f in facts if f.known.quantity == "devices"), key=lambda f: f.start)
    times = [fact for fact in facts if fact.known.quantity == "time_per_epoch"]
    if len(devices) != 2 or len(times) != 1 or times[0].start > devices[1].start:  # noqa: PLR2004 (a pair)
        return facts
    before, after, time = devices[0].known.value, devices[1].known.value, times[0].known
    later = any(_is_time(item) and item.segment.end > devices[1].start for item in asked)
    told = {fact.known.quantity for fact in facts} & {"time_per_iteration", *_OF_ONE}
    if told or not later or before == after or not after:
        return facts
    value = exact(Fraction(time.value) * Fraction(before) / Fraction(after))
    words = f"{time.text} × {before} / {after}"
    known = replace(time, value=value, text=words)
    return [*facts, replace(devices[1], known=known)]


def _of_a_single(pace: Fact) -> Fact:
    """One device, where only a pace is told."""
    return replace(pace, known=Known("devices", 1, "assumed", pace.known.text))


def _is_time(item: Asked) -> bool:
    return item.label.kind in {*MILLISECONDS, "duration"}
