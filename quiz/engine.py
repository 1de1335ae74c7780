"""The quiz for one person: the next item, and what an answer changes."""

from datetime import UTC, datetime

from fsrs import Rating

from data.reviews import Asked, Review, Reviews
from quiz.grading import Grade
from quiz.item import Item
from quiz.making import make
from quiz.schedule import level, next_skill, rate, review


def next_item(reviews: Reviews, person: int, now: datetime, seed: int) -> Item:
    """What to ask a person next."""
    memories = reviews.memories(person)
    skill = next_skill(memories, now, seed)
    memory = next((memory for memory in memories if memory.skill == skill), None)
    return make(skill, seed, level(memory))


def item_of(asked: Asked) -> Item:
    """The item of a question that was asked."""
    return make(asked.skill, asked.seed, asked.level)


def record(reviews: Reviews, asked: Asked, grade: Grade, now: datetime) -> bool:
    """Remember an answer, in one transaction: the review, the memory and the closed question.

    An answer that does not count leaves the question open, and is one try more.

    Returns:
        False where the question had been answered before; then nothing is changed.
    """
    if not grade.counts:
        return reviews.add_try(asked.id)
    rating = rate(correct=grade.outcome == "right", tries=asked.tries + 1)
    return remember(
        reviews, asked, rating, now, given=grade.given, misconception=grade.misconception
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
    )
    before = next((m for m in reviews.memories(asked.person) if m.skill == asked.skill), None)
    return reviews.answer(asked, given, answered, review(asked.skill, before, rating, now))
