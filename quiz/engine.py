"""The quiz for one person: the next item and why, what an answer changes, and its undoing."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from statistics import median

from fsrs import Rating

from data.people import Person
from data.reviews import Asked, Review, Reviews
from quiz.choice import NEW_A_DAY, Chosen, Reason, choose, reason_of
from quiz.daily import local_zone
from quiz.grading import Grade
from quiz.graph import graph
from quiz.item import Item
from quiz.landing import Day
from quiz.making import make
from quiz.schedule import level, rate, review
from quiz.skills import COURSE
from quiz.streak import DAY_ENDS, day_of
from solver.language import Language

UNDO_WITHIN = timedelta(seconds=10)
_GRAPH = graph(COURSE)
_LOOKED_AT = 40
"""So many last answers tell what was asked lately, and how long a learner usually takes."""
_ENOUGH = 8
"""From so many right answers on a usual time is known."""
_RESTS = timedelta(days=3)
"""How long a skill rests after its lesson was offered."""


def choose_next(
    reviews: Reviews,
    person: Person,
    now: datetime,
    seed: int,
    *,
    new_a_day: int = NEW_A_DAY,
    first: Collection[str] = (),
) -> Chosen:
    """What comes next for a person, and why; what has to wait after an absence is put off.

    Args:
        reviews: what is remembered.
        person: who learns.
        now: an aware moment.
        seed: decides where several would do.
        new_a_day: how many skills may be met in a day.
        first: topics of which everything that is new or due comes before all others.
    """
    if any(skill.topic in first for skill in COURSE):
        chosen = _choose_of(reviews, person, first, now, seed)
        if chosen.reason.kind != "practice":
            reviews.put_off(person.id, chosen.moved)
            return chosen
    recent = [one.skill for one in reviews.latest(person.id, _LOOKED_AT)]
    memories, today = reviews.memories(person.id), local_day(now, person.zone or "UTC")
    chosen = choose(_GRAPH, memories, recent, now, today, seed=seed, new_a_day=new_a_day)
    if chosen.moved:
        reviews.put_off(person.id, chosen.moved)
    return chosen


def choose_about(reviews: Reviews, person: Person, topic: str, now: datetime, seed: int) -> Chosen:
    """What comes next of the skills that a topic teaches, whatever they build on."""
    return _choose_of(reviews, person, {topic}, now, seed)


def _choose_of(
    reviews: Reviews, person: Person, topics: Collection[str], now: datetime, seed: int
) -> Chosen:
    skills = [replace(skill, needs=()) for skill in COURSE if skill.topic in topics]
    recent = [one.skill for one in reviews.latest(person.id, _LOOKED_AT)]
    memories, today = reviews.memories(person.id), local_day(now, person.zone or "UTC")
    each = len(skills) + 1
    return choose(graph(skills), memories, recent, now, today, seed=seed, new_a_day=each)


def why_asked(reviews: Reviews, asked: Asked) -> Reason:
    """Why a question was chosen that is still open."""
    return reason_of(_GRAPH, reviews.memories(asked.person), asked.skill, asked.sent_at)


def item_for(chosen: Chosen, seed: int, language: Language) -> Item:
    """The item of a chosen skill, as hard as its memory is strong."""
    return make(chosen.skill, seed, level(chosen.memory), language)


def next_item(reviews: Reviews, person: Person, now: datetime, seed: int) -> Item:
    """What to ask a person next, in their language."""
    return item_for(choose_next(reviews, person, now, seed), seed, person.language)


def rest(reviews: Reviews, person: int, skill: str, now: datetime) -> None:
    """Let a skill rest whose lesson was offered in place of another question."""
    reviews.rest(person, skill, now + _RESTS)


def item_of(asked: Asked) -> Item:
    """The item of a question that was asked."""
    return make(asked.skill, asked.seed, asked.level, asked.language)


def record(reviews: Reviews, asked: Asked, grade: Grade, now: datetime) -> bool:
    """Remember an answer, in one transaction: the review, the memory and the closed question.

    Args:
        reviews: where.
        asked: the question.
        grade: of an answer that counts.
        now: an aware moment.

    Returns:
        False where the question had been answered before; then nothing is changed.
    """
    rating = rate(
        correct=grade.outcome == "right",
        tries=asked.tries + 1,
        hints=asked.hints,
        seconds=(now - asked.sent_at).total_seconds(),
        usual=_usual_seconds(reviews, asked.person),
    )
    return remember(
        reviews, asked, rating, now, given=grade.given, misconception=grade.mistake or None
    )


def remember(
    reviews: Reviews,
    asked: Asked,
    rating: Rating,
    now: datetime,
    *,
    given: str,
    misconception: str | None = None,
) -> bool:
    """Remember how well something was known, in one transaction.

    Args:
        reviews: where.
        asked: what was asked.
        rating: how well it was known.
        now: an aware moment.
        given: the answer as it was given.
        misconception: the named mistake behind it, where it is one.

    Returns:
        False where it had been answered before; then nothing is changed.
    """
    now = now.astimezone(UTC)
    answered = Review(
        skill=asked.skill,
        at=now,
        correct=rating != Rating.Again,
        misconception=misconception,
        tries=asked.tries + 1,
        seconds=max(0, int((now - asked.sent_at).total_seconds())),
        seed=asked.seed,
        level=asked.level,
        hints=asked.hints,
    )
    before = reviews.memory(asked.person, asked.skill)
    return reviews.answer(asked, given, answered, review(asked.skill, before, rating, now))


def undo(reviews: Reviews, asked: Asked, now: datetime) -> bool:
    """Take back an answer that was a slip of the finger, within ten seconds, once.

    Returns:
        False where it is too late, was taken back before, or the skill was answered again since.
    """
    return reviews.take_back(asked, now - UNDO_WITHIN)


def local_day(now: datetime, zone: str) -> Day:
    """The learner's day that a moment falls into; days change at four in the morning."""
    there = local_zone(zone)
    day = day_of(now, there)
    start, end = (
        (datetime.combine(day + timedelta(days=ahead), time(), there) + DAY_ENDS).astimezone(UTC)
        for ahead in range(2)
    )
    return Day(start, end)


def _usual_seconds(reviews: Reviews, person: int) -> float | None:
    """How long a learner takes for a right answer; None before enough is known."""
    taken = [one.seconds for one in reviews.latest(person, _LOOKED_AT) if one.correct]
    return median(taken) if len(taken) >= _ENOUGH else None
