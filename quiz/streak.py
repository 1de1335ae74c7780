"""Days in a row with an answer, and the days off that those who practise have earned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

from data.daily import EVERY_DAY, Plan

DAY_ENDS = timedelta(hours=4)
"""Who answers after midnight has not gone to bed: their day ends at four in the morning."""
DAYS_FOR_A_FREEZE = 5
MOST_FREEZES = 2


@dataclass(frozen=True)
class Streak:
    """How long a person has kept practising.

    Attributes:
        days: active days in a row; those that were saved by a freeze do not count.
        freezes: days off that are left.
        frozen: the missed days that a freeze has saved.
    """

    days: int = 0
    freezes: int = 0
    frozen: frozenset[date] = frozenset()


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day that a moment belongs to where the person is; it ends at four in the morning."""
    return (moment.astimezone(zone) - DAY_ENDS).date()


def streak(active: Iterable[date], today: date, plan: Plan | None = None) -> Streak:
    """The streak of a person; today need not have had an answer yet.

    Five active days earn a freeze, which saves a missed day by itself.

    Args:
        active: the days with an answer.
        today: the day it is for the person.
        plan: when they want questions; other days may be missed. Without one, no day may.
    """
    days, every = (plan.days, plan.every) if plan else (EVERY_DAY, 1)
    run = freezes = 0
    frozen: list[date] = []
    until_today = pairwise([*sorted(set(active)), today])
    for number, (day, following) in enumerate(until_today, 1):
        run += 1
        if number % DAYS_FOR_A_FREEZE == 0:
            freezes = min(MOST_FREEZES, freezes + 1)
        for missed in _missed(day, following, days, every):
            if not freezes:
                run = 0
                break
            freezes -= 1
            frozen.append(missed)
    return Streak(run, freezes, frozenset(frozen))


def _missed(day: date, following: date, days: int, every: int) -> Iterator[date]:
    """The days between two others on which an answer was wanted."""
    missed = day + timedelta(days=every)
    while missed < following:
        wanted = bool(days >> missed.weekday() & 1)
        if wanted:
            yield missed
        missed += timedelta(days=every if wanted else 1)
