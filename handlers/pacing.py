"""Telegram's pace: who may be written to when, and in which order updates are served."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import AIORateLimiter, BaseUpdateProcessor

RETRIES = 3
NETWORK_PAUSE = 1  # seconds until a message that did not reach the server is sent again
# The library counts refusals as network errors; what has timed out may have arrived.
_NOT_REPEATED = (BadRequest, TimedOut)
UPDATES_AT_ONCE = 256
# Seconds between two messages that nobody waits for. Twenty a second of the thirty that Telegram
# takes from a bot leave ten for those who are chatting.
BROADCAST_PAUSE = 1 / 20


class PatientRateLimiter(AIORateLimiter):
    """The library's pace for groups and for the whole bot, and a wait for each chat of its own.

    The library's own retries stop the whole bot while one chat has to wait; here only that chat
    waits. `rate_limit_args=0` asks for no retry, for what will be outdated anyway.
    """

    def __init__(self) -> None:
        super().__init__()
        self._free_at: dict[object, float] = {}

    async def process_request(  # noqa: PLR0917 - the library's own signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Send a request when its chat may be written to; wait and repeat when told to."""
        chat = data.get("chat_id")
        retries = RETRIES if rate_limit_args is None else rate_limit_args
        while True:
            await self._turn(chat)
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, None)
            except (RetryAfter, NetworkError) as refusal:
                if isinstance(refusal, _NOT_REPEATED):
                    raise
                self._hold(chat, refusal)
                if not retries:
                    raise
                retries -= 1

    async def _turn(self, chat: object) -> None:
        wait = self._free_at.get(chat, 0.0) - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)
        self._free_at.pop(chat, None)

    def _hold(self, chat: object, refusal: RetryAfter | NetworkError) -> None:
        pause = refusal.retry_after if isinstance(refusal, RetryAfter) else NETWORK_PAUSE
        seconds = pause.total_seconds() if isinstance(pause, timedelta) else pause
        self._free_at[chat] = asyncio.get_running_loop().time() + seconds


class ChatTurns(BaseUpdateProcessor):
    """Updates of one chat are served one after another, those of different chats together."""

    def __init__(self) -> None:
        super().__init__(UPDATES_AT_ONCE)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Serve an update when those of its chat before it are served."""
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = self._locks.setdefault(chat.id if chat else 0, asyncio.Lock())
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""
