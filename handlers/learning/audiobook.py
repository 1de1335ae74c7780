"""/audiobook: the course to listen to, a chapter at a time or all of it."""

from functools import partial
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.words import Language
from handlers.context import Context, chat_of, met, note, tell
from handlers.html import lines, paragraphs, say
from handlers.keyboards import button, flip, grid
from handlers.learning.hear import busy, chapter, hint
from handlers.learning.readings import begin, send_note, stop
from handlers.live import LiveMessage, Place, State, end_with_text
from handlers.presses import heard, owned, pressed, reading
from handlers.screens import Screen, turned_to
from handlers.ways_on import onward
from knowledge.course import lessons
from knowledge.lesson import Lesson
from voice.available import available

_COLUMNS = 6


async def on_audiobook(update: Update, context: Context) -> None:
    """Show the chapters."""
    await tell(update, *_contents(met(update, context.house).language))


async def on_contents(update: Update, _context: Context) -> None:
    """Show the chapters in the language of a button."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, _contents(cast("Language", shown_in)))


async def on_all(update: Update, context: Context) -> None:
    """Send all chapters, one after another, with a button to stop."""
    query, (shown_in,) = pressed(update)
    language = cast("Language", shown_in)
    await heard(query)
    if not available(language):
        await tell(update, *hint(language))
    elif begin(update, context, _read(update, context, language)):
        note(update, context.house, "audiobook")
    else:
        await tell(update, *busy(context.house, reading(met(update, context.house), shown_in)))


async def on_quiet(update: Update, context: Context) -> None:
    """Stop the audiobook."""
    query, (owner, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    stopped = await stop(house, chat_of(update).id, person.id)
    await heard(query, None if stopped else words.say("shared.gone", cast("Language", shown_in)))


async def _read(update: Update, context: Context, language: Language) -> None:
    """Send chapter after chapter; one message shows how far it is."""
    house, chat, course = context.house, chat_of(update), lessons(language)
    owner = met(update, house).id
    sent = await tell(update, *_progress(course[0], owner, language))
    place = Place(context.bot, chat.id, sent.message_id)
    screen = onward(house, owner, partial(say, "hear.stopped"), language, "audiobook")
    try:
        async with LiveMessage(place, house.pace) as live:
            for one in course:
                live.show(*_progress(one, owner, language))
                await send_note(house, chat, chapter(one.number, language))
        said = partial(say, "hear.over", count=len(course))
        screen = onward(house, owner, said, language, "learn")
    finally:
        await end_with_text(place, *screen)


def _progress(one: Lesson, owner: int, language: Language) -> State:
    values = {"number": one.number, "count": len(lessons(language)), "title": one.title}
    quiet = button("hear.stop", f"quiet:{owner}:{language}", language)
    return say("hear.progress", language, **values), InlineKeyboardMarkup([[quiet]])


def _contents(language: Language) -> Screen:
    """The chapters, each with its button; where nothing can be spoken, what to install."""
    if not available(language):
        return hint(language)
    other = flip(f"listen:{language}", language)
    course = lessons(language)
    listed = [say("hear.line", language, number=one.number, title=one.title) for one in course]
    chapters = [
        InlineKeyboardButton(str(one.number), callback_data=f"chapter:{one.number}:{language}")
        for one in course
    ]
    everything = button("hear.all", f"audiobook:{language}", language)
    rows = [*grid(chapters, _COLUMNS).inline_keyboard, [everything, other]]
    text = paragraphs(say("hear.contents", language, count=len(course)), lines(*listed))
    return text, InlineKeyboardMarkup(rows)
