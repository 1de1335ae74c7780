"""The process that reads pictures: started with the first one, gone when none comes for a while."""

import asyncio
import logging
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired

from handlers.operations.killable import KillableProcesses
from photo.limits import IDLE, MEMORY, SECONDS
from photo.page import Page, Unread
from photo.worker import Reading, read_file

_LOG = logging.getLogger(__name__)


class PictureReader:
    """Reads one picture after another in a process of its own."""

    def __init__(
        self,
        seconds: float = SECONDS,
        idle: float = IDLE,
        reading: Reading = read_file,
    ) -> None:
        """Prepare; nothing is started yet.

        Args:
            seconds: how long one picture may take before the process is killed.
            idle: seconds without a picture after which it leaves.
            reading: what it does with a file and the number of a page.
        """
        self._seconds = seconds
        self._idle = idle
        self._reading = reading
        self._process = KillableProcesses(MEMORY)
        self._going = 0
        self._leaving: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many pictures are being read or wait for it."""
        return self._going

    @property
    def running(self) -> bool:
        """Whether there is a process now."""
        return self._process.running

    async def read(self, data: bytes, number: int = 1) -> Page | Unread:
        """What stands in a picture, or on a page of a PDF; a file that breaks its reader is told.

        Args:
            data: the file.
            number: of the page, from 1.
        """
        self._stay()
        self._going += 1
        try:
            read = self._process.call(self._reading, data, number, seconds=self._seconds)
            return await asyncio.wrap_future(read)
        except (TimeoutError, ProcessExpired, BrokenProcessPool) as end:
            _LOG.warning("the process that reads pictures was ended: %s", type(end).__name__)
            return Unread("heavy", number)
        finally:
            self._going -= 1
            self._leave_later()

    async def stop(self) -> None:
        """End the process."""
        self._stay()
        self._leave()
        if self._ending:
            await self._ending

    def _stay(self) -> None:
        if self._leaving:
            self._leaving.cancel()
            self._leaving = None

    def _leave_later(self) -> None:
        if not self._going:
            loop = asyncio.get_running_loop()
            self._leaving = loop.call_later(self._idle, self._leave)

    def _leave(self) -> None:
        """Let go of the process at once, so that the next picture starts another one."""
        self._ending = asyncio.create_task(self._process.stop())
