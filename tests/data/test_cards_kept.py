"""What the store knows of flash cards, claims and lessons."""

from datetime import UTC, datetime, timedelta

from data.reviews import Memory, Review
from data.store import Store

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
MIA, TOM, CHAT = 1, 2, 10


def _answer(store: Store, skill: str, at: datetime, person: int = MIA) -> Review:
    asked = store.reviews.ask(person, CHAT, (skill, 0, 1), "en", at)
    review = Review(
        skill, at, correct=True, misconception=None, tries=1, seconds=0, seed=0, level=1
    )
    known = store.reviews.memory(person, skill)
    first = known.first_review if known else at
    memory = Memory(skill, at, 2.3, 5.0, 2, at, first, right=True)
    assert store.reviews.answer(asked, "good", review, memory)
    return review


def test_new_cards_of_a_day(store: Store) -> None:
    """A card counts on the day of its first review only, for its own person, and claims do not."""
    today = NOW - timedelta(hours=8)
    _answer(store, "card:epoch:0", today - timedelta(seconds=1))
    for skill in ("card:epoch:0", "card:epoch:1", "card:epoch:1", "myth:epoch:0", "batches"):
        _answer(store, skill, NOW)
    _answer(store, "card:batch:0", NOW, person=TOM)
    assert store.reviews.met_since(MIA, "card", today) == 1
    assert store.reviews.met_since(TOM, "card", today) == 1


def test_recent_answers_of_a_kind(store: Store) -> None:
    """Answers are found by their kind and their time, oldest first."""
    kept = [_answer(store, f"myth:epoch:{n}", NOW + timedelta(minutes=n)) for n in range(3)]
    _answer(store, "card:epoch:0", NOW + timedelta(minutes=2))
    assert store.reviews.recent(MIA, "myth", NOW + timedelta(minutes=1)) == kept[1:]
    assert store.reviews.recent(TOM, "myth", NOW) == []


def test_a_card_is_no_open_question(store: Store) -> None:
    """What is written while a card lies on the table still answers the quiz's question."""
    question = store.reviews.ask(MIA, CHAT, ("batches", 7, 1), "en", NOW)
    store.reviews.ask(MIA, CHAT, ("card:epoch:0", 0, 1), "en", NOW)
    assert store.reviews.latest_asked(MIA, CHAT) == question


def test_the_topics_that_were_read_last(store: Store) -> None:
    """Events of a kind come back newest first, as many as are asked for."""
    for slug in ("epoch", "batch", "dropout"):
        store.events.add(NOW, MIA, CHAT, "topic", {"slug": slug})
    store.events.add(NOW, MIA, CHAT, "training", {"run": 1})
    store.events.add(NOW, TOM, CHAT, "topic", {"slug": "warmup"})
    assert store.events.latest(MIA, "topic", 2) == [{"slug": "dropout"}, {"slug": "batch"}]
