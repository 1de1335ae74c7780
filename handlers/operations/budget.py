"""How much one person may ask of the bot, so that there is enough of it for everybody.

A budget is a bucket: it is filled by what a person does, and empties at an even pace. Once it is
full, the bot pauses for that person until it is half empty again.
"""

from collections.abc import Mapping
from typing import NamedTuple

from handlers.operations.fading import Fading, is_ahead

MEGABYTE = 1 << 20


class Limit(NamedTuple):
    """So much at once, and so much within that time."""

    most: int
    seconds: int


LIMITS: Mapping[str, Limit] = {
    # A person reads longer than two seconds at an answer; thirty at once are pasted or forwarded.
    "message": Limit(30, 60),
    # In a sprint one taps as fast as one can, about twice a second for a minute.
    "press": Limit(150, 60),
    # Telegram asks after almost every letter that is typed.
    "inline": Limit(100, 60),
    # An album has ten pictures; to read one takes a core for half a second.
    "photo": Limit(10, 60),
    # Who compares scripts sends some of them; a table has up to two megabytes.
    "file": Limit(10, 60),
    "bytes": Limit(10 * MEGABYTE, 60),
    # A training takes a core for up to three minutes; a class wants its turn, too.
    "training": Limit(30, 3600),
}
"""The budgets of each person, wherever they write, so that a class can share one group."""


class Pause(NamedTuple):
    """What a person is asked to wait: how long, and whether this is the first they hear of it."""

    seconds: float
    first: bool


class Budget:
    """What each person has spent. It is kept in memory: a restart forgives."""

    def __init__(self, limits: Mapping[str, Limit] | None = None) -> None:
        """The limits; without any, everything is free."""
        self.limits = limits or {}
        self._empty_at = Fading[tuple[int, str], float](is_ahead)
        self._pause_until = Fading[tuple[int, str], float](is_ahead)

    def spend(self, person: int, kind: str, now: float, amount: int = 1) -> Pause | None:
        """Count something that a person does.

        Args:
            person: who does it.
            kind: a name of a limit; what has no limit is free.
            now: seconds on any clock, always the same one for a kind.
            amount: how much of it.

        Returns:
            The pause that they have to make, and then it is not counted; None where they may go on.
        """
        limit = self.limits.get(kind)
        if limit is None:
            return None
        key = person, kind
        until = self._pause_until.get(key) or now
        if now < until <= now + limit.seconds:  # farther off only where the clock was set back
            return Pause(until - now, first=False)
        filled = min(max((self._empty_at.get(key) or now) - now, 0), limit.seconds)
        more = amount * limit.seconds / limit.most
        if filled and filled + more > limit.seconds:
            pause = max(filled - limit.seconds / 2, 1)
            self._empty_at.keep(key, now + filled, now)
            self._pause_until.keep(key, now + pause, now)
            return Pause(pause, first=True)
        self._empty_at.keep(key, now + filled + more, now)
        return None
