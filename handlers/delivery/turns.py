"""In which order updates are served, and what is not done twice where one is served again."""

import asyncio
import logging
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from data.inbox import Inbox
from handlers.operations.counts import Figures
from handlers.operations.serving import measured

if TYPE_CHECKING:
    from handlers.context import Context

UPDATES_AT_ONCE = 256
"""So many are served side by side; others wait, and stay in the inbox."""
_EVERY_UPDATE = 1_000_000
"""For the library, whose own limit would count those that wait for their chat, too."""
_CANCELLED_AFTER = 2.0
"""Seconds for which /cancel waits for its turn: what keeps it waiting may be what shall end."""
_LOG = logging.getLogger(__name__)
T = TypeVar("T")
Handle = Callable[[Update, "Context"], Coroutine[Any, Any, None]]


@dataclass
class Turn:
    """An update that is being served.

    Attributes:
        inbox: where it is kept until it is served.
        bot: number of the bot that received it.
        update: its number.
        release: lets the next update of its chat begin.
        done: what its steps came to before, where it is served again.
        over: whether it is served to the end; what goes on in the background is not part of it.
    """

    inbox: Inbox
    bot: int
    update: int
    release: Callable[[], None]
    done: dict[str, Any] = field(default_factory=dict)
    over: bool = False
    _counts: Counter[str] = field(default_factory=Counter)

    def name(self, step: str) -> str:
        """The name of a step that may be done several times."""
        self._counts[step] += 1
        return f"{step} {self._counts[step]}"

    def once(self, step: str, effect: Callable[[], T]) -> T:
        """Do a step, or take what came of it before."""
        name = self.name(step)
        if name in self.done:
            return cast("T", self.done[name])
        return self.inbox.once(self.bot, self.update, name, effect)

    def note(self, name: str, result: object) -> None:
        """Note what came of a step that the store has no part in; too late once it is over."""
        if not self.over:
            self.inbox.note(self.bot, self.update, name, result)


_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


def current_turn() -> Turn | None:
    """The update that is being served; None in the background."""
    turn = _turn.get()
    return None if turn is None or turn.over else turn


def once(step: str, effect: Callable[[], T]) -> T:
    """Write to the store once, also where an update is served again after a crash.

    Args:
        step: names what is done.
        effect: does it; what it returns can be kept as JSON.
    """
    turn = current_turn()
    return turn.once(step, effect) if turn else effect()


def first(step: str, found: T) -> T:
    """What was found when the update was served first, whatever would be found now.

    Args:
        step: names what was looked for.
        found: what is found now; None is not kept.
    """
    turn = current_turn()
    if turn is None:
        return found
    name = turn.name(step)
    if name in turn.done:
        return cast("T", turn.done[name])
    if found is not None:
        turn.note(name, found)
    return found


def in_passing(handle: Handle) -> Handle:
    """A handler that lets its chat go on at once: it waits for a picture or for many others."""

    async def passing(update: Update, context: "Context") -> None:
        turn = current_turn()
        if turn:
            turn.release()
        await handle(update, context)

    return passing


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
        release = await self._turn_of(whole)
        turn = Turn(self._inbox, self._bot, whole.update_id, release)
        _turn.set(turn)
        try:
            if turn.update in self.again:
                self.again.discard(turn.update)
                turn.done = self._inbox.begin_again(self._bot, turn.update)
            async with self._at_once:
                with measured(update, self._figures):
                    await coroutine
            self._finish(turn.update)
        finally:
            turn.over = True
            turn.release()

    async def _turn_of(self, update: Update) -> Callable[[], None]:
        """Wait for the turn of an update; what ends the turn. To cancel is not kept for long."""
        lock = self._locks.setdefault(_line(update), asyncio.Lock())
        patience = _CANCELLED_AFTER if _cancels(update) else None
        try:
            await asyncio.wait_for(lock.acquire(), patience)
        except TimeoutError:
            return lambda: None
        return _once_only(lock.release)

    def _finish(self, update: int) -> None:
        """Finish an update; where nothing can be written, together with a later one."""
        self._unfinished.append(update)
        try:
            while self._unfinished:
                self._inbox.finish(self._bot, self._unfinished[-1])
                self._unfinished.pop()
        except sqlite3.OperationalError as error:  # no room, or locked: it was served, all the same
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


def _once_only(act: Callable[[], None]) -> Callable[[], None]:
    """The same act, which is done the first time only."""
    left = [act]

    def done() -> None:
        if left:
            left.pop()()

    return done
