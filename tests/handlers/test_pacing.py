"""Telegram's pace: one chat waits alone, updates of a chat keep their order."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Chat, Message, Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from handlers.pacing import ChatTurns, PatientRateLimiter

Send = Callable[[], Coroutine[Any, Any, bool]]


def _refusing(
    times: int, log: list[str], seconds: float = 0.05, refused: asyncio.Event | None = None
) -> Send:
    """A request that is refused so many times, then served."""
    left = [times]

    async def send() -> bool:
        if left[0]:
            left[0] -= 1
            log.append("refused")
            if refused:
                refused.set()
            raise RetryAfter(seconds)  # type: ignore[arg-type]
        log.append("served")
        return True

    return send


async def _request(
    limiter: PatientRateLimiter, send: Send, chat: int, retries: int | None = None
) -> Any:
    return await limiter.process_request(send, (), {}, "sendMessage", {"chat_id": chat}, retries)


async def test_a_refused_message_is_sent_again() -> None:
    """A message that Telegram refuses for now is sent when the pause is over."""
    log: list[str] = []
    async with PatientRateLimiterScope() as limiter:
        assert await _request(limiter, _refusing(2, log), chat=1)
    assert log == ["refused", "refused", "served"]


@pytest.mark.parametrize(("error", "tries"), [(NetworkError, 2), (TimedOut, 1), (BadRequest, 1)])
async def test_what_did_not_arrive_is_sent_again(error: type[NetworkError], tries: int) -> None:
    """A message that did not reach the server is repeated; one that may have arrived is not."""
    log: list[str] = []

    async def send() -> bool:
        log.append("tried")
        if len(log) == 1:
            raise error("no")
        return True

    async with PatientRateLimiterScope() as limiter:
        with suppress(TimedOut, BadRequest):
            await _request(limiter, send, chat=1)
    assert len(log) == tries


async def test_progress_is_not_repeated() -> None:
    """What will be outdated anyway is refused for good at the first refusal."""
    log: list[str] = []
    async with PatientRateLimiterScope() as limiter:
        with pytest.raises(RetryAfter):
            await _request(limiter, _refusing(1, log), chat=1, retries=0)
    assert log == ["refused"]


async def test_other_chats_go_on() -> None:
    """While one chat has to wait, a message to another is sent before it."""
    log: list[str] = []
    refused = asyncio.Event()

    async def to_another_chat() -> bool:
        log.append("another chat")
        return True

    async with PatientRateLimiterScope() as limiter:
        first = _refusing(1, log, seconds=0.3, refused=refused)
        waiting = asyncio.create_task(_request(limiter, first, chat=1))
        await refused.wait()
        await _request(limiter, to_another_chat, chat=2)
        await waiting
    assert log == ["refused", "another chat", "served"]


class PatientRateLimiterScope:
    """A limiter that is shut down at the end."""

    async def __aenter__(self) -> PatientRateLimiter:
        self.limiter = PatientRateLimiter()
        await self.limiter.initialize()
        return self.limiter

    async def __aexit__(self, *_: object) -> None:
        await self.limiter.shutdown()


def _update(number: int, chat: int) -> Update:
    message = Message(number, datetime.now(UTC), Chat(chat, Chat.PRIVATE))
    return Update(number, message=message)


async def test_one_chat_keeps_its_order_and_others_do_not_wait() -> None:
    """The second update of a chat waits for the first; another chat's goes ahead."""
    log: list[str] = []
    gate = asyncio.Event()

    async def slow() -> None:
        log.append("first begins")
        await gate.wait()
        log.append("first ends")

    async def quick(name: str) -> None:
        log.append(name)
        if name == "other chat":
            gate.set()

    async with ChatTurns() as turns:
        await asyncio.gather(
            turns.process_update(_update(1, chat=1), slow()),
            turns.process_update(_update(2, chat=1), quick("second")),
            turns.process_update(_update(3, chat=2), quick("other chat")),
        )
    assert log == ["first begins", "other chat", "first ends", "second"]
