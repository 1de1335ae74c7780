"""A soft landing after an absence: a few due skills a day, the oldest ideas first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.memory import Memory
from quiz.schedule import planned

AWAY = timedelta(days=4)
"""After so long without a question, what waits comes in small portions."""
A_DAY = 5
"""That many due skills, until nothing is put off any more."""
_DAY = timedelta(days=1)
_AFTER_A_LESSON = timedelta(hours=1)
"""What was got wrong is due within it; what is due later rests or was put off."""


@dataclass(frozen=True)
class Day:
    """A local day of a learner.

    Attributes:
        start: its first moment.
        end: the first moment of the next.
    """

    start: datetime
    end: datetime


def landing(memories: Sequence[Memory], now: datetime, today: Day) -> dict[str, datetime]:
    """Which skills wait for a later day, and until when; empty where nobody was away.

    Where more is due than a day takes, the oldest ideas come first, and each of the next days
    takes its share, with what becomes due on it. What was got wrong today comes back today.
    """
    if not _landing(memories, now):
        return {}
    again = [one for one in memories if one.last_review >= today.start and not one.right]
    upcoming = sorted((one for one in memories if one not in again), key=lambda one: one.due)
    room = max(
        0, A_DAY - sum(one.first_review < today.start <= one.last_review for one in memories)
    )
    moved: dict[str, datetime] = {}
    waiting: list[Memory] = []
    start, end = now, today.end
    while True:
        waiting += [one for one in upcoming if one.due < end]
        upcoming = [one for one in upcoming if one.due >= end]
        waiting.sort(key=lambda one: (one.first_review, one.skill))
        moved |= {one.skill: start for one in waiting[:room] if one.due < start and start > now}
        waiting = waiting[room:]
        if not waiting:
            return moved
        start, end, room = end, end + _DAY, A_DAY


def put_off(memory: Memory) -> bool:
    """Whether a skill waits for its turn after an absence."""
    rests = not memory.right and not memory.wrong
    return not rests and memory.due - planned(memory) > _AFTER_A_LESSON


def _landing(memories: Sequence[Memory], now: datetime) -> bool:
    if not memories:
        return False
    away = now - max(memory.last_review for memory in memories) >= AWAY
    return away or any(put_off(memory) for memory in memories)
