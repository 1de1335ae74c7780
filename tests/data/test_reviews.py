"""What the quiz remembers survives, and counts once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from data.reviews import Asked, Memory, Review, Reviews, migrations

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
MIA, TOM, CHAT = 1, 2, 10


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the store lives."""
    return tmp_path / "reviews.db"


@pytest.fixture
def reviews(file: Path) -> Iterator[Reviews]:
    """An empty store."""
    db = Database(file)
    migrations.apply(db)
    yield Reviews(db)
    db.close()


def _ask(reviews: Reviews, person: int = MIA) -> Asked:
    return reviews.ask(person, CHAT, ("batches", 7, 1), "zh", NOW)


def _answered(asked: Asked, *, correct: bool = True) -> tuple[Review, Memory]:
    review = Review(asked.skill, NOW, correct, None, 1, 20, asked.seed, asked.level)
    return review, Memory(asked.skill, "{}", NOW + timedelta(days=2))


def test_a_question_is_found_again(reviews: Reviews) -> None:
    """A question is found by its number, by the message that shows it, and as the newest."""
    _ask(reviews)
    asked = _ask(reviews)
    reviews.show_in(asked.id, 555)
    shown = replace(asked, message=555)
    assert reviews.asked(asked.id) == shown
    assert reviews.asked_in(CHAT, 555) == shown
    assert reviews.latest_asked(MIA, CHAT) == shown


def test_an_unknown_question_is_none(reviews: Reviews) -> None:
    """A number, a message or a person without question gives None."""
    assert reviews.asked(99) is None
    assert reviews.asked_in(CHAT, 99) is None
    assert reviews.latest_asked(TOM, CHAT) is None


def test_an_answer_counts_once(reviews: Reviews) -> None:
    """The second answer to a question changes nothing."""
    asked = _ask(reviews)
    assert reviews.answer(asked, "600", *_answered(asked))
    assert not reviews.answer(asked, "601", *_answered(asked, correct=False))
    assert [review.correct for review in reviews.history(MIA)] == [True]
    closed = reviews.asked(asked.id)
    assert closed is not None
    assert (closed.answer, closed.answered_at) == ("600", NOW)


def test_a_try_counts_while_the_question_is_open(reviews: Reviews) -> None:
    """Tries add up until the question is answered, and not after."""
    asked = _ask(reviews)
    assert reviews.add_try(asked.id)
    assert reviews.answer(asked, "600", *_answered(asked))
    assert not reviews.add_try(asked.id)
    closed = reviews.asked(asked.id)
    assert closed is not None
    assert closed.tries == 1


def test_everything_is_there_after_a_restart(reviews: Reviews, file: Path) -> None:
    """Reviews, memories and daily times are read back from the file as they were."""
    asked = _ask(reviews)
    review, memory = _answered(asked)
    reviews.answer(asked, "600", review, memory)
    reviews.set_daily(MIA, CHAT, "08:00", "Asia/Shanghai", NOW)
    db = Database(file)
    migrations.apply(db)
    again = Reviews(db)
    assert again.history(MIA) == [review]
    assert again.memories(MIA) == [memory]
    assert again.daily(MIA) == reviews.daily(MIA)
    db.close()


def test_a_failed_answer_leaves_nothing_behind(reviews: Reviews) -> None:
    """Where one part of an answer cannot be written, the question stays open."""
    asked = _ask(reviews)
    review, memory = _answered(asked)
    with pytest.raises(Exception, match="NOT NULL"):
        reviews.answer(asked, "600", review, replace(memory, card=None))  # type: ignore[arg-type]
    assert reviews.history(MIA) == []
    assert reviews.asked(asked.id) == asked


def test_people_do_not_see_each_other(reviews: Reviews) -> None:
    """Histories and memories belong to one person."""
    asked = _ask(reviews)
    reviews.answer(asked, "600", *_answered(asked))
    assert reviews.history(TOM) == []
    assert reviews.memories(TOM) == []


def test_a_day_is_claimed_once(reviews: Reviews) -> None:
    """A local day's question is given out once, and the next one is due when it was said."""
    reviews.set_daily(MIA, CHAT, "08:00", "UTC", NOW)
    day, tomorrow = date(2026, 3, 1), NOW + timedelta(days=1)
    assert [daily.person for daily in reviews.due_daily(NOW)] == [MIA]
    assert reviews.claim_daily(MIA, day, tomorrow)
    assert not reviews.claim_daily(MIA, day, tomorrow)
    assert not reviews.claim_daily(MIA, day - timedelta(days=1), tomorrow)
    assert reviews.due_daily(NOW) == []
    assert reviews.claim_daily(MIA, date(2026, 3, 2), tomorrow)


def test_a_moved_daily_keeps_its_last_day(reviews: Reviews) -> None:
    """Setting another time does not bring the same day's question again."""
    reviews.set_daily(MIA, CHAT, "08:00", "UTC", NOW)
    reviews.claim_daily(MIA, date(2026, 3, 1), NOW + timedelta(days=1))
    reviews.set_daily(MIA, CHAT, "20:00", "UTC", NOW + timedelta(hours=12))
    daily = reviews.daily(MIA)
    assert daily is not None
    assert (daily.time, daily.last_sent_day) == ("20:00", date(2026, 3, 1))


def test_a_stopped_daily_is_gone(reviews: Reviews) -> None:
    """Stopping says whether there was anything to stop."""
    reviews.set_daily(MIA, CHAT, "08:00", "UTC", NOW)
    assert reviews.stop_daily(MIA)
    assert not reviews.stop_daily(MIA)
    assert reviews.daily(MIA) is None


def test_the_longest_waiting_is_served_first(reviews: Reviews) -> None:
    """Daily questions come in the order in which they became due."""
    reviews.set_daily(MIA, CHAT, "08:00", "UTC", NOW)
    reviews.set_daily(TOM, CHAT, "07:00", "UTC", NOW - timedelta(hours=1))
    assert [daily.person for daily in reviews.due_daily(NOW)] == [TOM, MIA]
