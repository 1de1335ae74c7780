"""/settings: how the bot is to be for a person, in one message; each button says how it is now."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.words import Language
from handlers.context import Context, House, met, tell
from handlers.daily.daily import move_to
from handlers.daily.weekly import want
from handlers.daily.zones import zone_buttons, zone_title
from handlers.html import Html, lines, paragraphs, say
from handlers.keyboards import button, flip
from handlers.personal.privacy import allow
from handlers.presses import heard, owned, pressed, refreshed
from handlers.rich.settings import rich_button, rich_line
from handlers.screens import Screen
from quiz.daily import local_zone
from quiz.weekly import EVENING

LANGUAGES: dict[Language, str] = {"en": "English", "zh": "中文"}


async def on_settings(update: Update, context: Context) -> None:
    """Show the settings of a person, with buttons to change them."""
    person = met(update, context.house)
    text, keyboard = _panel(person, context.house)
    await tell(update, text, keyboard)


async def on_language(update: Update, context: Context) -> None:
    """Change the language with a button of the settings."""
    chosen: Language = "zh" if pressed(update)[1][1] == "zh" else "en"
    people = context.house.store.people
    await _after(update, context, lambda person: people.choose_language(person.id, chosen))


async def on_zones(update: Update, context: Context) -> None:
    """Offer time zones in place of the settings."""
    query, (owner, shown_in) = pressed(update)
    person, language = met(update, context.house), cast("Language", shown_in)
    if await owned(query, int(owner), person):
        await heard(query)
        cities = zone_buttons(f"zone:{person.id}", language).inline_keyboard
        below = [
            button("settings.back", f"settings:{person.id}", language),
            flip(f"zones:{person.id}:{language}", language),
        ]
        text = say("settings.which_zone", language)
        await refreshed(query, text, InlineKeyboardMarkup([*cities, below]))


async def on_back(update: Update, context: Context) -> None:
    """Go back to the settings."""
    await _after(update, context, lambda _: None)


async def on_zone(update: Update, context: Context) -> None:
    """Keep a time zone chosen with a button, and show the settings again."""
    zone = pressed(update)[1][1]
    await _after(update, context, lambda person: move_to(context.house, person, zone))


async def on_keep(update: Update, context: Context) -> None:
    """Allow with a button that unanswered questions are kept, or end that and erase them."""
    on = _turns_on(update)
    await _after(update, context, lambda person: allow(context.house, person, allowed=on))


async def on_polls(update: Update, context: Context) -> None:
    """Put questions as native quiz polls from now on, or with buttons again."""
    polls, on = context.house.store.polls, _turns_on(update)
    await _after(update, context, lambda person: polls.want(person.id, wanted=on))


async def on_plain(update: Update, context: Context) -> None:
    """Show formulas and tables as plain text again."""
    people = context.house.store.people
    await _after(update, context, lambda person: people.show_rich(person.id, wanted=False))


async def on_weekly(update: Update, context: Context) -> None:
    """Tell of somebody's weeks from now on, or no more."""
    on = _turns_on(update)
    await _after(update, context, lambda person: want(context.house, person, wanted=on))


def _turns_on(update: Update) -> bool:
    return pressed(update)[1][1] == "on"


async def _after(update: Update, context: Context, change: Callable[[Person], None]) -> None:
    """Change something for the owner of a button, and show the settings as they are then."""
    query, (owner, *_) = pressed(update)
    house, person = context.house, met(update, context.house)
    if await owned(query, int(owner), person):
        change(person)
        await heard(query)
        await refreshed(query, *_panel(house.store.people.get(person.id), house))


def _panel(person: Person, house: House) -> Screen:
    """How everything is, and a button for each thing that can be changed."""
    language = person.language
    weekly = house.store.weeklies.get(person.id) is not None
    as_polls = house.store.polls.wanted(person.id)
    text = paragraphs(
        lines(
            say("settings.language", language, name=LANGUAGES[language]),
            _zone_line(person, house.clock()),
        ),
        lines(
            _daily_line(person, house),
            say("settings.weekly_on" if weekly else "settings.weekly", language, time=EVENING),
            say("settings.polls_on" if as_polls else "settings.polls", language),
            rich_line(person),
        ),
        say("settings.questions_on" if person.keeps_questions else "settings.questions", language),
    )
    return text, _buttons(person, house, weekly=weekly, as_polls=as_polls)


def _zone_line(person: Person, now: datetime) -> Html:
    if person.zone is None:
        return say("settings.no_zone", person.language)
    local = now.astimezone(local_zone(person.zone))
    title = zone_title(person.zone, person.language)
    return say("settings.zone", person.language, zone=title, now=f"{local:%H:%M}")


def _daily_line(person: Person, house: House) -> Html:
    time = _daily_time(person, house)
    key = "settings.daily" if time else "settings.daily_off"
    return say(key, person.language, time=time)


def _daily_time(person: Person, house: House) -> str:
    """When a person's questions of the day come; empty where none do."""
    daily = house.store.dailies.get(person.id)
    if daily is None or daily.state == "new":
        return ""
    resting = words.say("settings.resting", person.language)
    return daily.plan.time if daily.state == "on" else resting


def _buttons(person: Person, house: House, *, weekly: bool, as_polls: bool) -> InlineKeyboardMarkup:
    language, off = person.language, words.say("settings.off", person.language)
    languages = [
        InlineKeyboardButton(
            f"✓ {name}" if code == language else name,
            callback_data=f"language:{person.id}:{code}",
        )
        for code, name in LANGUAGES.items()
    ]
    nowhere = words.say("settings.none", language)
    zone = zone_title(person.zone, language) if person.zone else nowhere
    to_zones, to_daily = f"zones:{person.id}:{language}", f"daily:{person.id}:main:{language}"
    time = _daily_time(person, house) or off
    rows = (
        button("settings.change_zone", to_zones, language, zone=zone),
        button("settings.to_daily", to_daily, language, time=time),
        _switch("weekly", f"settings.week_{_turned(on=weekly)}", person),
        _switch("polls", f"settings.turn_polls_{_turned(on=as_polls)}", person),
        rich_button(person),
        _switch("keep", f"settings.keep_{_turned(on=person.keeps_questions)}", person),
        button("settings.to_privacy", f"privacy:{person.id}:show:{language}", language),
    )
    return InlineKeyboardMarkup([languages, *([row] for row in rows)])


def _turned(*, on: bool) -> str:
    return "off" if on else "on"


def _switch(name: str, key: str, person: Person) -> InlineKeyboardButton:
    """A button that turns something on, or off again."""
    turned = key.rpartition("_")[2]
    return button(key, f"{name}:{person.id}:{turned}", person.language)
