"""A slip of the finger is taken back, once, and only while nothing followed on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.reviews import Asked, Memory, Review, Reviews
from data.store import Store

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
MIA, TOM, CHAT = 1, 2, 10


def _answer(reviews: Reviews, skill: str, at: datetime, person: int = MIA) -> Asked:
    """Ask and answer a question; memories differ from answer to answer."""
    asked = reviews.ask(person, CHAT, (skill, 7, 1), "en", at)
    _close(reviews, asked, at)
    return asked


def _close(reviews: Reviews, asked: Asked, at: datetime) -> None:
    known = reviews.memory(asked.person, asked.skill)
    count = known.answers + 1 if known else 1
    due = at + timedelta(days=count)
    memory = Memory(asked.skill, due, count / 3, 5.1, 2, at, NOW, right=True, answers=count)
    review = Review(asked.skill, at, True, None, 1, 4, 7, 1)  # noqa: FBT003 (as the row has it)
    assert reviews.answer(asked, "600", review, memory)


def _state(reviews: Reviews, person: int = MIA) -> tuple[object, ...]:
    return reviews.history(person), reviews.memories(person)


@pytest.mark.parametrize("times", [0, 1, 3])
def test_everything_is_as_before(store: Store, times: int) -> None:
    """Review, memory and question are as they were, for a new skill and for a known one."""
    reviews = store.reviews
    _answer(reviews, "other", NOW)
    for ago in range(times, 0, -1):
        _answer(reviews, "batches", NOW - timedelta(days=ago))
    asked = reviews.ask(MIA, CHAT, ("batches", 7, 1), "en", NOW)
    before = _state(reviews)
    _close(reviews, asked, NOW)
    assert _state(reviews) != before
    assert reviews.take_back(asked, NOW - timedelta(seconds=10))
    assert _state(reviews) == before
    assert reviews.asked(asked.id) == asked


def test_once(store: Store) -> None:
    """What was taken back is not taken back again, and may be answered again."""
    asked = _answer(store.reviews, "batches", NOW)
    assert store.reviews.take_back(asked, NOW)
    assert not store.reviews.take_back(asked, NOW)
    _close(store.reviews, asked, NOW + timedelta(seconds=3))
    assert len(store.reviews.history(MIA)) == 1
    assert store.reviews.take_back(asked, NOW)


def test_too_late(store: Store) -> None:
    """An older answer stays as it is."""
    asked = _answer(store.reviews, "batches", NOW)
    before = _state(store.reviews)
    assert not store.reviews.take_back(asked, NOW + timedelta(milliseconds=1))
    assert _state(store.reviews) == before


def test_an_answer_that_followed_on_the_skill(store: Store) -> None:
    """The first of two answers on a skill stays; answers on other skills do not matter."""
    first = _answer(store.reviews, "batches", NOW)
    _answer(store.reviews, "other", NOW)
    _answer(store.reviews, "batches", NOW, person=TOM)
    second = _answer(store.reviews, "batches", NOW)
    before = _state(store.reviews)
    assert not store.reviews.take_back(first, NOW)
    assert _state(store.reviews) == before
    assert store.reviews.take_back(second, NOW)
    assert not store.reviews.take_back(first, NOW)
    assert [one.skill for one in store.reviews.history(MIA)] == ["batches", "other"]
    assert len(store.reviews.history(TOM)) == 1


def test_an_open_or_foreign_question(store: Store) -> None:
    """A question without an answer, or with a forged owner, changes nothing."""
    opened = store.reviews.ask(MIA, CHAT, ("batches", 7, 1), "en", NOW)
    closed = _answer(store.reviews, "batches", NOW)
    assert not store.reviews.take_back(opened, NOW)
    assert not store.reviews.take_back(replace(closed, person=TOM), NOW)
    assert len(store.reviews.history(MIA)) == 1


def test_old_memories_are_not_kept(store: Store) -> None:
    """What could be undone yesterday takes no room today."""
    for day in range(5):
        _answer(store.reviews, f"skill{day}", NOW + timedelta(days=day))
    assert store.db.table("undo").count == 1
