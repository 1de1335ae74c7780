"""The time of a run on other devices: "3 days on 24 GPUs; how long on 8?" keeps the GPU-hours."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from solver.reading.asks import Asked
from solver.reading.scenarios import Fact
from solver.reading.vocabulary import MILLISECONDS
from solver.spans import exact

_HOUR = 3600
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


def _is_time(item: Asked) -> bool:
    return item.label.kind in {*MILLISECONDS, "duration"}
