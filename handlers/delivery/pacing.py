"""Telegram's pace: how much may be written to a chat and by the whole bot, and what waits for it.

Sources: https://core.telegram.org/bots/faq (broadcasting); edits share the budget of messages,
says TDLib's author in https://github.com/tdlib/td/issues/3034.
"""

import asyncio
import math
from collections import deque
from dataclasses import dataclass

from handlers.operations.fading import Fading

PROGRESS = 0
"""As `rate_limit_args`: left out where there is no room, for the next one replaces it."""
# Seconds between two messages that nobody waits for. Twenty a second of the thirty that Telegram
# takes from a bot leave ten for those who are chatting.
BROADCAST_PAUSE = 1 / 20


@dataclass(frozen=True)
class Limit:
    """So many messages in so many seconds."""

    messages: int
    seconds: float


UNASKED = Limit(30, 1.0)
"""For all chats together. What is said in answer counts, and need not wait."""
PRIVATE = Limit(20, 20.0)
"""One a second, in bursts as somebody may press buttons."""
GROUP = Limit(20, 60.0)
_LEFT_TO_ANSWERS = 0.5
"""The share of a limit that progress may not use up."""


class Window:
    """The messages of the last seconds, and when there is room for another one."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._sent: deque[float] = deque(maxlen=limit.messages)
        self._closed_until = -math.inf

    def free_at(self, now: float) -> float:
        """The next moment at which there is room."""
        full = len(self._sent) == self._limit.messages
        return max(now, self._closed_until, self._sent[0] + self._limit.seconds if full else now)

    def is_busy(self, now: float) -> bool:
        """Whether what is left shall be left to answers."""
        recent = sum(at > now - self._limit.seconds for at in self._sent)
        return now < self._closed_until or recent >= self._limit.messages * _LEFT_TO_ANSWERS

    def matters(self, now: float) -> bool:
        """Whether it says anything else than that there is room."""
        recent = bool(self._sent) and self._sent[-1] > now - self._limit.seconds
        return recent or now < self._closed_until

    def take(self, at: float) -> None:
        """Note that a message goes at a moment, none later than those to come."""
        self._sent.append(at)

    def close(self, until: float) -> None:
        """Let nothing go until a moment."""
        self._closed_until = max(self._closed_until, until)


class Throttle:
    """When a message may go: each chat has its own pace, and all together another."""

    def __init__(self, private: Limit = PRIVATE, group: Limit = GROUP) -> None:
        """The limits of a chat with one person, and of a group."""
        self._private, self._group = private, group
        self._all = Window(UNASKED)
        self._windows = Fading[object, Window](Window.matters)

    async def room(self, chat: object, *, asked_for: bool) -> None:
        """Wait until a message may go to a chat, and count it.

        Args:
            chat: number or name of the chat.
            asked_for: whether it answers somebody, who waits.
        """
        window, clock = self._of(chat), asyncio.get_running_loop()
        while True:
            wait = window.free_at(clock.time()) - clock.time()
            if wait <= 0:
                break
            await asyncio.sleep(wait)
        window.take(clock.time())
        self._windows.keep(chat, window, clock.time())
        at = clock.time() if asked_for else self._all.free_at(clock.time())
        self._all.take(at)
        if at > clock.time():
            await asyncio.sleep(at - clock.time())

    def is_busy(self, chat: object) -> bool:
        """Whether progress has to be left out, so that answers have room."""
        return self._of(chat).is_busy(asyncio.get_running_loop().time())

    def close(self, chat: object, seconds: float) -> None:
        """Let nothing go to a chat for a while; the others go on."""
        self._of(chat).close(asyncio.get_running_loop().time() + seconds)

    def _of(self, chat: object) -> Window:
        alone = isinstance(chat, int) and chat > 0
        window = self._windows.get(chat) or Window(self._private if alone else self._group)
        self._windows.keep(chat, window, asyncio.get_running_loop().time())
        return window
