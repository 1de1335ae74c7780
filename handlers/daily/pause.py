"""/pause: no questions of the day for a while; and how to go on after three unanswered ones."""

from datetime import timedelta
from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data.daily import Daily
from data.people import Person
from handlers.context import Context, House, met, tell
from handlers.daily.buttons import main_buttons, pause_buttons, slower_buttons
from handlers.daily.until import read_until
from handlers.daily.words import day_words, summary, today
from handlers.html import Html, say
from handlers.presses import heard, owned, pressed, reading, refreshed
from quiz.daily import Slower, paused, resumed, slower

_DAYS = {"week": 7, "month": 30}
_EXAMPLE = timedelta(days=14)


async def on_pause(update: Update, context: Context) -> None:
    """Pause the questions of the day: `/pause`, `/pause a week`, `/pause until 2 May`."""
    house, person = context.house, met(update, context.house)
    daily = house.store.dailies.get(person.id)
    wish = " ".join(context.args or ())
    if daily is None or daily.state == "new":
        await tell(update, say("pause.nothing", person.language))
    elif wish:
        await tell(update, *_from_text(house, person, daily, wish))
    else:
        await tell(update, *offer(daily, person))


async def on_choice(update: Update, context: Context) -> None:
    """Pause for as long as a pressed button says, or go on."""
    query, (owner, choice, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if await owned(query, int(owner), person):
        await heard(query)
        person = reading(person, shown_in)
        daily = house.store.dailies.get(person.id)
        if daily is None or daily.state == "new":
            await refreshed(query, say("pause.nothing", person.language))
        else:
            await refreshed(query, *_kept(house, person, _paused(house, daily, choice)))


async def on_slower(update: Update, context: Context) -> None:
    """Go on as often as somebody chooses who left three days' questions unanswered."""
    query, (owner, choice, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if await owned(query, int(owner), person):
        await heard(query)
        person = reading(person, shown_in)
        daily = house.store.dailies.get(person.id)
        if choice == "ask":
            buttons = slower_buttons(person.id, person.language)
            await refreshed(query, say("pause.slower", person.language), buttons)
        elif daily is None or choice == "stop":
            house.store.dailies.remove(person.id)
            await refreshed(query, say("daily.off", person.language))
        else:
            chosen = slower(daily, cast("Slower", choice), house.clock())
            await refreshed(query, *_kept(house, person, chosen))


def offer(daily: Daily, person: Person) -> tuple[Html, InlineKeyboardMarkup]:
    """How long a pause shall be, with buttons."""
    resting = daily.state != "on"
    buttons = pause_buttons(person.id, person.language, resting=resting)
    return say("pause.how_long", person.language), buttons


def _from_text(
    house: House, person: Person, daily: Daily, wish: str
) -> tuple[Html, InlineKeyboardMarkup | None]:
    language, now = person.language, today(daily.plan, house.clock())
    example = day_words(now + _EXAMPLE, now, language)
    until = read_until(wish, now)
    if until is None:
        return say("pause.unreadable", language, text=wish[:50], date=example), None
    if until == "open":
        return _kept(house, person, paused(daily, None))
    if until <= now:
        day = day_words(until, now, language)
        return say("pause.past", language, day=day, date=example), None
    return _kept(house, person, paused(daily, until))


def _paused(house: House, daily: Daily, choice: str) -> Daily:
    if choice == "resume":
        return resumed(daily, house.clock())
    days = _DAYS.get(choice)
    now = today(daily.plan, house.clock())
    return paused(daily, now + timedelta(days=days) if days else None)


def _kept(house: House, person: Person, daily: Daily) -> tuple[Html, InlineKeyboardMarkup]:
    """Keep the questions as they are to be, and show them."""
    house.store.dailies.save(daily)
    text = summary(daily, person.language, house.clock())
    return text, main_buttons(daily, person.language)
