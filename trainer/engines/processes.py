"""Functions in processes of their own, which a warm fork server starts in milliseconds."""

import asyncio
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import forkserver, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any, TypeVar

from trainer.engines.engine import RunFailed
from trainer.shelf import SHELF
from trainer.worker import PRELOADED, Done, Failed, work

T = TypeVar("T")

_PAUSES = (0.02, 0.1, 0.5)


class Processes:
    """Starts worker processes, listens to them and ends them.

    One thread does all that waits for a process: multiprocessing keeps books of its children,
    which two threads would spoil.
    """

    def __init__(self) -> None:
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(list(PRELOADED))
        self._thread = ThreadPoolExecutor(1, "processes", initializer=_leave_ctrl_c_to_the_chat)
        self._alive: set[ForkServerProcess] = set()

    async def start(self) -> None:
        """Start the fork server; it loads what workers need while the chat goes on."""
        await self._wait_for(forkserver.ensure_running)

    async def stop(self) -> None:
        """End every process that works now."""
        for process in tuple(self._alive):
            await self._wait_for(_end, process)

    async def run(
        self, function: Callable[..., T], args: tuple[object, ...], heard: Callable[[object], None]
    ) -> T:
        """Call `function(tell, *args)` in a fresh process, and pass on to `heard` what it tells.

        Cancelling the task that awaits this kills the process.

        Raises:
            RunFailed: the function raised, or the process ended.
        """
        receiver, sender = self._context.Pipe(duplex=False)
        job = (sender, SHELF.folder, function, args)
        process = self._context.Process(target=work, args=job, daemon=True)
        try:
            await self._wait_for(_start, process)
            self._alive.add(process)
            sender.close()  # the worker's end is the only one now, and its end is heard
            result: T = await self._result(process, receiver, heard)
        except BaseException:
            await self._gone(process, receiver, sender)
            raise
        self._let_go(process, receiver)  # nobody waits for what has done its work
        return result

    async def _result(
        self, process: ForkServerProcess, receiver: Connection, heard: Callable[[object], None]
    ) -> Any:
        while True:
            await _readable(receiver)
            try:
                message = receiver.recv()
            except EOFError:
                raise RunFailed(None, await self._wait_for(_exit_code, process)) from None
            if isinstance(message, Done):
                return message.value
            if isinstance(message, Failed):
                raise RunFailed.raised(message)
            heard(message)

    async def _gone(
        self, process: ForkServerProcess, receiver: Connection, sender: Connection
    ) -> None:
        """Kill a process; where it has not even started, in the background as soon as it has."""
        if process not in self._alive:
            self._thread.submit(_end, process)
            return
        sender.close()
        await self._let_go(process, receiver)

    def _let_go(self, process: ForkServerProcess, receiver: Connection) -> asyncio.Future[None]:
        """Kill a process in the background; it counts as alive until it is gone."""
        ending = asyncio.get_running_loop().run_in_executor(self._thread, _end, process)
        ending.add_done_callback(lambda _: self._alive.discard(process))
        receiver.close()
        return ending

    async def _wait_for(self, function: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *args)


def _leave_ctrl_c_to_the_chat() -> None:
    """Block the interrupt in this thread, and so in every process that it starts.

    The tracker comes first, because starting it would unblock the interrupt again.
    """
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _start(process: ForkServerProcess) -> None:
    """Start a process; where the fork server has died, with a new one, as soon as that is seen."""
    for pause in _PAUSES:
        with suppress(EOFError, ConnectionError):
            return process.start()
        time.sleep(pause)
    return process.start()


def _exit_code(process: ForkServerProcess) -> int | None:
    process.join()
    return process.exitcode


def _end(process: ForkServerProcess) -> None:
    if process.pid is not None:
        process.kill()
        process.join()


async def _readable(connection: Connection) -> None:
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(connection.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(connection.fileno())
