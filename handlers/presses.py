"""Pressed buttons: reading their data, and answering the one who pressed."""

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from telegram import CallbackQuery, ReplyParameters, Update
from telegram.error import BadRequest

from data import words
from data.people import Person
from data.words import Language
from handlers.context import written
from handlers.live import Keyboard, Place, end_with_text

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


async def refreshed(query: CallbackQuery, text: str, keyboard: Keyboard = None) -> None:
    """Change the message of a pressed button; where that is gone, send the text anew."""
    message = cast("MaybeInaccessibleMessage", query.message)
    bot = cast("ExtBot[int]", query.get_bot())
    await end_with_text(Place(bot, message.chat.id, message.message_id), text, keyboard)


async def without_buttons(query: CallbackQuery) -> None:
    """Take the buttons off a message that has done its work; one without any is left alone."""
    with suppress(BadRequest, TypeError):  # the library's answer for a message that is gone
        await query.edit_message_reply_markup(None)
