"""What the quiz remembers survives, and counts once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
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
    due = NOW + timedelta(days=2)
    return review, Memory(asked.skill, due, 2.3065, 2.1, 2, NOW, NOW, correct, 1, 0, 0)


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
    """Reviews and memories are read back from the file as they were."""
    asked = _ask(reviews)
    review, memory = _answered(asked)
    reviews.answer(asked, "600", review, memory)
    db = Database(file)
    migrations.apply(db)
    again = Reviews(db)
    assert again.history(MIA) == [review]
    assert again.memories(MIA) == [memory]
    db.close()


def test_a_failed_answer_leaves_nothing_behind(reviews: Reviews) -> None:
    """Where one part of an answer cannot be written, the question stays open."""
    asked = _ask(reviews)
    review, memory = _answered(asked)
    with pytest.raises(Exception, match="NOT NULL"):
        reviews.answer(asked, "600", review, replace(memory, stability=None))  # type: ignore[arg-type]
    assert reviews.history(MIA) == []
    assert reviews.asked(asked.id) == asked


def test_people_do_not_see_each_other(reviews: Reviews) -> None:
    """Histories and memories belong to one person."""
    asked = _ask(reviews)
    reviews.answer(asked, "600", *_answered(asked))
    assert reviews.history(TOM) == []
    assert reviews.memories(TOM) == []


def test_the_latest_answers(reviews: Reviews) -> None:
    """The last answers to questions come newest first, as many as are asked for, of one person."""
    for seconds, skill in enumerate(
        ["batches", "myth:1", "batches", "about-epoch", "card:epoch:0"]
    ):
        asked = reviews.ask(MIA, CHAT, (skill, 7, 1), "zh", NOW)
        review, memory = _answered(asked)
        at = NOW + timedelta(seconds=seconds)
        reviews.answer(asked, "600", replace(review, at=at, seconds=seconds), memory)
    assert [one.seconds for one in reviews.latest(MIA, 2)] == [3, 2]
    assert [one.seconds for one in reviews.latest(MIA, 9)] == [3, 2, 0]
    assert reviews.latest(TOM, 3) == []


def test_hints_are_counted_while_the_question_is_open(reviews: Reviews) -> None:
    """Each hint counts until the answer, and is kept with it."""
    asked = _ask(reviews)
    assert reviews.add_hint(asked.id)
    assert reviews.add_hint(asked.id)
    review, memory = _answered(asked)
    reviews.answer(asked, "600", replace(review, hints=2), memory)
    assert not reviews.add_hint(asked.id)
    closed = reviews.asked(asked.id)
    assert closed is not None
    assert (closed.hints, reviews.history(MIA)[0].hints) == (2, 2)


def test_old_questions_are_dropped(reviews: Reviews) -> None:
    """Questions from before a moment go, a few at a time; their reviews and the newest stay."""
    old = [_ask(reviews) for _ in range(3)]
    reviews.answer(old[0], "600", *_answered(old[0]))
    later = NOW + timedelta(days=60)
    new = reviews.ask(MIA, CHAT, ("batches", 7, 1), "zh", later)
    assert reviews.forget_questions(later, limit=2) == 2
    assert reviews.forget_questions(later) == 1
    assert reviews.forget_questions(later) == 0
    assert [reviews.asked(one.id) for one in [*old, new]] == [None, None, None, new]
    assert reviews.forget_questions(later + timedelta(days=1)) == 0
    assert len(reviews.history(MIA)) == 1


def test_a_review_is_small(reviews: Reviews) -> None:
    """An answer takes less than 120 bytes of the store, with every index over it."""

    def size() -> int:
        pages, page = (
            reviews._db.execute(f"pragma {name}").fetchone()[0]
            for name in ("page_count", "page_size")
        )
        return int(pages * page)

    asked, before = _ask(reviews), size()
    review, _ = _answered(asked)
    with reviews._db.atomic():
        for number in range(500):
            of = replace(asked, person=6 * 10**9 + number * 7919 % 50, id=10**6 + number)
            reviews._add_review(of, replace(review, at=NOW + timedelta(hours=number)))
    assert size() - before < 500 * 120
