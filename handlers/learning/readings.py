"""What is being read aloud: one thing at a time for each person in a chat, until it is stopped."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Chat, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from data.words import Language
from handlers.context import Context, House, chat_of, met
from handlers.delivery.turns import in_the_background
from handlers.html import Html, say
from handlers.keyboards import OTHER, flip
from trainer.shelf import SHELF
from voice import note as notes
from voice.available import available

_FORBIDDEN = "voice_messages_forbidden"
"""What Telegram says, as far as the library leaves the letters as they are."""
_SHOWN_FOR = 4.0
"""Seconds for which a client shows what the bot is doing, or nearly."""


@dataclass(frozen=True)
class Recorded:
    """What a voice note shall be.

    Attributes:
        lines: who says what.
        language: in which language.
        caption: what stands under it.
        data: of a button that reads the same, without the language.
    """

    lines: Sequence[notes.Line]
    language: Language
    caption: Html
    data: str


def begin(update: Update, context: Context, reading: Coroutine[Any, Any, None]) -> bool:
    """Read in the background, unless something else is being read to this person here.

    Returns:
        Whether it was begun.
    """
    readings = context.house.readings
    key = (chat_of(update).id, met(update, context.house).id)
    if key in readings:
        reading.close()
        return False
    task = in_the_background(context.whole_bot, reading, update)
    readings[key] = task
    task.add_done_callback(lambda _: readings.pop(key, None))
    return True


async def stop(house: House, chat: int, person: int) -> bool:
    """Stop what is being read to a person in a chat.

    Returns:
        False where nothing is.
    """
    task = house.readings.get((chat, person))
    if task is None:
        return False
    task.cancel()
    await asyncio.wait([task])
    return True


async def send_note(
    house: House, chat: Chat, recorded: Recorded, reply: ReplyParameters | None = None
) -> None:
    """Make a voice note in a worker, unless it is kept, and send it.

    It is sent as a file to somebody who lets nobody send voice notes.
    """
    buttons = _other(recorded)
    there = notes.kept(folder(), recorded.lines, recorded.language)
    note = there or await _made(house, chat, recorded)
    minutes, seconds = divmod(round(note.seconds), 60)
    length = f"{minutes}:{seconds:02}"
    caption = say("hear.caption", recorded.language, title=recorded.caption, length=length)
    await house.pace.turn(chat.id)
    try:
        await chat.send_voice(
            note.ogg,
            duration=round(note.seconds),
            caption=caption,
            filename="note.ogg",
            reply_parameters=reply,
            reply_markup=buttons,
        )
    except BadRequest as refusal:
        if _FORBIDDEN not in refusal.message.lower():
            raise
        await chat.send_document(
            note.ogg,
            caption=caption,
            filename="note.ogg",
            disable_content_type_detection=True,  # else it would be a voice note again
            reply_parameters=reply,
            reply_markup=buttons,
        )


def _other(recorded: Recorded) -> InlineKeyboardMarkup | None:
    """The button to the same in the other language: Telegram changes no voice note in place."""
    if not available(OTHER[recorded.language]):
        return None
    return InlineKeyboardMarkup([[flip(f"{recorded.data}:{recorded.language}", recorded.language)]])


async def _made(house: House, chat: Chat, recorded: Recorded) -> notes.Note:
    async with _shown_as_recording(chat), house.microphone:
        return await house.engine.call(notes.make, folder(), recorded.lines, recorded.language)


def folder() -> Path:
    """Where voice notes are kept: beside the data sets."""
    if SHELF.folder is None:
        raise FileNotFoundError("nobody has said where voice notes are kept")
    return SHELF.folder.with_name("voice")


@asynccontextmanager
async def _shown_as_recording(chat: Chat) -> AsyncIterator[None]:
    """Meanwhile, the chat shows that a voice note is being recorded."""

    async def show() -> None:
        while True:
            with suppress(TelegramError):
                await chat.send_action(ChatAction.RECORD_VOICE)
            await asyncio.sleep(_SHOWN_FOR)

    showing = asyncio.create_task(show())
    try:
        yield
    finally:
        showing.cancel()
