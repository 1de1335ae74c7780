"""Times of day as people write them."""

import re
from datetime import time
from typing import NamedTuple
from unicodedata import normalize

_TIME = re.compile(
    r"(?P<part>早上|上午|早晨|中午|下午|晚上|傍晚|am|pm)?\s*"
    r"(?P<hour>\d{1,2})(?:[:.h点时](?P<minute>\d{1,2}|半)?[分钟]?|(?P<digits>\d\d))?\s*"
    r"(?P<after>am|pm)?(?=\s|$)"
)
_NOON = 12
_LATER_HALF = {"下午", "晚上", "傍晚", "pm"}


class Wish(NamedTuple):
    """A time of day as "HH:MM", and what was written after it."""

    time: str
    rest: str


def read_time(text: str) -> Wish | None:
    """The time of day that a text begins with; None where it begins with none."""
    clean = normalize("NFKC", text).strip()
    found = _TIME.match(clean.lower())
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
    return Wish(f"{moment:%H:%M}", clean[found.end() :].strip())


def _minute(written: str | None) -> int:
    return 30 if written == "半" else int(written or 0)
