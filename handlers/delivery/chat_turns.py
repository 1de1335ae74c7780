"""In which order updates are served: those of one chat one after another."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Coroutine
from contextlib import closing, suppress
from typing import Any, cast
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from data import soundness
from data.inbox import Inbox
from handlers.delivery.turns import Turn, begin
from handlers.operations.counts import Figures
from handlers.operations.serving import measured

UPDATES_AT_ONCE = 256
"""So many are served side by side; others wait, and stay in the inbox."""
_EVERY_UPDATE = 1_000_000
"""For the library, whose own limit would count those that wait for their chat, too."""
_CANCELLED_AFTER = 2.0
"""Seconds for which /cancel waits for its turn: what keeps it waiting may be what shall end."""
_UNTIL_ROOM = 5.0
"""Seconds from one try to begin an update again to the next, while nothing can be written."""
_LOG = logging.getLogger(__name__)


class ChatTurns(BaseUpdateProcessor):
    """Updates of one chat are served one after another, those of different chats together.

    An update that is served is finished in the inbox. One that is interrupted stays there, and the
    next start takes it up.
    """

    def __init__(self, inbox: Inbox, bot: int, figures: Figures) -> None:
        """The inbox, the number of the bot that receives, and where it is counted."""
        super().__init__(_EVERY_UPDATE)
        self._figures = figures
        self._inbox = inbox
        self._bot = bot
        self._at_once = asyncio.Semaphore(UPDATES_AT_ONCE)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._unfinished: list[int] = []
        self.again: set[int] = set()
        """The numbers of updates that were begun before this start."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Serve an update when those of its chat before it are served."""
        whole = cast("Update", update)
        with closing(cast("Coroutine[Any, Any, Any]", coroutine)):  # it may never be begun
            turn = Turn(self._inbox, self._bot, whole.update_id, await self._lock_of(whole))
            begin(turn)
            try:
                if turn.update in self.again:
                    turn.done = await self._begun_again(turn.update)
                async with self._at_once:
                    with measured(update, self._figures):
                        await coroutine
                self._finish(turn.update)
            finally:
                turn.over = True
                turn.release()

    async def _lock_of(self, update: Update) -> asyncio.Lock | None:
        """Wait for the turn of an update, which holds its lock. To cancel is not kept for long."""
        lock = self._locks.setdefault(_line(update), asyncio.Lock())
        with suppress(TimeoutError):
            async with asyncio.timeout(_CANCELLED_AFTER if _cancels(update) else None):
                await lock.acquire()
                return lock
        return None

    async def _begun_again(self, update: int) -> dict[str, Any]:
        """What the steps of an update came to before.

        Where nothing can be written it waits, as all that Telegram keeps meanwhile: served now, its
        effects would fail, and the next start would serve it once more.
        """
        waits = False
        while True:
            try:
                done = self._inbox.begin_again(self._bot, update)
            except sqlite3.OperationalError as error:
                if not waits:
                    _LOG.warning("an update waits until the store can be written: %s", error)
                waits = True
                await asyncio.sleep(_UNTIL_ROOM)
            else:
                self.again.discard(update)
                return done

    def _finish(self, update: int) -> None:
        """Finish an update; where nothing can be written, together with a later one.

        Raises:
            sqlite3.DatabaseError: the store is damaged. Nobody is told of anything else: the update
                was served, all the same.
        """
        self._unfinished.append(update)
        try:
            while self._unfinished:
                self._inbox.finish(self._bot, self._unfinished[-1])
                self._unfinished.pop()
        except sqlite3.Error as error:
            if soundness.tells_of_damage(error):
                raise
            _LOG.warning("an update was served, which could not be noted: %s", error)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def _cancels(update: Update) -> bool:
    return bool(update.message and (update.message.text or "").startswith("/cancel"))


def _line(update: Update) -> int:
    """Whose turn an update waits for: its chat's, else its person's."""
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
