"""The pictures of quiz questions: drawn for the first who is asked, kept for all others."""

import json
from hashlib import sha256
from pathlib import Path

from telegram import ReplyParameters
from telegram.constants import ChatAction
from telegram.ext import ExtBot

from handlers.context import House
from handlers.screens import Screen
from quiz.curve_picture import draw_curves
from quiz.curves import named
from quiz.item import Item

_DRAWN = 1
"""Raise it where pictures are drawn in a new way, so that no old one is shown."""


async def picture_of(house: House, item: Item) -> bytes:
    """The picture of an item, with words in its language.

    Raises:
        RunFailed: it could not be drawn.
    """
    path = _path(house, item)
    if path.exists():
        return path.read_bytes()
    picture = await house.engine.call(draw_curves, item.picture, item.language)
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(picture)
    unfinished.replace(path)
    return picture


async def send_screen(
    bot: ExtBot[int],
    chat: int,
    screen: Screen,
    picture: bytes | None,
    reply: ReplyParameters | None = None,
) -> int:
    """Send a question, below its picture where it has one.

    Returns:
        The message that holds it.
    """
    text, keyboard = screen
    if picture is None:
        sent = await bot.send_message(chat, text, reply_markup=keyboard, reply_parameters=reply)
    else:
        sent = await bot.send_photo(
            chat,
            picture,
            text,
            filename="curves.png",
            reply_markup=keyboard,
            reply_parameters=reply,
        )
    return sent.message_id


async def picture_for(bot: ExtBot[int], house: House, chat: int, item: Item) -> bytes | None:
    """The picture of an item that is to be sent; None where it has none.

    Raises:
        RunFailed: it could not be drawn.
    """
    if not item.picture:
        return None
    if not _path(house, item).exists():
        await bot.send_chat_action(chat, ChatAction.UPLOAD_PHOTO)
    return await picture_of(house, item)


def _path(house: House, item: Item) -> Path:
    """Where a picture is kept: under the name of everything that it is made of."""
    _, runs = named(item.picture)
    made_of = json.dumps([_DRAWN, item.picture, item.language, [vars(run) for run in runs]])
    return house.store.home / "pictures" / f"{sha256(made_of.encode()).hexdigest()[:32]}.png"
