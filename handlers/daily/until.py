"""The end of a pause as people write it: a length, a date, a weekday, or none."""

import re
from datetime import date, timedelta
from typing import Literal

from handlers.daily.times import chinese_number, clean

_READ = 100
_LONGEST = 730  # days; a longer pause is one without an end
_OPEN = re.compile(
    r"until i (?:say|come back|am back|return)|for ?ever|open|等我|直到我|一直|无限期"
)
_LENGTH = re.compile(
    r"(\d{1,3}|an?|one|two|three|four|five|six|[一二两三四五六七八九十]{1,3}) ?"
    r"(days?|weeks?|months?|天|日(?!期)|个?周|个?星期|个?礼拜|个月)"
)
_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_CHINESE_DATE = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}")
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})")
_WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|(?:周|星期|礼拜)([一二三四五六日天])"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS = {"d": 1, "w": 7, "m": 30, "天": 1, "日": 1, "周": 7, "星": 7, "礼": 7, "月": 30}
_TOMORROW = re.compile(r"\btomorrow\b|明天")


def read_until(text: str, today: date) -> date | Literal["open"] | None:
    """The first day after a pause; "open" for a pause without an end, None where none is read."""
    said = clean(text[:_READ]).lower()
    if _OPEN.search(said):
        return "open"
    if found := _ISO.search(said):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if named := _named(said):
        return _next(*named, today)
    days = _days(said, today)
    if days is None:
        return None
    return today + timedelta(days=days) if days <= _LONGEST else "open"


def _days(said: str, today: date) -> int | None:
    """The length of a pause in days; a weekday is the next one after today."""
    if _TOMORROW.search(said):
        return 1
    if found := _LENGTH.search(said):
        return _number(found[1]) * _DAYS[found[2].strip("个")[0]]
    if found := _WEEKDAY.search(said):
        day = _WEEKDAYS.index(found[1]) if found[1] else "一二三四五六日".find(found[2]) % 7
        return (day - today.weekday() - 1) % 7 + 1
    return None


def _named(said: str) -> tuple[int, int] | None:
    """The month and the day of a date without a year."""
    if found := _CHINESE_DATE.search(said):
        return int(found[1]), int(found[2])
    if found := _DAY_FIRST.search(said):
        return _MONTHS.index(found[2]) + 1, int(found[1])
    if found := _MONTH_FIRST.search(said):
        return _MONTHS.index(found[1]) + 1, int(found[2])
    return None


def _next(month: int, day: int, today: date) -> date | None:
    """The next such day; 29 February may be years away."""
    dates = (_date(today.year + ahead, month, day) for ahead in range(9))
    return next((one for one in dates if one and one > today), None)


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return _NUMBERS.get(written) or chinese_number(written)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
