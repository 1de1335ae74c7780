"""The buttons of /daily and /pause: each carries the one thing that it changes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data.daily import EVERY_DAY, Daily
from data.words import Language
from handlers.daily.text import WEEKDAYS, WEEKENDS
from handlers.daily.words import day_names, days_words, questions_words
from handlers.daily.zones import (
    CITIES,
    OFFERED,
    cities_at,
    city_buttons,
    offset_now,
    zone_title,
)
from handlers.keyboards import button, flip, grid

TIMES = ("06:30", "07:00", "08:00", "09:00", "12:30", "18:00", "20:00", "21:00", "22:00")
COUNTS = (1, 2, 3, 5, 10)
PAUSES = ("week", "month", "open")
SLOWER = ("other", "weekly", "stop", "keep")
_SETS = {EVERY_DAY: "every_day", WEEKDAYS: "weekdays", WEEKENDS: "weekends"}
BETWEEN = "_"
"""Between two offsets in the data of a button."""


def main_buttons(daily: Daily, language: Language) -> InlineKeyboardMarkup:
    """What can be changed, each with its value; where the zone is missing, that first."""
    if daily.state == "new":
        return zone_page(daily.person, language, known=False)
    plan, person = daily.plan, daily.person
    return InlineKeyboardMarkup(
        [
            [
                _button(f"🕗 {plan.time}", person, "times", language),
                _button(questions_words(plan.questions, language), person, "counts", language),
            ],
            [
                _button(f"📅 {days_words(plan, language)}", person, "days", language),
                _button(f"🌍 {zone_title(plan.zone, language)}", person, "zones", language),
            ],
            [
                _word("pause", person, "pause", language),
                _word("turn_off", person, "off", language),
                _other(person, "main", language),
            ],
        ]
    )


def time_page(person: int, language: Language, *, known: bool = True) -> InlineKeyboardMarkup:
    """Times of day to choose from."""
    times = [_button(time, person, f"at:{time.replace(':', '')}", language) for time in TIMES]
    return _page("times", grid(times, 3), person, language, known=known)


def days_page(daily: Daily, language: Language) -> InlineKeyboardMarkup:
    """Usual sets of days, and each day to take in or leave out."""
    person, days = daily.person, daily.plan.days
    sets = [_word(name, person, f"days:{bits}", language) for bits, name in _SETS.items()]
    sets.append(_word("other_days", person, "every:2", language))
    single = [
        _button(f"✓ {name}" if days >> place & 1 else name, person, f"flip:{place}", language)
        for place, name in enumerate(day_names(language))
    ]
    rows = InlineKeyboardMarkup([sets[:2], sets[2:], single[:4], single[4:]])
    return _page("days", rows, person, language)


def count_page(person: int, language: Language) -> InlineKeyboardMarkup:
    """Numbers of questions to choose from."""
    counts = [_button(str(count), person, f"count:{count}", language) for count in COUNTS]
    return _page("counts", grid(counts, len(COUNTS)), person, language)


def zone_page(person: int, language: Language, *, known: bool = True) -> InlineKeyboardMarkup:
    """Cities to choose from, and the way by one's clock."""
    cities = [*city_buttons(OFFERED, f"daily:{person}:zone", language)]
    cities.append(_word("by_clock", person, "clocks", language))
    return _page("zones", grid(cities, 2), person, language, known=known)


def clock_page(person: int, language: Language, now: datetime) -> InlineKeyboardMarkup:
    """The times that it is now somewhere, each once."""
    offsets = {offset_now(zone, now) for zone in CITIES}
    shown = sorted((f"{now + timedelta(minutes=offset):%H:%M}", offset) for offset in offsets)
    clocks = [_button(clock, person, f"clock:{offset}", language) for clock, offset in shown]
    return _page("clocks", grid(clocks, 4), person, language, back="zones")


def city_page(
    person: int, language: Language, offsets: Sequence[int], now: datetime
) -> InlineKeyboardMarkup:
    """The cities whose clocks are so many minutes ahead of UTC now."""
    cities = city_buttons(cities_at(offsets, now), f"daily:{person}:zone", language)
    here = f"clock:{BETWEEN.join(map(str, offsets))}"
    return _page(here, grid(cities, 2), person, language, back="clocks")


def pause_buttons(person: int, language: Language, *, resting: bool) -> InlineKeyboardMarkup:
    """How long a pause shall be; where there is one, its end."""
    choices = [*PAUSES, "resume"] if resting else PAUSES
    lengths = [_choice("pause", choice, person, language) for choice in choices]
    return _page("pause", grid(lengths, 2), person, language)


def slower_buttons(person: int, language: Language) -> InlineKeyboardMarkup:
    """How often questions shall come from now on."""
    choices = [_choice("slower", choice, person, language) for choice in SLOWER]
    here = flip(f"slower:{person}:ask:{language}", language)
    return InlineKeyboardMarkup([*grid(choices, columns=2).inline_keyboard, [here]])


def _page(
    name: str,
    rows: InlineKeyboardMarkup,
    person: int,
    language: Language,
    *,
    known: bool = True,
    back: str = "main",
) -> InlineKeyboardMarkup:
    """A page: below its buttons the way back and to the other language.

    Of somebody who is not known yet, each page is the first one.
    """
    if not known:
        return InlineKeyboardMarkup([*rows.inline_keyboard, [_other(person, "main", language)]])
    below = [_word("back", person, back, language), _other(person, name, language)]
    return InlineKeyboardMarkup([*rows.inline_keyboard, below])


def _word(name: str, person: int, act: str, language: Language) -> InlineKeyboardButton:
    return button(f"daily.{name}", f"daily:{person}:{act}:{language}", language)


def _button(label: str, person: int, act: str, language: Language) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"daily:{person}:{act}:{language}")


def _other(person: int, page: str, language: Language) -> InlineKeyboardButton:
    return flip(f"daily:{person}:{page}:{language}", language)


def _choice(name: str, choice: str, person: int, language: Language) -> InlineKeyboardButton:
    return button(f"pause.{choice}", f"{name}:{person}:{choice}:{language}", language)
