"""The thinker: a process that works texts out, with a limit of time and of memory.

What SymPy or a pattern has begun cannot be stopped within a process. This one is killed when it is
over its limits, and another takes up its work; the question behind that is told to be shorter.
"""

import asyncio
import logging
import os
import resource
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, resource_tracker
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

from pebble import ProcessExpired, ProcessPool

from handlers.operations.loading import load
from knowledge.find import prepare

if TYPE_CHECKING:
    from handlers.asking.road import Outcome
    from handlers.asking.thoughts import Thought
    from solver import Problem
    from trainer.config import RunConfig

T = TypeVar("T")

SECONDS = 5.0
"""How long a core may work on one text; on 16 KB of the hardest it works about one."""
_PATIENCE = 4
"""So many times as long a text may take where others work on that core, too."""
MEMORY = 1 << 30
"""Bytes that the process may have; it needs about a tenth."""
WORKERS = 1
"""One process answers some 200 questions a second, and leaves the other core to trainings."""
_TRIES = 2
_OUT_OF_MEMORY = 3  # exit status

_LOG = logging.getLogger(__name__)


class TookTooLongError(Exception):
    """Something took more time or memory than one text may."""


class Thinker:
    """Calls functions in a process of its own, one after another."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Prepare; the process starts with `start`, or with the first call.

        Args:
            seconds: how long a core may work on a call.
            memory: bytes that the process may have.
        """
        self._seconds = seconds
        self._memory = memory
        self._pool: ProcessPool | None = None

    def start(self) -> None:
        """Start the process; it loads what it needs while the chat goes on."""
        if self._pool is None or not self._pool.active:
            _end(self._pool)
            starting = Thread(target=self._start)
            starting.start()
            starting.join()

    async def stop(self) -> None:
        """End the process, and whatever it is called for."""
        await asyncio.to_thread(_end, self._pool)
        self._pool = None

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
        """Call a function of a module in the process; a second time where that died of it.

        Cancelling the task that awaits this ends the call.

        Raises:
            TookTooLongError: the call took too long or too much memory, or killed two processes.
        """
        for _ in range(_TRIES):
            try:
                return await asyncio.wrap_future(self._scheduled(function, args))
            except TimeoutError:
                _LOG.warning("a call of %s took too long", _name(function))
                break
            except (ProcessExpired, BrokenProcessPool) as end:
                status = getattr(end, "exitcode", None)
                _LOG.warning("the process of %s ended: %s", _name(function), status)
                if status == -signal.SIGPROF:
                    break
        raise TookTooLongError(_name(function))

    def _scheduled(self, function: Callable[..., T], args: tuple[object, ...]) -> Future[T]:
        self.start()
        pool = cast("ProcessPool", self._pool)
        wall = _PATIENCE * self._seconds
        return pool.schedule(_called, args=[self._seconds, function, *args], timeout=wall)

    def _start(self) -> None:
        """Start the pool in a thread that blocks the interrupt, and so do all processes of it.

        The tracker comes first, because starting it would unblock the interrupt again.
        """
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        self._pool = ProcessPool(
            WORKERS, initializer=_ready, initargs=[self._memory], context=get_context("spawn")
        )
        self._pool.schedule(os.getpid)


def _end(pool: ProcessPool | None) -> None:
    if pool:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _ready(memory: int) -> None:
    """What a new process does before its first call."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    with suppress(Exception):  # whatever it is, the first question meets it again, and says so
        load("handlers.asking.thoughts", "knowledge.ranking")
        prepare()


def _called(seconds: float, function: Callable[..., T], *args: object) -> T:
    """Call a function; the system ends the process where it works longer than that.

    Without memory, the process ends, too, rather than go on damaged.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return function(*args)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__name__", "?")
