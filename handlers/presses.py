"""Pressed buttons: reading their data, and answering the one who pressed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from telegram import CallbackQuery, ReplyParameters, Update
from telegram.error import BadRequest

from data import words
from data.people import Person
from data.words import Language
from handlers.context import House, met, written
from handlers.live import Keyboard, Place, end_with_caption, end_with_text

if TYPE_CHECKING:
    from telegram import MaybeInaccessibleMessage
    from telegram.ext import ExtBot


def pressed(update: Update) -> tuple[CallbackQuery, list[str]]:
    """The press of a button, and the fields of the button's data after its name."""
    query = cast("CallbackQuery", update.callback_query)
    return query, (query.data or "").split(":")[1:]


def flipped_to(fields: list[str]) -> Language | None:
    """The language at the end of a button's data; None where the data ends before it."""
    return cast("Language", fields[0]) if fields else None


def reading(person: Person, shown_in: str) -> Person:
    """A person as the reader of a message in the language at the end of its buttons' data."""
    return replace(person, language=cast("Language", shown_in))


def to_pressed(update: Update) -> ReplyParameters:
    """As a reply to the message whose button was pressed."""
    return ReplyParameters(written(update).message_id, allow_sending_without_reply=True)


async def heard(query: CallbackQuery, text: str | None = None) -> None:
    """Let the button stop waiting, with a note in front of the chat where there is one to read.

    Telegram forgets presses after a while, so that a late answer may be refused; that harms nobody.
    """
    with suppress(BadRequest):
        await query.answer(text, show_alert=text is not None)


async def owned(query: CallbackQuery, owner: int, person: Person) -> bool:
    """Whether a button is the presser's own; another person is told so, and nothing happens."""
    if owner == person.id:
        return True
    await heard(query, words.say("shared.not_yours", person.language))
    return False


async def gone(update: Update, house: House) -> None:
    """Tell whoever pressed a button that what it leads to is there no more."""
    query, _ = pressed(update)
    await heard(query, words.say("shared.gone", met(update, house).language))


async def own_press(
    update: Update, house: House
) -> tuple[CallbackQuery, Person, Sequence[str]] | None:
    """A press of a button that begins with its owner and ends with its language.

    Returns:
        The press, its owner as a reader of the message, and the fields of the button's data between
        these two; None where another person pressed it, who is told so.
    """
    query, (owner, *fields, shown_in) = pressed(update)
    person = met(update, house)
    if not await owned(query, int(owner), person):
        return None
    await heard(query)
    return query, reading(person, shown_in), fields


async def refreshed(query: CallbackQuery, text: str, keyboard: Keyboard = None) -> None:
    """Change the text of a pressed button's message, or what stands below its picture.

    Where the message is gone, the text is sent anew.
    """
    end = end_with_caption if getattr(query.message, "photo", None) else end_with_text
    await end(place_of(query), text, keyboard)


def place_of(query: CallbackQuery) -> Place:
    """Where the message of a pressed button is."""
    message = cast("MaybeInaccessibleMessage", query.message)
    return Place(cast("ExtBot[int]", query.get_bot()), message.chat.id, message.message_id)


async def without_buttons(query: CallbackQuery) -> None:
    """Take the buttons off a message that has done its work; one without any is left alone."""
    with suppress(BadRequest, TypeError):  # the library's answer for a message that is gone
        await query.edit_message_reply_markup(None)
