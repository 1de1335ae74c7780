"""The quiz for one person: the next item, and what an answer changes."""

from datetime import UTC, datetime

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
    now = now.astimezone(UTC)
    tries = asked.tries + 1
    correct = grade.outcome == "right"
    answered = Review(
        skill=asked.skill,
        at=now,
        correct=correct,
        misconception=grade.misconception,
        tries=tries,
        seconds=max(0, int((now - asked.sent_at).total_seconds())),
        seed=asked.seed,
        level=asked.level,
    )
    before = next((m for m in reviews.memories(asked.person) if m.skill == asked.skill), None)
    after = review(asked.skill, before, rate(correct=correct, tries=tries), now)
    return reviews.answer(asked, grade.given, answered, after)
