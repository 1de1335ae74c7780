"""Hear it: a topic, an answer or a lesson as a voice note."""

from functools import partial
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update

from data import words
from data.people import Person
from data.words import Language
from handlers.context import Context, House, chat_of, met, note, tell, written
from handlers.html import bold, code, lines, paragraphs, say
from handlers.keyboards import button, flip
from handlers.learning.hear_words import lesson_lines, view_lines
from handlers.learning.readings import Recorded, begin, send_note
from handlers.presses import heard, pressed
from handlers.screens import Screen, turned_to
from handlers.ways_on import onward, way
from knowledge.course import folders, lesson
from knowledge.library import topic
from knowledge.names import named
from voice.available import available, to_install


def hear_button(slug: str, view: str, language: Language) -> InlineKeyboardButton | None:
    """The button that reads a view of a topic aloud; None where nothing can be spoken here."""
    if not available(language):
        return None
    return button("hear.button", f"hear:{slug}:{view}:{language}", language)


async def on_hear_command(update: Update, context: Context) -> None:
    """Read the topic that was named; without a name, say what there is to hear."""
    language = met(update, context.house).language
    name = " ".join(context.args or ())
    slug = named(name)
    if not available(language):
        await tell(update, *hint(language))
    elif slug:
        await read_aloud(update, context, _view(slug, "standard", language))
    elif name:
        number, said = met(update, context.house).id, partial(say, "hear.unknown", text=name)
        screen = onward(context.house, number, said, language, "glossary", "audiobook")
        await tell(update, *screen)
    else:
        await tell(update, *_how(language))


async def on_turned(update: Update, _context: Context) -> None:
    """Say in the language of a button what there is to hear."""
    _, (shown_in,) = pressed(update)
    language = cast("Language", shown_in)
    await turned_to(update, _how(language) if available(language) else hint(language))


async def on_hear(update: Update, context: Context) -> None:
    """Read the view of a topic aloud, as a reply to it."""
    query, (slug, view, shown_in) = pressed(update)
    await heard(query)
    await read_aloud(update, context, _view(slug, view, cast("Language", shown_in)))


async def on_chapter(update: Update, context: Context) -> None:
    """Read a lesson aloud, as a reply to the message of the button."""
    query, (number, shown_in) = pressed(update)
    language = cast("Language", shown_in)
    if not 1 <= int(number) <= len(folders()):
        await heard(query, words.say("shared.gone", language))
        return
    await heard(query)
    await read_aloud(update, context, chapter(int(number), language))


async def read_aloud(update: Update, context: Context, recorded: Recorded) -> None:
    """Send a voice note as a reply, as soon as it is made; where that cannot be, say why."""
    house, person = context.house, met(update, context.house)
    if not available(recorded.language):
        await tell(update, *hint(recorded.language))
        return
    reply = ReplyParameters(written(update).message_id, allow_sending_without_reply=True)
    sending = send_note(house, chat_of(update), recorded, reply)
    if begin(update, context, sending):
        note(update, house, "hear", caption=recorded.caption)
    else:
        await tell(update, *busy(house, person))


def busy(house: House, person: Person) -> Screen:
    """That something else is still being recorded, and how to end it."""
    return onward(house, person.id, partial(say, "hear.busy"), person.language, "cancel")


def chapter(number: int, language: Language) -> Recorded:
    """A lesson of the course, to be heard."""
    one = lesson(number, language)
    title = say("hear.chapter", language, number=number, title=one.title)
    return Recorded(lesson_lines(one, language), language, bold(title), f"chapter:{number}")


def hint(language: Language) -> Screen:
    """What to install before texts of a language can be heard."""
    commands = [code(command) for command in to_install(language)]
    text = paragraphs(say("hear.missing", language), lines(*commands))
    return text, InlineKeyboardMarkup([[way("learn", language), _other(language)]])


def _how(language: Language) -> Screen:
    book = button("hear.book", f"listen:{language}", language)
    return say("hear.how", language), InlineKeyboardMarkup([[book, _other(language)]])


def _other(language: Language) -> InlineKeyboardButton:
    return flip(f"heard:{language}", language)


def _view(slug: str, view: str, language: Language) -> Recorded:
    found = topic(slug, language)
    said, caption = view_lines(found, view, language), bold(found.title)
    return Recorded(said, language, caption, f"hear:{slug}:{view}")
