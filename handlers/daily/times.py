"""Times of day as people write them."""

import re
from datetime import time
from typing import NamedTuple
from unicodedata import normalize

_TIME = re.compile(
    r"(?P<part>早上|上午|早晨|中午|下午|晚上|傍晚|am|pm)?\s*"
    r"(?P<hour>\d{1,2})(?:[:.h点时](?P<minute>\d{1,2}|半)?[分钟]?|(?P<digits>\d\d))?\s*"
    r"(?P<after>am|pm)?(?=[\s,，、。]|$)"
)
_IN_CHINESE = re.compile(r"[一二两三四五六七八九十]{1,3}(?=点)|(?<=点)[一二三四五六七八九十]{1,3}")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_NOON = 12
_LATER_HALF = {"下午", "晚上", "傍晚", "pm"}


class Wish(NamedTuple):
    """A time of day as "HH:MM", and what was written after it."""

    time: str
    rest: str


def clean(text: str) -> str:
    """A text in one width, its Chinese clock times in digits."""
    in_one_width = normalize("NFKC", text).strip()
    return _IN_CHINESE.sub(lambda found: str(chinese_number(found[0])), in_one_width)


def chinese_number(written: str) -> int:
    """A number below a hundred that is written in Chinese."""
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS.get(written[0], 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def read_time(text: str) -> Wish | None:
    """The time of day that a text begins with; None where it begins with none."""
    whole = clean(text)
    found = _TIME.match(whole.lower())
    if not found:
        return None
    hour, minute = int(found["hour"]), _minute(found["minute"] or found["digits"])
    half = found["after"] or found["part"]
    if half in _LATER_HALF and hour < _NOON:
        hour += _NOON
    if half == "am" and hour == _NOON:
        hour = 0
    try:
        moment = time(hour, minute)
    except ValueError:
        return None
    return Wish(f"{moment:%H:%M}", whole[found.end() :].strip())


def _minute(written: str | None) -> int:
    return 30 if written == "半" else int(written or 0)
