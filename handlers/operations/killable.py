"""Processes for work that may hang or eat memory: one is killed, and another takes its place."""

import asyncio
import os
import resource
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from multiprocessing import get_context, resource_tracker
from threading import Thread
from typing import Any, TypeVar

from pebble import ProcessPool

T = TypeVar("T")
_OUT_OF_MEMORY = 3  # exit status


class KillableProcesses:
    """Calls functions in other processes, each of which does one thing after another."""

    def __init__(
        self, memory: int, prepare: Callable[[], None] | None = None, number: int = 1
    ) -> None:
        """Prepare; the processes start with `start`, or with the first call.

        Args:
            memory: bytes that each process may have.
            prepare: what a new process does before its first call.
            number: how many there are.
        """
        self._context = get_context("spawn")
        self._number = number
        self._ready = memory, prepare
        self._pool: ProcessPool | None = None

    @property
    def running(self) -> bool:
        """Whether they were started and not stopped."""
        return self._pool is not None

    def start(self) -> None:
        """Start the processes, where there are none or they broke down."""
        if self._pool is None or not self._pool.active:
            _in_a_thread(_end, self._pool)
            _in_a_thread(self._start).join()

    def call(self, function: Callable[..., T], *args: object, seconds: float) -> Future[T]:
        """Call a function of a module; its process is killed where that takes longer.

        What is awaited raises TimeoutError then, and pebble's ProcessExpired or BrokenProcessPool
        where the process ended by itself. Cancelling it kills the process, too.
        """
        self.start()
        assert self._pool  # noqa: S101 (for mypy: it was started)
        return self._pool.schedule(_guarded, args=[function, *args], timeout=seconds)

    def stop(self) -> Coroutine[Any, Any, None]:
        """End the processes, and whatever they are called for; a call meanwhile starts others."""
        pool, self._pool = self._pool, None
        return asyncio.to_thread(_end, pool)

    def _start(self) -> None:
        """Start the pool in a thread that blocks the interrupt, and so do all processes of it.

        The tracker comes first, because starting it would unblock the interrupt again.
        """
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        self._pool = ProcessPool(
            self._number, initializer=_ready, initargs=self._ready, context=self._context
        )
        self._pool.schedule(os.getpid)


def _in_a_thread(function: Callable[..., None], *args: object) -> Thread:
    thread = Thread(target=function, args=args)
    thread.start()
    return thread


def _end(pool: ProcessPool | None) -> None:
    if pool:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _ready(memory: int, prepare: Callable[[], None] | None) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    if prepare:
        prepare()


def _guarded(function: Callable[..., T], *args: object) -> T:
    """Call a function; without memory, end the process rather than go on in a damaged one."""
    try:
        return function(*args)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
