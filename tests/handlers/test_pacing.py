"""Telegram's pace: a chat has its own, what nobody asked for has another, answers go first."""

import asyncio

import pytest

from handlers.delivery.pacing import GROUP, PRIVATE, UNASKED, Limit, Throttle, Window


@pytest.mark.parametrize("limit", [PRIVATE, GROUP, UNASKED])
def test_never_more_than_the_limit_in_its_time(limit: Limit) -> None:
    """Whoever waits for room as told stays within the limit in every span of its length."""
    window, now, sent = Window(limit), 0.0, []
    for _ in range(5 * limit.messages):
        now = window.free_at(now)
        window.take(now)
        sent.append(now)
    for start in sent:
        assert sum(start <= at < start + limit.seconds for at in sent) <= limit.messages
    assert sent[-1] == pytest.approx(4 * limit.seconds)  # and no slower than that


def test_a_short_burst_goes_at_once() -> None:
    """Somebody who presses several buttons in a row does not wait."""
    window = Window(PRIVATE)
    for _ in range(PRIVATE.messages):
        assert window.free_at(7.0) == 7.0
        window.take(7.0)
    assert window.free_at(7.0) == 7.0 + PRIVATE.seconds


def test_progress_leaves_room_for_answers() -> None:
    """Half of what may be sent is left to answers, and a chat that was closed is busy."""
    window = Window(GROUP)
    for _ in range(GROUP.messages // 2):
        assert not window.is_busy(0.0)
        window.take(0.0)
    assert window.is_busy(0.0)
    assert not window.is_busy(GROUP.seconds + 1)
    window.close(200.0)
    assert window.is_busy(199.0)
    assert window.free_at(100.0) == 200.0


async def test_answers_do_not_wait_for_broadcasts() -> None:
    """Questions of the day go thirty a second; who asks something is answered at once."""
    throttle, clock = Throttle(), asyncio.get_running_loop()
    begun = clock.time()
    broadcast = [
        asyncio.create_task(throttle.room(chat, asked_for=False))
        for chat in range(1, UNASKED.messages + 2)
    ]
    await asyncio.sleep(0)
    await throttle.room(1000, asked_for=True)
    assert clock.time() - begun < 0.5
    await asyncio.gather(*broadcast)
    assert clock.time() - begun >= UNASKED.seconds
