"""/daily: a question a day at a time of one's own, and the minute tick that sends it."""

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import Forbidden

from data import words
from data.people import Person
from data.reviews import Daily
from handlers.context import Bot, Context, House, chat_of, met, tell
from handlers.html import Html, say
from handlers.keyboards import grid
from handlers.presses import heard, owned, pressed, refreshed
from handlers.quiz import ask_question
from handlers.times import read_time
from handlers.zones import find_zone, zone_buttons, zone_title
from quiz.daily import claim, next_due

if TYPE_CHECKING:
    from telegram.ext import JobQueue

_TICK = timedelta(minutes=1)
_OFFERED = ("07:00", "08:00", "12:30", "18:00", "20:00", "22:00")
_OFF = {"off", "stop", "no", "关", "关闭", "停", "停止", "取消"}


async def on_daily(update: Update, context: Context) -> None:
    """Set, show or end the daily question: `/daily`, `/daily 08:00`, `/daily 8:00 Paris`."""
    person = met(update, context.house)
    wish = " ".join(context.args or ())
    if not wish:
        await tell(update, *_offer(person, context.house))
    elif wish.lower() in _OFF:
        context.house.store.reviews.stop_daily(person.id)
        await tell(update, say("daily.off", person.language))
    else:
        await tell(update, *_set_from_text(update, context.house, person, wish))


async def on_time(update: Update, context: Context) -> None:
    """Set the time of a pressed button, or end the daily question with the last one."""
    query, (owner, time) = pressed(update)
    house, person = context.house, met(update, context.house)
    if await owned(query, int(owner), person):
        await heard(query)
        if time == "off":
            house.store.reviews.stop_daily(person.id)
            await refreshed(query, say("daily.off", person.language))
        else:
            chat = chat_of(update).id
            await refreshed(query, *_set(house, person, chat, time.replace(".", ":")))


async def on_zone(update: Update, context: Context) -> None:
    """Keep the zone of a pressed button together with the time that waits for it."""
    query, (owner, time, zone) = pressed(update)
    house, person = context.house, met(update, context.house)
    if await owned(query, int(owner), person):
        await heard(query)
        house.store.people.set_zone(person.id, zone)
        known = house.store.people.get(person.id)
        await refreshed(query, *_set(house, known, chat_of(update).id, time.replace(".", ":")))


def tick_every_minute(bot: Bot) -> None:
    """Look every minute who is due, at once after a start."""

    async def tick(context: Context) -> None:
        await serve_due(bot, context.house)

    bot.create_task(serve_due(bot, bot.bot_data["house"]))
    # Late ticks run all the same: the scheduler would drop one that is a second late.
    jobs = cast("JobQueue[Context]", bot.job_queue)
    jobs.run_repeating(tick, _TICK, job_kwargs={"misfire_grace_time": None})


async def serve_due(bot: Bot, house: House) -> None:
    """Send their daily question to all who are due, each claimed first and so sent once."""
    for daily in house.store.reviews.due_daily(house.clock()):
        if claim(house.store.reviews, daily, house.clock()):
            bot.create_task(_send(bot, house, daily))


async def _send(bot: Bot, house: House, daily: Daily) -> None:
    person = house.store.people.get(daily.person)
    head = say("quiz.daily", person.language)
    try:
        await ask_question(bot.bot, house, person, daily.chat, head=head)
    except Forbidden:
        house.store.reviews.stop_daily(person.id)


def _set_from_text(
    update: Update, house: House, person: Person, wish: str
) -> tuple[Html, InlineKeyboardMarkup | None]:
    read = read_time(wish)
    if read is None:
        return say("daily.unreadable", person.language, text=wish[:50]), None
    if read.rest:
        zone = find_zone(read.rest)
        if zone is None:
            return say("daily.unknown_zone", person.language, zone=read.rest[:50]), None
        house.store.people.set_zone(person.id, zone)
        person = house.store.people.get(person.id)
    return _set(house, person, chat_of(update).id, read.time)


def _set(
    house: House, person: Person, chat: int, time: str
) -> tuple[Html, InlineKeyboardMarkup | None]:
    """Set the time where the zone is known; ask for the zone where it is not."""
    if person.zone is None:
        text = say("daily.which_zone", person.language, time=time)
        waiting = f"dailyzone:{person.id}:{time.replace(':', '.')}"
        return text, zone_buttons(waiting, person.language)
    due = next_due(time, person.zone, house.clock())
    house.store.reviews.set_daily(person.id, chat, time, person.zone, due)
    zone = zone_title(person.zone, person.language)
    return say("daily.on", person.language, time=time, zone=zone), None


def _offer(person: Person, house: House) -> tuple[Html, InlineKeyboardMarkup]:
    daily = house.store.reviews.daily(person.id)
    times = [
        InlineKeyboardButton(time, callback_data=f"time:{person.id}:{time.replace(':', '.')}")
        for time in _OFFERED
    ]
    if daily is None:
        return say("daily.none", person.language), grid(times, columns=3)
    off = words.say("daily.turn_off", person.language)
    times.append(InlineKeyboardButton(off, callback_data=f"time:{person.id}:off"))
    zone = zone_title(daily.zone, person.language)
    return say("daily.on", person.language, time=daily.time, zone=zone), grid(times, columns=3)
