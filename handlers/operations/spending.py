"""Before any handler: whether an update can be served, and what it takes of a person's budget."""

import math
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, ExtBot

from data import words
from handlers.asking.ask import addressed
from handlers.context import Context, met, tell
from handlers.html import say
from handlers.operations.budget import Pause
from handlers.presses import heard
from handlers.ways_on import onward

_OF_CARDS = ("a:", "t:")
"""How the data of the buttons of cards begins."""


class _Spent(NamedTuple):
    """What an update costs: of which budget, when and how much."""

    kind: str
    at: float
    amount: int = 1


async def on_any_update(update: Update, context: Context) -> None:
    """Count an update, or say once when to go on, and let nothing else handle it."""
    if await _has_no_place(update, context):
        raise ApplicationHandlerStop
    sender, house = update.effective_sender, context.house
    if sender is None:
        return
    for kind, at, amount in _spent(update, context.bot, house.clock().timestamp()):
        pause = house.budget.spend(sender.id, kind, at, amount)
        if pause:
            if pause.first:
                await _tell(update, context, pause)
            raise ApplicationHandlerStop


async def _has_no_place(update: Update, context: Context) -> bool:
    """Whether nobody can be answered: a message of nobody, or a press where no message is.

    A card that was sent from another chat has no message for the bot, and own buttons; whoever
    presses other data there has written it with a client of their own.
    """
    query, message = update.callback_query, update.message or update.edited_message
    if query and query.message is None and not (query.data or "").startswith(_OF_CARDS):
        await heard(query, words.say("shared.gone", met(update, context.house).language))
        return True
    moves = message is not None and message.migrate_to_chat_id is not None
    return message is not None and message.from_user is None and not moves


def _spent(update: Update, bot: ExtBot[int], now: float) -> Iterator[_Spent]:
    """What an update costs; what people say to each other in a group costs nothing.

    Messages count when they were sent: those that have waited for the bot did not come at once.
    """
    message = update.message or update.edited_message
    if update.callback_query or update.poll_answer:
        yield _Spent("press", now)
    elif update.inline_query or update.guest_message:
        yield _Spent("inline", now)
    elif message and _meant(message, bot) and not (message.text or "").startswith("/cancel"):
        at = (message.edit_date or message.date).timestamp()
        yield _Spent("message", at)
        if message.photo:
            yield _Spent("photo", at)
        elif message.document:
            yield _Spent("file", at)
            yield _Spent("bytes", at, message.document.file_size or 0)


def _meant(message: Message, bot: ExtBot[int]) -> bool:
    """Whether a message is said to the bot."""
    if message.chat.type == ChatType.PRIVATE:
        return True
    command, _, name = (message.text or "").partition(" ")[0].partition("@")
    asked = command.startswith("/") and name.lower() in {"", bot.username.lower()}
    return asked or addressed(message, bot) is not None


async def _tell(update: Update, context: Context, pause: Pause) -> None:
    """Say when to go on; an inline query has nobody to be told, and a guest gets one answer."""
    if update.effective_user is None or update.guest_message:
        return
    language, seconds = met(update, context.house).language, math.ceil(pause.seconds)
    if update.callback_query:
        text = words.say("budget.pause", language, seconds=seconds)
        await heard(update.callback_query, text)
    elif update.effective_message:
        person, said = met(update, context.house).id, partial(say, "budget.pause", seconds=seconds)
        await tell(update, *onward(context.house, person, said, language, "quiz"))
