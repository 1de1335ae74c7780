"""What happens when something goes wrong: the log knows all, the person gets one sentence."""

import logging
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from sqlite_utils.db import NotFoundError
from telegram import Update, User
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from data import soundness
from data.words import Language
from handlers.context import Bot, Context, House, language_of, tell
from handlers.delivery.turns import in_the_background
from handlers.html import say
from handlers.operations.admins import tell_admins
from handlers.operations.counts import Fault
from handlers.operations.serving import chat_kind_of, kind_of
from handlers.operations.traces import kind_of as kind_of_error
from handlers.operations.traces import place_of

_LOG = logging.getLogger(__name__)


def polling_errors(bot: Bot) -> Callable[[TelegramError], None]:
    """Says in a line of the log that no updates come; the library goes on asking for them."""
    house = bot.bot_data["house"]

    def on_polling_error(error: TelegramError) -> None:
        house.figures.fetch_failed()
        _LOG.warning("no updates from the server: %s", error)
        not_received(bot, error)

    return on_polling_error


def not_received(bot: Bot, error: Exception) -> None:
    """Do what is to be done where an update cannot be stored: the server keeps it meanwhile."""
    house = bot.bot_data["house"]
    if soundness.tells_of_damage(error):
        stop_for_damage(house, error)
    elif soundness.tells_of_no_room(error):
        fault = _fault(house, error)
        house.figures.failed(fault)
        _tell_admins_once(bot, house, fault, error)


async def on_error(update: object, context: Context) -> None:
    """Log an error under a short reference, and give the reference to the person."""
    error = cast("Exception", context.error)
    if isinstance(error, Forbidden):
        _LOG.info("a person has blocked the bot")
    elif _is_of_the_network(error) and not isinstance(update, Update):
        _LOG.warning("the server cannot be reached: %s", error)
    elif soundness.tells_of_damage(error):
        stop_for_damage(context.house, error)
    else:
        await _noted(update, context, error)


def _is_of_the_network(error: Exception) -> bool:
    """The library counts refusals as errors of the network."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def stop_for_damage(house: House, error: BaseException) -> None:
    """Stop the bot before it writes to a damaged store; the next start looks closely at it."""
    _LOG.critical("the store is damaged: %s", error)
    house.damaged.set()
    with suppress(OSError):  # without the mark, the next start looks less closely
        soundness.mark(house.store.home)


async def _noted(update: object, context: Context, error: Exception) -> None:
    fault = _fault(context.house, error)
    context.house.figures.failed(fault)
    told = {"reference": fault.reference, "update": kind_of(update), "chat": chat_kind_of(update)}
    _LOG.error("error %s", fault.reference, exc_info=error, extra=told)
    if isinstance(update, Update) and update.effective_chat and update.effective_user:
        full = soundness.tells_of_no_room(error)
        await _apologize(update, context.house, fault, "not_kept" if full else "error")
    _tell_admins_once(context.whole_bot, context.house, fault, error)


def _fault(house: House, error: Exception) -> Fault:
    return Fault(secrets.token_hex(3), kind_of_error(error), place_of(error), house.clock())


async def _apologize(update: Update, house: House, fault: Fault, sentence: str) -> None:
    language = _language(house, cast("User", update.effective_user))
    text = say(f"shared.{sentence}", language, reference=fault.reference)
    try:
        await tell(update, text)
    except (TelegramError, sqlite3.Error):
        _LOG.exception("error %s could not be told", fault.reference)


def _language(house: House, user: User) -> Language:
    """The language of a person, read only: it may be that nothing can be written."""
    try:
        return house.store.people.get(user.id).language
    except (NotFoundError, sqlite3.Error):
        return language_of(user)


def _tell_admins_once(bot: Bot, house: House, fault: Fault, error: Exception) -> None:
    """Tell the admins of this kind of error, unless they were told in the last hour."""
    full = soundness.tells_of_no_room(error)
    if house.figures.is_news("no room" if full else f"{fault.kind} {fault.place}"):
        key = "admin.not_kept" if full else "admin.error"
        values = {"reference": fault.reference, "kind": fault.kind, "place": fault.place}
        in_the_background(bot, tell_admins(bot.bot, house, key, **values))
