"""A store of an earlier version opens with everything that was in it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from fsrs import Card, Rating, Scheduler
from sqlite_utils import Database

from data.reviews import Review, Reviews, migrations

START = datetime(2026, 3, 1, 8, 0, 0, 987654, tzinfo=UTC)
SKILLS = ("batches", "card:epoch:0", "myth:批次:1", "it's a skill")


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Database]:
    """A store as it was when FSRS's cards were kept as JSON."""
    db = Database(tmp_path / "old.db")
    migrations.apply(db, stop_before="names")
    yield db
    db.close()


def _answer(db: Database, person: int, skill: str, at: datetime, mistake: str | None) -> None:
    """Write an answer as the earlier version did."""
    sent = (at - timedelta(seconds=20)).isoformat()
    asked = {"person": person, "chat": -(10**12), "message": 5, "skill": skill, "seed": 2**31 - 1}
    times = {"sent_at": sent, "answered_at": at.isoformat(), "tries": 2, "answer": "六百"}
    db.table("asked").insert({**asked, "level": 3, "language": "zh", **times})
    review = {"person": person, "skill": skill, "at": at.isoformat(), "correct": not mistake}
    more = {"misconception": mistake, "tries": 3, "seconds": 20, "seed": 2**31 - 1, "level": 3}
    db.table("reviews").insert({**review, **more})


def _lived(
    db: Database, draw: Random
) -> tuple[dict[tuple[int, str], Card], dict[int, list[Review]]]:
    """Let two people answer a hundred questions; their cards, and their answers."""
    scheduler = Scheduler(enable_fuzzing=False)
    cards: dict[tuple[int, str], Card] = {}
    expected: dict[int, list[Review]] = {7: [], 8: []}
    for number in range(100):
        person, skill = draw.choice((7, 8)), draw.choice(SKILLS)
        at = START + timedelta(hours=5 * number)
        mistake = draw.choice((None, None, "zero_lost"))
        _answer(db, person, skill, at, mistake)
        before = cards.get((person, skill)) or Card(card_id=0, due=at)
        rating = Rating.Again if mistake else Rating.Good
        cards[person, skill], _ = scheduler.review_card(before, rating, at)
        card = cards[person, skill]
        row = {"person": person, "skill": skill, "card": card.to_json()}
        db.table("memory").upsert({**row, "due": card.due.isoformat()}, pk=("person", "skill"))
        whole = at.replace(microsecond=0)
        expected[person].append(
            Review(skill, whole, not mistake, mistake, 3, 20, 2**31 - 1, 3),
        )
    return cards, expected


def test_every_row_is_there(old: Database) -> None:
    """Memories, answers and questions of an earlier store are what they were, to the second."""
    with old.atomic():
        cards, expected = _lived(old, Random(1))
    migrations.apply(old)
    reviews = Reviews(old)
    for person, answers in expected.items():
        assert reviews.history(person) == answers
        for memory in reviews.memories(person):
            card, own = cards[person, memory.skill], [a for a in answers if a.skill == memory.skill]
            figures = (memory.stability, memory.difficulty, memory.state)
            assert figures == (card.stability, card.difficulty, card.state)
            assert memory.due == card.due.replace(microsecond=0)
            assert (memory.first_review, memory.last_review) == (own[0].at, own[-1].at)
            right = [answer.correct for answer in own]
            lapses = sum(a and not b for a, b in pairwise(right))
            counts = (memory.answers, memory.wrong, memory.lapses, memory.right)
            assert counts == (len(own), right.count(False), lapses, right[-1])
    assert {(7, m.skill) for m in reviews.memories(7)} | {
        (8, m.skill) for m in reviews.memories(8)
    } == set(cards)


def test_old_buttons_still_work(old: Database) -> None:
    """A question keeps its number, its message and its moments; an open one stays open."""
    _answer(old, 7, "batches", START, None)
    asked = {"person": 7, "chat": 7, "message": None, "skill": "batches", "seed": 1, "level": 1}
    times = {"sent_at": START.isoformat(), "tries": 1, "answered_at": None, "answer": None}
    old.table("asked").insert({**asked, "language": "en", **times})
    migrations.apply(old)
    reviews = Reviews(old)
    closed, opened = reviews.asked(1), reviews.asked(2)
    assert closed is not None
    assert closed == reviews.asked_in(-(10**12), 5)
    assert closed.answered_at == START.replace(microsecond=988000)
    assert (closed.answer, closed.tries, closed.hints, closed.language) == ("六百", 2, 0, "zh")
    assert opened is not None
    assert (opened.message, opened.tries, opened.answered_at) == (None, 1, None)
    assert reviews.latest_asked(7, 7) == opened


def test_an_empty_store_is_brought_up_to_date(old: Database) -> None:
    """Without any rows there is nothing to move."""
    migrations.apply(old)
    assert Reviews(old).history(7) == Reviews(old).memories(7) == []
