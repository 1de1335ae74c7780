"""What is known of chats and people goes when it no longer matters."""

import asyncio

from handlers.delivery.pacing import Limit, Throttle
from handlers.live import Pace
from handlers.operations.budget import Budget
from handlers.operations.budget import Limit as Most
from handlers.operations.fading import Fading, is_ahead


def test_what_is_over_goes_when_another_is_kept() -> None:
    """Values go as soon as they and all that were kept before them are over; the last one stays."""
    kept = Fading[str, float](is_ahead)
    kept.keep("a", 5, now=0)
    kept.keep("b", 9, now=1)
    kept.keep("c", 7, now=5)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (None, 9, 7)
    kept.keep("b", 12, now=6)
    kept.keep("d", 3, now=8)
    assert (kept.get("b"), kept.get("c"), kept.get("d")) == (12, None, 3)
    kept.keep("e", 20, now=13)
    assert (len(kept), kept.get("e")) == (1, 20)


async def test_thousands_of_chats_leave_nothing_behind() -> None:
    """The pace of edits and of messages is known as long as somebody has to wait for it."""
    pace, throttle = Pace(private=0.05, group=0.1), Throttle(private=Limit(20, 0.1))
    for chat in range(1, 2000):
        await pace.turn(chat)
        pace.sent(-chat)
        await throttle.room(chat, asked_for=True)
    assert len(pace._next) > 1000
    assert len(throttle._windows) > 1000
    await asyncio.sleep(0.1)
    await pace.turn(1)
    await throttle.room(1, asked_for=True)
    assert len(pace._next) == len(throttle._windows) == 1


def test_thousands_of_people_leave_nothing_behind() -> None:
    """What somebody has spent is known until it is forgiven."""
    budget = Budget({"message": Most(30, 60)})
    for person in range(2000):
        budget.spend(person, "message", 100 + person / 1000)
    assert len(budget._empty_at) > 1000
    budget.spend(7, "message", 1000)
    assert len(budget._empty_at) == 1
