"""What goes wrong between a bot and Telegram on a bad day, played on purpose."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeVar

from aiohttp import web

from webchat.refusals import Refused

T = TypeVar("T")
Trouble = Literal["429", "500", "502", "403", "409", "lost", "unanswered", "slow"]
TROUBLES: tuple[Trouble, ...] = ("429", "500", "502", "403", "409", "lost", "unanswered", "slow")
"""Refusals by their code; a call that is lost on its way, one whose answer is, and a slow one."""
_DESCRIPTIONS = {
    "429": "Too Many Requests: retry after 1",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
    "403": "Forbidden: bot was blocked by the user",
    "409": "Conflict: terminated by other getUpdates request",
}
_SLOW = 0.3


class ConnectionLost(Exception):  # noqa: N818 - it is lost on purpose
    """The connection ends without an answer."""


@dataclass
class BadDay:
    """A share of all calls goes wrong.

    Attributes:
        share: of the calls, from 0 to 1.
        draw: draws which, and what happens to them.
        seen: how often each trouble came.
    """

    share: float
    draw: Random
    seen: dict[Trouble, int]

    async def call(self, do: Callable[[], Awaitable[T]]) -> T:
        """Make a call, or let something happen to it.

        Raises:
            Refused: the call is refused.
            ConnectionLost: nothing is answered; the call may have been made.
        """
        if self.draw.random() >= self.share:
            return await do()
        trouble = self.draw.choice(TROUBLES)
        self.seen[trouble] = self.seen.get(trouble, 0) + 1
        if trouble == "slow":
            await asyncio.sleep(_SLOW)
            return await do()
        if trouble == "unanswered":
            await do()
        if trouble in _DESCRIPTIONS:
            pause = 1 if trouble == "429" else None
            raise Refused(int(trouble), _DESCRIPTIONS[trouble], pause)
        raise ConnectionLost


def hang_up(request: web.Request) -> web.Response:
    """End the connection of a request; nobody gets this response."""
    if request.transport:
        request.transport.abort()
    return web.Response()
