"""Updates on their way to the handlers: stored before Telegram is told that they arrived."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.error import NetworkError

from data.inbox import TRIES, Inbox
from handlers.context import Bot
from handlers.delivery.aiohttp_request import AiohttpRequest, UnansweredError
from handlers.delivery.chat_turns import ChatTurns
from handlers.operations.counts import Figures

MOST = 10_000
"""So many updates are here until they are served, some 5 KB each; the server keeps the others."""
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What the library raises where an update is not as it knows them."""
_LOG = logging.getLogger(__name__)


class BroughtDownError(Exception):
    """Serving an update ended the process several times; it is not tried again."""


class NotStoredError(NetworkError):
    """An update could not be stored; the library asks for it again, after a while."""


class StoredUpdates(asyncio.Queue[object]):
    """A queue that stores an update first, and takes each only once."""

    def __init__(self, inbox: Inbox, bot: int) -> None:
        """The inbox, and the number of the bot that receives."""
        super().__init__()
        self._inbox = inbox
        self._bot = bot
        self._told: dict[int, str] = {}
        self._room = asyncio.Event()
        self._unserved = 0
        self._room.set()

    async def room(self) -> None:
        """Wait until there is room for more updates."""
        await self._room.wait()

    def hear(self, told: Iterable[dict[str, Any]]) -> None:
        """Note updates as Telegram tells them, until they are put: to write them anew takes long.

        The library loses empty lists on the way, too, and cannot write every message of the past.
        """
        self._told.update((one["update_id"], json.dumps(one)) for one in told)

    async def put(self, update: object) -> None:
        """Store an update and queue it, unless it was received before.

        Raises:
            NotStoredError: it cannot be stored now; it must not be acknowledged.
        """
        if not isinstance(update, Update) or self._is_new(update):
            await super().put(update)

    def put_nowait(self, update: object) -> None:
        """Queue an update that is stored, and count it."""
        super().put_nowait(update)
        self._unserved += 1
        if self._unserved >= MOST:
            self._room.clear()

    def task_done(self) -> None:
        """An update was served, or is left to the next start."""
        super().task_done()
        self._unserved -= 1
        if self._unserved < MOST:
            self._room.set()

    def _is_new(self, update: Update) -> bool:
        try:
            told = self._told.pop(update.update_id, None) or update.to_json()
            return self._inbox.store(self._bot, update.update_id, told)
        except sqlite3.Error as error:
            raise NotStoredError(str(error)) from error


class AcknowledgingRequest(AiohttpRequest):
    """Asks for updates, which acknowledges the former ones: these are made safe before."""

    def __init__(self, server: str, inbox: Inbox, updates: StoredUpdates, figures: Figures) -> None:
        """The address of the Bot API server, where updates go, and where is counted."""
        super().__init__(server, connections=1)
        self._inbox = inbox
        self._updates = updates
        self._figures = figures
        self._first: int | None = None

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Ask when there is room for more, and all that is stored would outlast a loss of power.

        Raises:
            NetworkError: there was no answer; the library waits before it asks again, which it does
                not after a time-out.
        """
        await self._updates.room()
        await asyncio.to_thread(self._inbox.sync)
        try:
            code, body = await super().do_request(*args, **kwargs)
        except UnansweredError as error:
            raise NetworkError(error.message) from None
        if code == HTTPStatus.OK:
            self._figures.fetched()
            with suppress(ValueError, KeyError, TypeError):  # the library says so, too
                body = self._heard(body)
        return code, body

    def _heard(self, body: bytes) -> bytes:
        """Hear what is told; where the same comes again, without what the library cannot read."""
        told = json.loads(body)["result"]
        first = told[0]["update_id"] if told else None
        if told and first == self._first:
            told = [*map(legible, told)]
            body = json.dumps({"ok": True, "result": told}).encode()
        self._first = first
        self._updates.hear(told)
        return body


def legible(told: dict[str, Any]) -> dict[str, Any]:
    """An update; of one that the library cannot read its number alone, which is served at once.

    It would be told again for ever else, and with it what comes after it.
    """
    try:
        Update.de_json(told, None)
    except UNREADABLE:
        _LOG.error("an update cannot be read; it is left out")
        return {"update_id": told["update_id"]}
    return told


def take_up_updates(bot: Bot) -> None:
    """Queue what was received and not served to the end when the bot stopped, in its order."""
    inbox = bot.bot_data["house"].store.inbox
    turns = bot.update_processor
    for unfinished in inbox.take_up(bot.bot.id):
        try:
            update = Update.de_json(json.loads(unfinished.body), bot.bot)
        except UNREADABLE:
            _LOG.exception("an update that was kept cannot be read; it is left out")
            inbox.finish(bot.bot.id, unfinished.update)
            continue
        if unfinished.tries >= TRIES:
            bot.create_task(_give_up(bot, update))
            continue
        if isinstance(turns, ChatTurns):
            turns.again.add(unfinished.update)
        bot.update_queue.put_nowait(update)


async def _give_up(bot: Bot, update: Update) -> None:
    """Tell whoever is behind an update that it is not served, and let go of it then."""
    await bot.process_error(update, BroughtDownError())
    bot.bot_data["house"].store.inbox.finish(bot.bot.id, update.update_id)
