"""Everything that the bot sends goes through here: paced, sent again until it arrives, once.

What an update is answered with needs no store of its own: the update stays in the inbox until all
of it has arrived, and what had arrived before a crash was noted there.
"""

import asyncio
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from hashlib import blake2b
from itertools import chain, repeat
from typing import Any

from telegram import InputFile, TelegramObject
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import BaseRateLimiter

from handlers.delivery.pacing import PROGRESS, Throttle
from handlers.delivery.turns import NEW, Turn, current_turn
from handlers.operations.counts import Figures

Send = Callable[..., Coroutine[Any, Any, Any]]
HOPELESS = 600.0
"""Seconds after which a message is given up that does not arrive while others do."""
CAREFUL_RETRIES = 3
"""So often is sent again what must not come twice, and has not arrived."""
_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds until a message that did not reach the server is sent again; the last one repeats."""
_TO_CHATS = ("send", "edit", "copy", "forward", "stopPoll")
_NEW = ("send", "copy", "forward")
"""Methods that make something new each time, so that they must not be repeated."""
_SIGN_OF_LIFE = "sendChatAction"
_TRIED_BY_OTHERS = {"getMe", "setWebhook", "deleteWebhook", "getWebhookInfo"}
"""At a start, and by who looks after the bot's health: they say themselves that nobody answers."""
_TOO_LARGE = "Entity Too Large"
_OF_THE_MOMENT = RetryAfter, NetworkError, Conflict
_LOG = logging.getLogger(__name__)
_never_twice: ContextVar[float | None] = ContextVar("never_twice", default=None)


def pauses() -> Iterator[float]:
    """Seconds from one try to the next, without an end."""
    return chain(_PAUSES, repeat(_PAUSES[-1]))


@contextmanager
def never_twice(retries: float | None = None) -> Iterator[None]:
    """Inside the block nothing is sent again that may have arrived; whoever sends decides.

    Args:
        retries: how often is sent again what has not arrived; None for a few times.
    """
    before = _never_twice.set(CAREFUL_RETRIES if retries is None else retries)
    try:
        yield
    finally:
        _never_twice.reset(before)


class Outbox(BaseRateLimiter[int]):
    """Sends what the bot says, whatever happens on the way."""

    def __init__(self, throttle: Throttle, figures: Figures) -> None:
        """When a message may go, and where it is counted."""
        self._throttle = throttle
        self._figures = figures
        self._last_arrived = 0.0

    async def process_request(  # noqa: PLR0917 - the library's own signature
        self,
        callback: Send,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Send a request until it has arrived, unless it is progress or must not come twice.

        Raises:
            RetryAfter: there is no room for progress; or several times for what must not come
                twice.
            NetworkError: the same did not reach the server.
            TimedOut: what must not come twice may have arrived.
        """
        turn = current_turn()

        async def send() -> Any:
            sent = await callback(*args, **kwargs)
            self._figures.sent(endpoint)
            self._last_arrived = time.monotonic()
            return sent

        if turn is None or not endpoint.startswith(_NEW) or endpoint == _SIGN_OF_LIFE:
            return await self._sent(send, endpoint, data, rate_limit_args)
        step, before = turn.recall(f"{endpoint} {_digest(data)}")
        if before is not NEW:
            return before
        sent = await self._sent(send, endpoint, data, rate_limit_args)
        _note(turn, step, sent)
        return sent

    async def _sent(
        self,
        send: Send,
        endpoint: str,
        data: dict[str, Any],
        urgency: int | None,
    ) -> Any:
        chat = data.get("chat_id") if endpoint.startswith(_TO_CHATS) else None
        begun = time.monotonic()
        for tries, pause in enumerate(pauses()):
            await self._room(chat, endpoint, urgency)
            try:
                return await send()
            except TelegramError as refusal:
                if _is_settled(refusal, endpoint):
                    return True
                alone = (
                    not isinstance(refusal, RetryAfter) and self._last_arrived > begun + HOPELESS
                )
                if urgency == PROGRESS or alone or _is_final(refusal, endpoint, tries):
                    self._figures.given_up(endpoint)
                    raise
                self._figures.retried(endpoint)
                _LOG.info("%s is sent again after %s", endpoint, type(refusal).__name__)
                if isinstance(refusal, RetryAfter):
                    self._throttle.close(chat, _seconds(refusal))
                    pause = _seconds(refusal)  # noqa: PLW2901 - Telegram knows better
                await asyncio.sleep(pause)
        return None  # pauses have no end

    async def _room(self, chat: object, endpoint: str, urgency: int | None) -> None:
        if chat is None or endpoint == _SIGN_OF_LIFE:
            return
        if urgency == PROGRESS and self._throttle.is_busy(chat):
            raise RetryAfter(1)
        await self._throttle.room(chat, asked_for=current_turn() is not None)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def _note(turn: Turn, step: str, sent: object) -> None:
    """Note that a message arrived; no room for that is no reason to say that something failed."""
    try:
        turn.note(step, sent)
    except sqlite3.OperationalError as error:
        _LOG.warning("a message arrived, which could not be noted: %s", error)


def _is_settled(refusal: TelegramError, endpoint: str) -> bool:
    """Whether nothing is left to do: the message says so already, or nobody misses it."""
    if isinstance(refusal, BadRequest):
        return "message is not modified" in refusal.message.lower()
    return endpoint == _SIGN_OF_LIFE and isinstance(refusal, _OF_THE_MOMENT)


def _is_final(refusal: TelegramError, endpoint: str, tries: int) -> bool:
    """Whether whoever sends has to decide what comes next."""
    if isinstance(refusal, Forbidden):
        # Who has just written has not blocked the bot: Telegram is asked again.
        return current_turn() is None or tries >= CAREFUL_RETRIES
    if isinstance(refusal, BadRequest) or not isinstance(refusal, _OF_THE_MOMENT):
        return True
    if endpoint in _TRIED_BY_OTHERS or _TOO_LARGE in refusal.message:
        return True
    careful = _never_twice.get()
    return careful is not None and (isinstance(refusal, TimedOut) or tries >= careful)


def _seconds(refusal: RetryAfter) -> float:
    pause = refusal.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def _digest(data: dict[str, Any]) -> str:
    """What is sent, in short: the same only where it is the same to the last byte."""
    text = json.dumps(data, default=_plain, sort_keys=True)
    return blake2b(text.encode(errors="surrogatepass"), digest_size=12).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, TelegramObject):
        return value.to_dict()
    if isinstance(value, InputFile) and isinstance(value.input_file_content, bytes):
        return blake2b(value.input_file_content).hexdigest()
    return str(value)
