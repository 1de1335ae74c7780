"""The summary of the week, for those who want it: one short message on Sunday evening."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import date
from typing import cast

from sqlite_utils.db import NotFoundError
from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from data.people import Person
from data.weekly import Weekly
from data.words import Language
from handlers.context import Bot, Context, House, met
from handlers.delivery.outbox import never_twice
from handlers.delivery.pacing import BROADCAST_PAUSE
from handlers.html import Html, lines, paragraphs, say
from handlers.keyboards import button, flip
from handlers.presses import heard, owned, pressed
from handlers.quizzes.screens import skill_title
from handlers.screens import Screen, turned_to
from quiz.daily import TOGETHER
from quiz.weekly import Week, claim_due, moved, week, wished

_LOG = logging.getLogger(__name__)
_SENT_IN_A_MINUTE = 1000
_NAMED = 3
"""Of so many skills the names are told."""
_GONE = "chat not found"


def want(house: House, person: Person, *, wanted: bool) -> None:
    """Keep whether a person wants to be told of their weeks."""
    if wanted:
        zone = person.zone or "UTC"
        house.store.weeklies.save(wished(person.id, zone, house.clock()))
    else:
        house.store.weeklies.remove(person.id)


def move_to(house: House, person: Person, zone: str) -> None:
    """Tell a person of their weeks in the zone where they are now."""
    weekly = house.store.weeklies.get(person.id)
    if weekly:
        house.store.weeklies.save(moved(weekly, zone, house.clock()))


async def on_turned(update: Update, context: Context) -> None:
    """Show the same week in the language of a button."""
    query, (owner, until, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if await owned(query, int(owner), person):
        screen = _screen(house, person, date.fromordinal(int(until)), cast("Language", shown_in))
        if screen:
            await turned_to(update, screen)
        else:
            await heard(query)


async def send_due(bot: Bot, house: House) -> None:
    """Claim the summaries that are due, then send what is claimed; nothing is ever sent twice."""
    weeklies, claimed = house.store.weeklies, TOGETHER
    while claimed == TOGETHER:
        claimed = claim_due(weeklies, house.clock())
        await asyncio.sleep(0)  # others have their turn
    for weekly in weeklies.waiting(_SENT_IN_A_MINUTE):
        async with house.post:
            if not bot.running:
                return
            if weeklies.take(weekly.person):
                bot.create_task(_send(bot, house, weekly))
                await asyncio.sleep(BROADCAST_PAUSE)


async def _send(bot: Bot, house: House, weekly: Weekly) -> None:
    """Send what was claimed; who cannot be reached any more is left alone."""
    weeklies, number = house.store.weeklies, weekly.person
    try:
        with never_twice():
            await _deliver(bot, house, weekly)
    except Forbidden:
        weeklies.remove(number)
    except TimedOut:  # it may have arrived, and never comes twice
        _LOG.warning("a summary of the week was not confirmed in time")
    except BadRequest as refusal:
        if _GONE not in refusal.message.lower():
            raise
        weeklies.remove(number)
    except (RetryAfter, NetworkError):  # it has not arrived: the next tick tries again
        weeklies.put_back(number)


async def _deliver(bot: Bot, house: House, weekly: Weekly) -> None:
    """Tell a person of their week alone; of one without an answer nothing is said."""
    try:
        person = house.store.people.get(weekly.person)
    except NotFoundError:  # they wanted to be forgotten
        return
    until = weekly.last_day
    screen = _screen(house, person, until, person.language) if until else None
    if screen:
        await bot.bot.send_message(person.id, screen[0], reply_markup=screen[1])


def _screen(house: House, person: Person, until: date, language: Language) -> Screen | None:
    zone, reviews = person.zone or "UTC", house.store.reviews
    seen = week(reviews, person.id, house.clock(), zone, until)
    if seen is None:
        return None
    kind = _suggestion(seen)
    goes_on = f"mistakes:{language}" if kind == "mend" else f"go:quiz:{language}"
    rows = [
        [button(f"weekly.{kind}_button", goes_on, language)],
        [flip(f"week:{person.id}:{until.toordinal()}:{language}", language)],
    ]
    return _text(seen, kind, language), InlineKeyboardMarkup(rows)


def _suggestion(seen: Week) -> str:
    """What to do next: mend a mistake, else refresh what fades, else something new."""
    if seen.mistakes:
        return "mend"
    return "refresh" if seen.fading else "go_on"


def _text(seen: Week, kind: str, language: Language) -> Html:
    days = "weekly.days" if seen.days > 1 else "weekly.one_day"
    figures = {"days": seen.days, "answers": seen.answers, "right": seen.right}
    return paragraphs(
        lines(say("weekly.title", language), say(days, language, **figures)),
        lines(
            _named("new", seen.new, language),
            _named("solid", seen.solid, language),
            _named("fading", seen.fading, language),
        ),
        say(f"weekly.{kind}", language, mistakes=seen.mistakes, fading=len(seen.fading)),
    )


def _named(name: str, skills: Sequence[str], language: Language) -> Html:
    """How many skills there are of a kind, the first of them by name; nothing of none."""
    if not skills:
        return Html("")
    shown = [*dict.fromkeys(skill_title(skill, language) for skill in skills)]
    listed = ("、" if language == "zh" else ", ").join(shown[:_NAMED])
    more = " …" if len(shown) > _NAMED else ""
    return say(f"weekly.{name}", language, count=len(skills), skills=listed + more)
