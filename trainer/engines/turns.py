"""Fair turns: a few places to work at, one for each person at a time, and a queue before them."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(eq=False)
class _Waiting:
    """Somebody who waits; `place` is the place in line that they were told last."""

    person: Hashable
    turn: asyncio.Future[None]
    told: Callable[[int], None]
    place: int = 0


class Turns:
    """A number of places that go round between people.

    A free place goes to who waits and has no other; of several, to the one whose last turn is the
    longest ago, and of each the oldest run. So nobody waits for more than one run of each other.
    """

    def __init__(self, places: int) -> None:
        self._places = self._free = places
        self._line: list[_Waiting] = []
        self._working: set[Hashable] = set()
        self._served: dict[Hashable, int] = {}

    @asynccontextmanager
    async def turn(self, person: Hashable, told: Callable[[int], None]) -> AsyncIterator[None]:
        """Hold a place for the length of the `with` block.

        Args:
            person: whose turn it is.
            told: called with the place in line, 1 for the next, at once and when it changes.
        """
        waiting = _Waiting(person, asyncio.get_running_loop().create_future(), told)
        self._line.append(waiting)
        self._advance()
        try:
            await waiting.turn
            yield
        finally:
            self._leave(waiting)

    def resize(self, places: int) -> None:
        """Have another number of places from now on; nobody who works is sent away."""
        self._free += places - self._places
        self._places = places
        self._advance()

    def _leave(self, waiting: _Waiting) -> None:
        if waiting in self._line:
            self._line.remove(waiting)
        else:
            self._free += 1
            self._working.remove(waiting.person)
        self._advance()

    def _advance(self) -> None:
        """Give the free places away, and tell everybody else where they stand now."""
        order = self._order()
        while self._free > 0 and (one := self._first(order)):
            self._serve(one)
            order = self._order()
        for place, waiting in enumerate(order, 1):
            if waiting.place != place:
                waiting.place = place
                waiting.told(place)
        if not order and not self._working:
            self._served.clear()

    def _first(self, order: list[_Waiting]) -> _Waiting | None:
        """Who is next; not who has just been cancelled, and leaves the line in a moment."""
        here = (one for one in order if not one.turn.cancelled())
        return next((one for one in here if one.person not in self._working), None)

    def _serve(self, waiting: _Waiting) -> None:
        self._free -= 1
        self._line.remove(waiting)
        self._working.add(waiting.person)
        self._served[waiting.person] = 1 + max(self._served.values(), default=0)
        waiting.turn.set_result(None)

    def _order(self) -> list[_Waiting]:
        """The line as it will be served: everybody's next run, then everybody's one after that."""
        before = Counter(self._working)
        rounds: dict[_Waiting, tuple[int, int]] = {}
        for waiting in self._line:
            rounds[waiting] = before[waiting.person], self._served.get(waiting.person, 0)
            before[waiting.person] += 1
        return sorted(self._line, key=rounds.__getitem__)
