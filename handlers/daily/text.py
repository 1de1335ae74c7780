"""What a person writes after /daily: a time, days, a number of questions and a place."""

import re
from dataclasses import dataclass

from data.daily import EVERY_DAY
from handlers.daily.times import chinese_number, clean, read_time

MOST_QUESTIONS = 10
_READ = 200  # characters; nobody needs more to say when
WEEKDAYS, WEEKENDS = 0b0011111, 0b1100000
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE = {day: place for place, day in enumerate("一二三四五六日")} | {"天": 6}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}

_COUNT = re.compile(
    r"(?<![\w:.+-])(\d{1,2}|a|one|two|three|four|five|ten) (?:questions?)\b(?: a day| each day)?"
    r"|(?<![\w:.+-])(\d{1,2}) (?:a day|each day|times)\b"
    r"|(\d{1,2}|[一二两三四五六七八九十]{1,2}) ?(?:道题目?|个问题|个题|题|道)",
    re.IGNORECASE,
)
_BARE_COUNT = re.compile(r"(?<![\w:.+-])(\d{1,2})(?![\w:.])")
_EVERY: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (
        re.compile(r"\bevery (?:other|second) day\b|每?隔一?天|隔日|每?两天一次", re.IGNORECASE),
        EVERY_DAY,
        2,
    ),
    (re.compile(r"\b(?:every ?day|each day|daily)\b|每天|天天|每日", re.IGNORECASE), EVERY_DAY, 1),
    (
        re.compile(r"\b(?:weekdays?|work(?:ing )?days?)\b|每?个?工作日|平日", re.IGNORECASE),
        WEEKDAYS,
        1,
    ),
    (re.compile(r"\bweekends?\b|每?个?周末", re.IGNORECASE), WEEKENDS, 1),
)
_DAY = (
    r"(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:nesdays?)?|thu(?:rs?(?:days?)?)?"
    r"|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)"
)
_NAMED = re.compile(
    rf"\b(?:every )?({_DAY}(?: ?(?:,|and|&|-|–|to| ) ?(?:and )?{_DAY}){{0,6}})\b", re.IGNORECASE
)
_RANGE = re.compile(rf"({_DAY}) ?(?:-|–|to) ?({_DAY})", re.IGNORECASE)
_ONE = re.compile(_DAY, re.IGNORECASE)
_WEEK = r"(?:周|星期|礼拜)"
_NAMED_CHINESE = re.compile(
    rf"每?{_WEEK}([一二三四五六日天](?: ?[、,，和及到至~-]? ?{_WEEK}?[一二三四五六日天]){{0,6}})"
)
_RANGE_CHINESE = re.compile(rf"([一二三四五六日天]) ?[到至~-] ?{_WEEK}?([一二三四五六日天])")
_CLOCK_BEFORE = re.compile(
    r"\b(?:it(?:['’]?s| is)(?: now)?|now(?: it is| is)?|my time is) "
    r"|\bmy (?:clock|watch) (?:says|shows) "
    r"|(?:我?(?:这里|这儿|这边)|当地)的?(?:现在)?(?:的?时间)?是? ?|我?现在(?:的?时间)?是? ?",
    re.IGNORECASE,
)
_CLOCK_AFTER = re.compile(r" ?(?:here|now|for me)\b", re.IGNORECASE)
_STARTS = re.compile(r"(?<![\w:.+-])\d|(?:早上|上午|早晨|中午|下午|晚上|傍晚) ?\d|(?<!\d)\d{1,2}点")
_FILLER = re.compile(
    r"\b(?:at|in|on|from|me|please|ask|send|time ?zone|time|zone|clock|o'clock|and|here|the)\b"
    r"|请|给我|发给我|发|提醒我?|时间|时区|在|的|[,;、。]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wish:
    """What was read; None where nothing was said of it.

    Attributes:
        time: local time as "HH:MM".
        days: weekdays as bits, Monday the lowest.
        every: days from one question to the next.
        questions: how many a day.
        clock: the time that it is now where the person is, as "HH:MM".
        rest: what is left: the name of a place or a zone, or nothing that is known.
    """

    time: str | None = None
    days: int | None = None
    every: int | None = None
    questions: int | None = None
    clock: str | None = None
    rest: str = ""


def read_wish(text: str) -> Wish:
    """Everything that a text says about daily questions."""
    whole = " ".join(clean(text[:_READ]).split())
    count, left = _count(whole)
    days, every, left = _days(left)
    clock, left = _clock(left)
    time, left = _time(left)
    if count is None and time:
        count, left = _bare_count(left)
    return Wish(time, days, every, count, clock, " ".join(_FILLER.sub(" ", left).split()))


def _count(text: str) -> tuple[int | None, str]:
    found = _COUNT.search(text)
    if not found:
        return None, text
    written = (found[1] or found[2] or found[3]).lower()
    number = _NUMBERS.get(written) or (
        int(written) if written.isdecimal() else chinese_number(written)
    )
    return _within(number), _without(text, found)


def _bare_count(text: str) -> tuple[int | None, str]:
    found = _BARE_COUNT.search(text)
    return (_within(int(found[1])), _without(text, found)) if found else (None, text)


def _within(number: int) -> int:
    return max(1, min(MOST_QUESTIONS, number))


def _days(text: str) -> tuple[int | None, int | None, str]:
    """Weekdays as bits, the distance from one day to the next, and what is left."""
    for pattern, days, every in _EVERY:
        if found := pattern.search(text):
            return days, every, _without(text, found)
    if found := _NAMED.search(text):
        ranges = [(_english(a), _english(b)) for a, b in _RANGE.findall(found[1])]
        single = [_english(day) for day in _ONE.findall(found[1])]
    elif found := _NAMED_CHINESE.search(text):
        ranges = [(_CHINESE[a], _CHINESE[b]) for a, b in _RANGE_CHINESE.findall(found[1])]
        single = [_CHINESE[day] for day in found[1] if day in _CHINESE]
    else:
        return None, None, text
    for first, last in ranges:
        single += [(first + day) % 7 for day in range((last - first) % 7 + 1)]
    return sum(1 << day for day in set(single)), 1, _without(text, found)


def _english(day: str) -> int:
    return _ENGLISH.index(day[:3].lower())


def _clock(text: str) -> tuple[str | None, str]:
    """The time that it is now for the person, and what is left."""
    for found in _CLOCK_BEFORE.finditer(text):
        if said := read_time(text[found.end() :]):
            after = _CLOCK_AFTER.sub(" ", f" {said.rest}", count=1)
            return said.time, f"{text[: found.start()]} {after}"
    for found in _STARTS.finditer(text):
        said = read_time(text[found.start() :])
        if said and _CLOCK_AFTER.match(said.rest):
            return said.time, f"{text[: found.start()]} {_CLOCK_AFTER.sub(' ', said.rest, count=1)}"
    return None, text


def _time(text: str) -> tuple[str | None, str]:
    """The time of the questions, and what is left; a bare number is one where nothing else is."""
    bare = None
    for found in _STARTS.finditer(text):
        said = read_time(text[found.start() :])
        if not said:
            continue
        left = f"{text[: found.start()]} {said.rest}"
        written = text[found.start() : len(text) - len(said.rest)].strip()
        if not (written.isdecimal() and len(written) <= 2):  # noqa: PLR2004 (8 or 08, not 0800)
            return said.time, left
        bare = bare or (said.time, left)
    return bare or (None, text)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
