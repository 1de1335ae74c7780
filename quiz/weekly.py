"""A week in a few figures, and when it is told: on Sunday evening, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from data.daily import Plan
from data.memory import Memory
from data.reviews import Review, Reviews
from data.weekly import Weeklies, Weekly
from quiz.daily import LATEST, TOGETHER, local_zone, next_due
from quiz.mistakes import open_mistakes
from quiz.schedule import SETTLED, recall
from quiz.skills import SKILLS
from quiz.streak import day_of

EVENING = "19:00"
_SUNDAY = 0b1000000
_WEEK = 7
_FADES = 0.8
"""What is remembered with a smaller chance than this fades."""


@dataclass(frozen=True)
class Week:
    """What a person did in the last seven days; skills by name, the most telling first.

    Attributes:
        days: on how many of them they answered.
        answers: how often.
        right: how many of these answers were right.
        new: the skills that were met first in it.
        solid: the skills that were practised in it and last for weeks now.
        fading: all skills that are being forgotten.
        mistakes: how many mistakes are not mended.
    """

    days: int
    answers: int
    right: int
    new: tuple[str, ...]
    solid: tuple[str, ...]
    fading: tuple[str, ...]
    mistakes: int


def week(reviews: Reviews, person: int, now: datetime, zone: str, until: date) -> Week | None:
    """The seven days up to one, in a person's zone; None where nothing was answered in them."""
    there, history = local_zone(zone), reviews.history(person)
    first = until - timedelta(days=_WEEK - 1)
    dated = ((day_of(review.at, there), review) for review in history)
    of_week = [(day, review) for day, review in dated if first <= day <= until]
    if not of_week:
        return None
    known = [memory for memory in reviews.memories(person) if memory.skill in SKILLS]
    lately = [memory for memory in known if first <= day_of(memory.last_review, there) <= until]
    fading = [memory for memory in known if recall(memory, now) < _FADES]
    return Week(
        days=len({day for day, _ in of_week}),
        answers=len(of_week),
        right=sum(review.correct for _, review in of_week),
        new=_new(history, first, until, zone),
        solid=_named([one for one in lately if one.right and one.stability >= SETTLED]),
        fading=_named(sorted(fading, key=lambda one: (recall(one, now), one.skill))),
        mistakes=len(open_mistakes(history)),
    )


def wished(person: int, zone: str, now: datetime) -> Weekly:
    """The summaries of somebody who wants them from now on."""
    return Weekly(person, zone, next_due(_plan(zone), now))


def moved(weekly: Weekly, zone: str, now: datetime) -> Weekly:
    """The summaries of somebody who is in another zone now: none is told twice."""
    return replace(weekly, zone=zone, next_due=next_due(_plan(zone), now, weekly.last_day))


def claim_due(weeklies: Weeklies, now: datetime) -> int:
    """Claim the summaries that are due, in one transaction.

    Returns:
        How many these were; where it is `TOGETHER`, more may be due.
    """
    return weeklies.serve(now, TOGETHER, partial(_served, now=now))


def _served(weekly: Weekly, now: datetime) -> Weekly:
    """Claimed for its Sunday; one that a stop of the bot delayed for long is passed over."""
    day = weekly.next_due.astimezone(local_zone(weekly.zone)).date()
    late = now - weekly.next_due > LATEST
    following = next_due(_plan(weekly.zone), now, day)
    return replace(weekly, next_due=following, last_day=day, waiting=not late)


def _plan(zone: str) -> Plan:
    return Plan(EVENING, zone, _SUNDAY, every=_WEEK)


def _new(history: Sequence[Review], first: date, until: date, zone: str) -> tuple[str, ...]:
    """The skills whose first answer was given in those days."""
    there = local_zone(zone)
    met: dict[str, date] = {}
    for review in history:
        met.setdefault(review.skill, day_of(review.at, there))
    return tuple(name for name, day in met.items() if name in SKILLS and first <= day <= until)


def _named(memories: Sequence[Memory]) -> tuple[str, ...]:
    return tuple(memory.skill for memory in memories)
