"""First come, first served: a few places to work at, and a queue before them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple


class _Waiting(NamedTuple):
    turn: asyncio.Future[None]
    told: Callable[[int], None]


class Turns:
    """A number of places; who finds none free waits, and hears of each change of place in line."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._line: list[_Waiting] = []

    @asynccontextmanager
    async def turn(self, told: Callable[[int], None]) -> AsyncIterator[None]:
        """Hold a place for the length of the `with` block.

        Args:
            told: called with the place in line, 1 for the next, at once and when it changes.
        """
        await self._take(told)
        try:
            yield
        finally:
            self._give_back()

    async def _take(self, told: Callable[[int], None]) -> None:
        if self._free:
            self._free -= 1
            return
        waiting = _Waiting(asyncio.get_running_loop().create_future(), told)
        self._line.append(waiting)
        told(len(self._line))
        try:
            await waiting.turn
        except asyncio.CancelledError:
            self._leave(waiting)
            raise

    def _leave(self, waiting: _Waiting) -> None:
        """Give up waiting; the turn may have come in the same moment, then it goes to the next."""
        if waiting not in self._line:
            self._give_back()
            return
        behind = self._line.index(waiting)
        self._line.remove(waiting)
        self._tell(behind)

    def _give_back(self) -> None:
        if not self._line:
            self._free += 1
            return
        self._line.pop(0).turn.set_result(None)
        self._tell(0)

    def _tell(self, start: int) -> None:
        for place, waiting in enumerate(self._line[start:], start + 1):
            waiting.told(place)
