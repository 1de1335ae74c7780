"""The thinker: processes that work texts out, with limits of time and of memory.

What SymPy or a pattern has begun cannot be stopped within a process. One that is over its limits is
killed, and another takes up its work; the question behind that is told to be shorter.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from pebble import ProcessExpired

from handlers.operations.killable import KillableProcesses
from handlers.operations.loading import load
from knowledge.find import prepare

if TYPE_CHECKING:
    from handlers.asking.outcomes import Outcome, Thought
    from solver.problem import Problem
    from trainer.config import RunConfig

T = TypeVar("T")

SECONDS = 5.0
"""How long a core may work on one text; on 16 KB of the hardest it works about one."""
_PATIENCE = 4
"""So many times as long a text may take where others work on that core, too."""
MEMORY = 1 << 30
"""Bytes that a process may have; it needs about a tenth."""
_TRIES = 2

_LOG = logging.getLogger(__name__)


class TookTooLongError(Exception):
    """Something took more time or memory than one text may."""


class Thinker:
    """Calls functions in processes of its own, one for every two cores."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Prepare; the processes start with `start`, or with the first call.

        Args:
            seconds: how long a core may work on a call.
            memory: bytes that a process may have.
        """
        self._seconds = seconds
        half = max(1, (os.cpu_count() or 1) // 2)  # the chat and trainings have the others
        self._processes = KillableProcesses(memory, _ready, half)

    def start(self) -> None:
        """Start the processes; they load what they need while the chat goes on."""
        self._processes.start()

    async def stop(self) -> None:
        """End the processes, and whatever they are called for."""
        await self._processes.stop()

    async def think(
        self,
        text: str,
        previous: "Problem | None" = None,
        config: "RunConfig | None" = None,
        table: str | None = None,
    ) -> "Thought":
        """What a text comes to; as `call`."""
        from handlers.asking.thoughts import think

        return await self.call(think, text, previous, config, table)

    async def take(
        self,
        text: str,
        previous: "Problem | None" = None,
        config: "RunConfig | None" = None,
        table: str | None = None,
    ) -> "Outcome":
        """Where the road of a text ends; as `call`."""
        return (await self.think(text, previous, config, table)).outcome

    async def call(self, function: Callable[..., T], *args: object) -> T:
        """Call a function of a module in a process; a second time where that died of it.

        Cancelling the task that awaits this ends the call.

        Raises:
            TookTooLongError: the call took too long or too much memory, or killed two processes.
        """
        wall = _PATIENCE * self._seconds
        for _ in range(_TRIES):
            called = self._processes.call(_timed, self._seconds, function, *args, seconds=wall)
            try:
                return await asyncio.wrap_future(called)
            except TimeoutError:
                _LOG.warning("a call of %s took too long", _name(function))
                break
            except (ProcessExpired, BrokenProcessPool) as end:
                status = getattr(end, "exitcode", None)
                _LOG.warning("the process of %s ended: %s", _name(function), status)
                if status == -signal.SIGPROF:
                    break
        raise TookTooLongError(_name(function))


def _ready() -> None:
    """What a new process does before its first call."""
    with suppress(Exception):  # whatever it is, the first question meets it again, and says so
        load("handlers.asking.thoughts", "knowledge.ranking")
        prepare()


def _timed(seconds: float, function: Callable[..., T], *args: object) -> T:
    """Call a function; the system ends the process where it works longer than that."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return function(*args)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__name__", "?")
