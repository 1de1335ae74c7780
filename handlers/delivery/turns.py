"""An update that is being served: what is not done twice where it is served again."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from telegram import Update

from data.inbox import Inbox

if TYPE_CHECKING:
    from handlers.context import Bot, Context

NEW = object()
"""What came of a step that was not done before."""
T = TypeVar("T")
Handle = Callable[[Update, "Context"], Coroutine[Any, Any, None]]


@dataclass
class Turn:
    """An update that is being served.

    Attributes:
        inbox: where it is kept until it is served.
        bot: number of the bot that received it.
        update: its number.
        lock: keeps the next update of its chat waiting; None where it does not.
        done: what its steps came to before, where it is served again.
        over: whether it is served to the end; what goes on in the background is not part of it.
    """

    inbox: Inbox
    bot: int
    update: int
    lock: asyncio.Lock | None
    done: dict[str, Any] = field(default_factory=dict)
    over: bool = False
    _counts: Counter[str] = field(default_factory=Counter)

    def release(self) -> None:
        """Let the next update of its chat begin, unless that was done before."""
        lock, self.lock = self.lock, None
        if lock:
            lock.release()

    def recall(self, step: str) -> tuple[str, Any]:
        """The name of a step, which may be done several times, and what came of it; else `NEW`."""
        self._counts[step] += 1
        name = f"{step} {self._counts[step]}"
        return name, self.done.get(name, NEW)

    def once(self, step: str, effect: Callable[[], T]) -> T:
        """Do a step, or take what came of it before."""
        name, result = self.recall(step)
        if result is NEW:
            return self.inbox.once(self.bot, self.update, name, effect)
        return cast("T", result)

    def note(self, name: str, result: object) -> None:
        """Note what came of a step that the store has no part in; too late once it is over."""
        if not self.over:
            self.inbox.note(self.bot, self.update, name, result)


_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


def begin(turn: Turn) -> None:
    """Serve an update from here on, in this task."""
    _turn.set(turn)


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
    name, before = turn.recall(step)
    if before is not NEW:
        return cast("T", before)
    if found is not None:
        turn.note(name, found)
    return found


def in_the_background(
    bot: "Bot", work: Coroutine[Any, Any, T], update: object = None, *, name: str | None = None
) -> asyncio.Task[T]:
    """Begin what is no part of the update that is being served: a training, a picture, a round.

    Args:
        bot: waits for it when it stops.
        work: what is begun.
        update: whoever it is of is told of its errors.
        name: of the task.
    """
    context = copy_context()
    context.run(_turn.set, None)
    return context.run(bot.create_task, work, update, name=name)


def in_passing(handle: Handle) -> Handle:
    """A handler that lets its chat go on at once: it waits for a picture or for many others."""

    async def passing(update: Update, context: "Context") -> None:
        turn = current_turn()
        if turn:
            turn.release()
        await handle(update, context)

    return passing
