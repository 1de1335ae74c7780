"""Time zones as people name them."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import cache
from unicodedata import normalize
from zoneinfo import available_timezones

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.keyboards import grid
from quiz.daily import local_zone
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
# What is offered to somebody who says what time it is: with those above, every offset from UTC
# that people live with, and every way of changing it.
CITIES: dict[str, Phrase] = OFFERED | {
    "Pacific/Pago_Pago": Phrase("Pago Pago", "帕果帕果"),
    "Pacific/Honolulu": Phrase("Honolulu", "火奴鲁鲁"),
    "Pacific/Marquesas": Phrase("Marquesas", "马克萨斯"),
    "Pacific/Gambier": Phrase("Gambier", "甘比尔"),
    "America/Anchorage": Phrase("Anchorage", "安克雷奇"),
    "America/Denver": Phrase("Denver", "丹佛"),
    "America/Phoenix": Phrase("Phoenix", "菲尼克斯"),
    "America/Chicago": Phrase("Chicago", "芝加哥"),
    "America/Mexico_City": Phrase("Mexico City", "墨西哥城"),
    "America/Bogota": Phrase("Bogotá", "波哥大"),
    "America/Caracas": Phrase("Caracas", "加拉加斯"),
    "America/Halifax": Phrase("Halifax", "哈利法克斯"),
    "America/Santiago": Phrase("Santiago", "圣地亚哥"),
    "America/St_Johns": Phrase("St. John’s", "圣约翰斯"),
    "America/Sao_Paulo": Phrase("São Paulo", "圣保罗"),
    "America/Noronha": Phrase("Noronha", "诺罗尼亚"),
    "America/Nuuk": Phrase("Nuuk", "努克"),
    "Atlantic/Azores": Phrase("Azores", "亚速尔群岛"),
    "Atlantic/Cape_Verde": Phrase("Cape Verde", "佛得角"),
    "Africa/Accra": Phrase("Accra", "阿克拉"),
    "Europe/Lisbon": Phrase("Lisbon", "里斯本"),
    "Africa/Lagos": Phrase("Lagos", "拉各斯"),
    "Europe/Paris": Phrase("Paris", "巴黎"),
    "Europe/Madrid": Phrase("Madrid", "马德里"),
    "Africa/Cairo": Phrase("Cairo", "开罗"),
    "Africa/Johannesburg": Phrase("Johannesburg", "约翰内斯堡"),
    "Europe/Athens": Phrase("Athens", "雅典"),
    "Europe/Kyiv": Phrase("Kyiv", "基辅"),
    "Asia/Jerusalem": Phrase("Jerusalem", "耶路撒冷"),
    "Europe/Istanbul": Phrase("Istanbul", "伊斯坦布尔"),
    "Europe/Moscow": Phrase("Moscow", "莫斯科"),
    "Africa/Nairobi": Phrase("Nairobi", "内罗毕"),
    "Asia/Riyadh": Phrase("Riyadh", "利雅得"),
    "Asia/Tehran": Phrase("Tehran", "德黑兰"),
    "Asia/Dubai": Phrase("Dubai", "迪拜"),
    "Asia/Kabul": Phrase("Kabul", "喀布尔"),
    "Asia/Karachi": Phrase("Karachi", "卡拉奇"),
    "Asia/Tashkent": Phrase("Tashkent", "塔什干"),
    "Asia/Kathmandu": Phrase("Kathmandu", "加德满都"),
    "Asia/Dhaka": Phrase("Dhaka", "达卡"),
    "Asia/Yangon": Phrase("Yangon", "仰光"),
    "Asia/Bangkok": Phrase("Bangkok", "曼谷"),
    "Asia/Ho_Chi_Minh": Phrase("Ho Chi Minh City", "胡志明市"),
    "Asia/Jakarta": Phrase("Jakarta", "雅加达"),
    "Asia/Hong_Kong": Phrase("Hong Kong", "香港"),
    "Asia/Taipei": Phrase("Taipei", "台北"),
    "Asia/Singapore": Phrase("Singapore", "新加坡"),
    "Asia/Manila": Phrase("Manila", "马尼拉"),
    "Australia/Perth": Phrase("Perth", "珀斯"),
    "Australia/Eucla": Phrase("Eucla", "尤克拉"),
    "Asia/Seoul": Phrase("Seoul", "首尔"),
    "Australia/Darwin": Phrase("Darwin", "达尔文"),
    "Australia/Adelaide": Phrase("Adelaide", "阿德莱德"),
    "Australia/Brisbane": Phrase("Brisbane", "布里斯班"),
    "Australia/Lord_Howe": Phrase("Lord Howe", "豪勋爵岛"),
    "Pacific/Noumea": Phrase("Nouméa", "努美阿"),
    "Pacific/Norfolk": Phrase("Norfolk", "诺福克岛"),
    "Pacific/Auckland": Phrase("Auckland", "奥克兰"),
    "Pacific/Fiji": Phrase("Fiji", "斐济"),
    "Pacific/Chatham": Phrase("Chatham", "查塔姆"),
    "Pacific/Tongatapu": Phrase("Tonga", "汤加"),
    "Pacific/Kiritimati": Phrase("Kiritimati", "基里蒂马蒂"),
}
_OTHER_NAMES = {
    "上海": "Asia/Shanghai",
    "中国": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "广州": "Asia/Shanghai",
    "深圳": "Asia/Shanghai",
    "台湾": "Asia/Taipei",
    "檀香山": "Pacific/Honolulu",
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
_MINUTE, _QUARTER = timedelta(minutes=1), timedelta(minutes=15)
_WESTERNMOST, _EASTERNMOST = timedelta(hours=-11), timedelta(hours=14)
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
    if city := CITIES.get(zone):
        return city.say(language)
    if fixed := _ETC.fullmatch(zone):
        return f"UTC{_OPPOSITE[fixed[1]]}{fixed[2]}"
    return zone.replace("_", " ")


@cache
def _names() -> dict[str, str]:
    zones = sorted(available_timezones())
    names = {zone.rpartition("/")[2].casefold(): zone for zone in zones if "/" in zone}
    names |= {zone.casefold(): zone for zone in zones}
    for zone, title in CITIES.items():
        names |= {title.en.casefold().replace(" ", "_"): zone, title.zh: zone}
    return names | _OTHER_NAMES


def zone_buttons(prefix: str, language: Language) -> InlineKeyboardMarkup:
    """The offered zones as buttons, as those below."""
    return grid(city_buttons(OFFERED, prefix, language), columns=2)


def city_buttons(
    zones: Iterable[str], prefix: str, language: Language
) -> list[InlineKeyboardButton]:
    """Zones that have a title, as buttons: the prefix, the zone's IANA name and the language."""
    return [
        InlineKeyboardButton(
            CITIES[zone].say(language), callback_data=f"{prefix}:{zone}:{language}"
        )
        for zone in zones
    ]


def offsets_of(clock: str, now: datetime) -> list[int]:
    """How many minutes a clock that shows "HH:MM" now may be ahead of UTC, to a quarter hour.

    Around the date line a clock fits two offsets that are a day apart.
    """
    shown = timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))
    utc = timedelta(hours=now.hour, minutes=now.minute)
    ahead = round((shown - utc) / _QUARTER) * _QUARTER
    return [
        int(offset / _MINUTE)
        for offset in (ahead + timedelta(days=day) for day in (-1, 0, 1))
        if _WESTERNMOST <= offset <= _EASTERNMOST
    ]


def offset_now(zone: str, now: datetime) -> int:
    """How many minutes the clocks of a zone are ahead of UTC."""
    ahead = now.astimezone(local_zone(zone)).utcoffset()
    return int((ahead or timedelta()) / _MINUTE)


def cities_at(offsets: Collection[int], now: datetime) -> list[str]:
    """The cities whose clocks have one of some offsets now, the largest groups first."""
    return [zone for zone in CITIES if offset_now(zone, now) in offsets]
