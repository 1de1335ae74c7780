"""/pause: no questions of the day for a while; and how to go on after three unanswered ones."""

from datetime import date, timedelta
from functools import partial
from typing import cast

from telegram import Update

from data.daily import Daily
from data.people import Person
from data.words import Language
from handlers.context import Context, House, met, tell
from handlers.daily.buttons import main_buttons, pause_buttons, slower_buttons
from handlers.daily.until import read_until
from handlers.daily.words import day_words, summary, today
from handlers.html import Html, say
from handlers.presses import own_press, refreshed
from handlers.screens import Screen
from handlers.ways_on import onward
from quiz.daily import Slower, paused, resumed, slower

_DAYS = {"week": 7, "month": 30}
_EXAMPLE = timedelta(days=14)


async def on_pause(update: Update, context: Context) -> None:
    """Pause the questions of the day: `/pause`, `/pause a week`, `/pause until 2 May`."""
    house, person = context.house, met(update, context.house)
    wish = " ".join(context.args or ())
    daily = _begun(house, person)
    if daily is None:
        await tell(update, *_nothing(house, person))
    elif wish:
        await tell(update, *_from_text(house, person, daily, wish))
    else:
        await tell(update, *offer(daily, person))


async def on_choice(update: Update, context: Context) -> None:
    """Pause for as long as a pressed button says, or go on."""
    house = context.house
    if own := await own_press(update, house):
        query, person, (choice,) = own
        daily = _begun(house, person)
        if daily is None:
            await refreshed(query, *_nothing(house, person))
        else:
            await refreshed(query, *_kept(house, person, _paused(house, daily, choice)))


async def on_slower(update: Update, context: Context) -> None:
    """Go on as often as somebody chooses who left three days' questions unanswered."""
    house = context.house
    if own := await own_press(update, house):
        query, person, (choice,) = own
        daily = house.store.dailies.get(person.id)
        if choice == "ask":
            buttons = slower_buttons(person.id, person.language)
            await refreshed(query, say("pause.slower", person.language), buttons)
        elif daily is None or choice == "stop":
            await refreshed(query, *ended(house, person))
        else:
            chosen = slower(daily, cast("Slower", choice), house.clock())
            await refreshed(query, *_kept(house, person, chosen))


def offer(daily: Daily, person: Person) -> Screen:
    """How long a pause shall be, with buttons."""
    resting = daily.state != "on"
    buttons = pause_buttons(person.id, person.language, resting=resting)
    return say("pause.how_long", person.language), buttons


def ended(house: House, person: Person) -> Screen:
    """End the questions of the day for good, and say so."""
    house.store.dailies.remove(person.id)
    return onward(house, person.id, partial(say, "daily.off"), person.language, "daily")


def _begun(house: House, person: Person) -> Daily | None:
    """A person's questions of the day; None also while they wait for a time zone."""
    daily = house.store.dailies.get(person.id)
    return None if daily is None or daily.state == "new" else daily


def _nothing(house: House, person: Person) -> Screen:
    return onward(house, person.id, partial(say, "pause.nothing"), person.language, "daily")


def _from_text(house: House, person: Person, daily: Daily, wish: str) -> Screen:
    now = today(daily.plan, house.clock())
    until = read_until(wish, now)
    if until == "open":
        return _kept(house, person, paused(daily, None))
    if until and until > now:
        return _kept(house, person, paused(daily, until))
    said = partial(_refusal, wish, until, now)
    return onward(house, person.id, said, person.language, "pause")


def _refusal(wish: str, until: date | None, now: date, language: Language) -> Html:
    """Why a text is no end of a pause."""
    example = day_words(now + _EXAMPLE, now, language)
    if until is None:
        return say("pause.unreadable", language, text=wish[:50], date=example)
    return say("pause.past", language, day=day_words(until, now, language), date=example)


def _paused(house: House, daily: Daily, choice: str) -> Daily:
    if choice == "resume":
        return resumed(daily, house.clock())
    days = _DAYS.get(choice)
    now = today(daily.plan, house.clock())
    return paused(daily, now + timedelta(days=days) if days else None)


def _kept(house: House, person: Person, daily: Daily) -> Screen:
    """Keep the questions as they are to be, and show them."""
    house.store.dailies.save(daily)
    text = summary(daily, person.language, house.clock())
    return text, main_buttons(daily, person.language)
