"""Time zones as people name them."""

import re
from functools import cache
from unicodedata import normalize
from zoneinfo import available_timezones

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.keyboards import grid
from solver.language import Language, Phrase

# What is offered as buttons: the largest groups of learners, from west to east.
OFFERED: dict[str, Phrase] = {
    "America/Los_Angeles": Phrase("Los Angeles", "洛杉矶"),
    "America/New_York": Phrase("New York", "纽约"),
    "Europe/London": Phrase("London", "伦敦"),
    "Europe/Berlin": Phrase("Berlin", "柏林"),
    "Asia/Kolkata": Phrase("Delhi", "德里"),
    "Asia/Shanghai": Phrase("Beijing", "北京"),
    "Asia/Tokyo": Phrase("Tokyo", "东京"),
    "Australia/Sydney": Phrase("Sydney", "悉尼"),
}
_OTHER_NAMES = {
    "上海": "Asia/Shanghai",
    "中国": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "香港": "Asia/Hong_Kong",
    "台北": "Asia/Taipei",
    "新加坡": "Asia/Singapore",
    "india": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
}
# Zones that keep one offset, which is not of whole hours, all the year round.
_BETWEEN_HOURS = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+8:45": "Australia/Eucla",
    "+9:30": "Australia/Darwin",
    "-9:30": "Pacific/Marquesas",
}
_OFFSET = re.compile(r"(?:utc|gmt)_?([+-])_?(\d{1,2})(?::?(\d\d))?")
# Etc zones carry the sign of POSIX: Etc/GMT-8 is eight hours ahead.
_OPPOSITE = {"+": "-", "-": "+"}
_ETC = re.compile(r"Etc/GMT([+-])(\d+)")


def find_zone(text: str) -> str | None:
    """The IANA zone that a person means by its name, a city or an offset such as UTC+8."""
    wanted = normalize("NFKC", text).strip().casefold().replace(" ", "_")
    offset = _OFFSET.fullmatch(wanted)
    return _zone_at(offset) if offset else _names().get(wanted)


def _zone_at(offset: re.Match[str]) -> str | None:
    sign, hours, minutes = offset[1], int(offset[2]), int(offset[3] or 0)
    if minutes:
        return _BETWEEN_HOURS.get(f"{sign}{hours}:{minutes:02}")
    return _names().get(f"etc/gmt{_OPPOSITE[sign]}{hours}" if hours else "utc")


def zone_title(zone: str, language: Language) -> str:
    """A zone as a person reads it."""
    if offered := OFFERED.get(zone):
        return offered.say(language)
    if fixed := _ETC.fullmatch(zone):
        return f"UTC{_OPPOSITE[fixed[1]]}{fixed[2]}"
    return zone.replace("_", " ")


@cache
def _names() -> dict[str, str]:
    zones = sorted(available_timezones())
    names = {zone.rpartition("/")[2].casefold(): zone for zone in zones if "/" in zone}
    names |= {zone.casefold(): zone for zone in zones}
    for zone, title in OFFERED.items():
        names |= {title.en.casefold().replace(" ", "_"): zone, title.zh: zone}
    return names | _OTHER_NAMES


def zone_buttons(prefix: str, language: Language) -> InlineKeyboardMarkup:
    """The offered zones as buttons whose data is the prefix and the zone's IANA name."""
    buttons = [
        InlineKeyboardButton(title.say(language), callback_data=f"{prefix}:{zone}")
        for zone, title in OFFERED.items()
    ]
    return grid(buttons, columns=2)
