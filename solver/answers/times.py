"""Times as people write them: 2 min 40 s, 1h20, 1:20:00, 两个半小时."""

import re
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern

UNITS: dict[str, Fraction] = {
    unit: Fraction(seconds)
    for units, seconds in (
        (("ms", "msec", "milliseconds", "millisecond", "毫秒"), Fraction(1, 1000)),
        (("s", "sec", "secs", "second", "seconds", "秒", "秒钟"), 1),
        (("min", "mins", "minute", "minutes", "分", "分钟", "分鐘"), 60),
        (("h", "hr", "hrs", "hour", "hours", "小时", "小時", "钟头"), 3600),
        (("day", "days", "天"), 86_400),
        (("week", "weeks", "星期"), 604_800),
    )
    for unit in units
}
"""Seconds of each unit."""

_SHORT = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
_UNITS = "|".join(sorted((*UNITS, *_SHORT), key=len, reverse=True))
_PART = lazy_pattern(
    rf"(\d{{1,9}}(?:\.\d{{1,9}})?)\s?个?(?:({_UNITS})(?![A-Za-z]))?[\s,]{{0,3}}", re.IGNORECASE
)
_CLOCK = lazy_pattern(r"(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d)")


def seconds_of(text: str) -> tuple[Fraction, ...]:
    """A time of several parts in seconds; several where it can be read in several ways.

    A time of one part, such as "10 min", is a number with a unit, and none of these.
    """
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        short = Fraction(3600 * hours + 60 * minutes + seconds)
        return (short,) if clock[1] else (short, short * 60)
    total = _sum_of_parts(text)
    return () if total is None else (total,)


def _sum_of_parts(text: str) -> Fraction | None:
    """Parts in ever smaller units; the last may go without, as in 1h20."""
    total = before = Fraction(0)
    place = 0
    while match := _PART.match(text, place):
        unit = _seconds(match[2]) if match[2] else before / 60
        if not unit or (total and unit >= before) or (not match[2] and match.end() < len(text)):
            return None
        total += Fraction(match[1]) * unit
        before, place = unit, match.end()
    single = _PART.fullmatch(text)
    return total if text and place == len(text) and not single else None


def _seconds(unit: str) -> Fraction:
    return UNITS.get(unit.lower()) or Fraction(_SHORT[unit.lower()])
