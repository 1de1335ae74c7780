"""/forget: after one confirmation, nothing of a person is left."""

import asyncio
import logging
from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data import owners
from data.people import Person
from data.words import Language
from handlers.context import Bot, Context, House, chat_of, met, note, tell
from handlers.files.own_table import sent_tables
from handlers.html import lines, paragraphs, say
from handlers.keyboards import button, flip
from handlers.live import Place, end_with_text
from handlers.operations.backups import forget_in_backups
from handlers.presses import heard, owned, pressed, refreshed
from handlers.screens import Screen, turned_to
from handlers.training import follow
from handlers.ways_on import way

_LOG = logging.getLogger(__name__)
_ASKED = "forget"
_COUNTED = ("reviews", "memory", "runs", "tables")
"""The tables of which it is told how much is in them."""


async def on_forget(update: Update, context: Context) -> None:
    """Say what would be gone, and ask whether it shall be."""
    person = met(update, context.house)
    asked = await tell(update, *_question(context.house, person, person.language))
    note(update, context.house, _ASKED, message=asked.message_id, chat=asked.chat.id)


async def on_turned(update: Update, context: Context) -> None:
    """Ask the same in the language of a button."""
    query, (owner, shown_in) = pressed(update)
    person = met(update, context.house)
    if await owned(query, int(owner), person):
        await heard(query)
        await refreshed(query, *_question(context.house, person, cast("Language", shown_in)))


async def on_done(update: Update, _context: Context) -> None:
    """Say in the language of a button that all is forgotten, which nothing is noted of."""
    _, (_, shown_in) = pressed(update)
    await turned_to(update, _done(cast("Language", shown_in)))


async def on_choice(update: Update, context: Context) -> None:
    """Forget the person who pressed, or nothing."""
    query, (owner, choice, shown_in) = pressed(update)
    person = met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    await heard(query)
    language = cast("Language", shown_in)
    if choice == "yes":
        await forget(context.whole_bot, person)
        await refreshed(query, *_done(language))
        await forget_in_backups(context.house, person.id)
    else:
        note(update, context.house, _ASKED)
        await refreshed(query, *_kept(person.id, language))


def asked_in(house: House, person: Person, chat: int) -> int | None:
    """The message in a chat that asks whether a person shall be forgotten, if one does."""
    last = next(iter(house.store.events.latest(person.id, _ASKED, 1)), {})
    return cast("int", last["message"]) if last.get("chat") == chat else None


async def keep(update: Update, context: Context, message: int) -> None:
    """Forget nothing, and say so in the message that asked."""
    note(update, context.house, _ASKED)
    place = Place(context.bot, chat_of(update).id, message)
    person = met(update, context.house)
    await end_with_text(place, *_kept(person.id, person.language))


def _done(language: Language) -> Screen:
    here = [way("start", language), flip(f"forget:done:{language}", language)]
    return say("forget.done", language), InlineKeyboardMarkup([here])


def _kept(person: int, language: Language) -> Screen:
    here = [way("privacy", language), flip(f"forget:{person}:no:{language}", language)]
    return say("forget.kept", language), InlineKeyboardMarkup([here])


async def forget(bot: Bot, person: Person) -> None:
    """Stop what is going on for a person, and let go of everything that is theirs."""
    house = bot.bot_data["house"]
    for run in house.store.runs.going_of(person.id):
        await follow.cancel(bot, run)
    await _stopped(house, person)
    for path in sent_tables(house, person.id).values():
        path.unlink(missing_ok=True)
    house.store.forget(person.id)
    if not await asyncio.to_thread(house.store.empty_journal):
        _LOG.warning("what was forgotten is in the journal until that is written anew")


async def _stopped(house: House, person: Person) -> None:
    """Let go of what is read to a person, made or drawn for them, and asked in their rounds."""
    runs = [run.id for run in house.store.runs.unfinished() if run.person == person.id]
    rounds = [one.id for one in house.store.rounds.going() if one.person == person.id]
    tasks = [house.trainings[run] for run in runs if run in house.trainings]
    tasks += [house.rounds[one] for one in rounds if one in house.rounds]
    tasks += [task for (_, reader), task in house.readings.items() if reader == person.id]
    tasks += [task for task, (_, who, _) in house.makings.items() if who == person.id]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _question(house: House, person: Person, language: Language) -> Screen:
    counts = owners.counts(house.store.db, person.id)
    told = (
        say(f"forget.{table}", language, count=f"{counts[table]:,}")
        for table in _COUNTED
        if table in counts
    )
    counted = lines(*told, say("forget.else", language))
    text = paragraphs(say("forget.sure", language), counted, say("forget.before", language))
    data = f"forget:{person.id}"
    rows_of_buttons = [
        [button("forget.yes", f"{data}:yes:{language}", language)],
        [button("forget.no", f"{data}:no:{language}", language)],
        [flip(f"{data}:{language}", language)],
    ]
    return text, InlineKeyboardMarkup(rows_of_buttons)
