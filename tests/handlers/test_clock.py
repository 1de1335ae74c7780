"""A clock that was wrong: nobody is asked twice, and nobody is left without questions."""

from datetime import datetime, timedelta

from data.daily import Daily, Plan
from data.store import Store
from data.weekly import Weekly
from handlers.context import House
from handlers.operations.clock import after_the_clock_was_set
from quiz.daily import claim_due, planned
from quiz.engine import record
from quiz.grading import Grade
from quiz.overview import progress
from quiz.weekly import wished
from trainer.engines.local import LocalEngine

YEAR, DAY, HOUR = timedelta(days=365), timedelta(days=1), timedelta(hours=1)
ADA = 7


def _wish(store: Store, now: datetime) -> None:
    store.people.meet(ADA, "en", now)
    store.people.set_zone(ADA, "Asia/Shanghai")
    plan = Plan("08:00", "Asia/Shanghai")
    store.dailies.save(planned(Daily(ADA, ADA, plan), plan, now))


def _answer(store: Store, now: datetime) -> None:
    asked = store.reviews.ask(ADA, ADA, ("batches", 1, 1), "en", now)
    assert record(store.reviews, asked, Grade("right", "1"), now)


def test_an_hour_back(store: Store, now: datetime) -> None:
    """A clock that is set back by hours sends no question of the day twice."""
    _wish(store, now)
    tomorrow = now + DAY
    assert claim_due(store.dailies, tomorrow) == 1
    house = House(store, LocalEngine(workers=1), lambda: tomorrow - 9 * HOUR)
    after_the_clock_was_set(house)
    claims = [claim_due(store.dailies, tomorrow - 9 * HOUR + n * HOUR) for n in range(30)]
    assert sum(claims) == 1  # that of the next day


def test_a_year_ahead_for_a_while(store: Store, now: datetime) -> None:
    """A clock that was a year ahead when somebody learnt leaves nothing for a year later."""
    _wish(store, now)
    store.weeklies.save(wished(ADA, "Asia/Shanghai", now))
    _answer(store, now)
    wrong = now + YEAR
    claim_due(store.dailies, wrong)
    weekly = store.weeklies.get(ADA)
    assert weekly is not None
    later = wished(ADA, weekly.zone, wrong)
    store.weeklies.save(Weekly(ADA, weekly.zone, later.next_due, wrong.date()))
    _answer(store, wrong)
    after_the_clock_was_set(House(store, LocalEngine(workers=1), lambda: now + HOUR))
    daily, weekly = store.dailies.get(ADA), store.weeklies.get(ADA)
    assert daily is not None
    assert daily.next_due is not None
    assert now < daily.next_due <= now + DAY
    assert weekly is not None
    assert weekly.next_due <= now + 7 * DAY
    (memory,) = store.reviews.memories(ADA)
    assert memory.last_review == now + HOUR
    assert now < memory.due < now + YEAR
    assert progress(store.reviews, ADA, now + 2 * HOUR, "UTC").today == 2
    assert claim_due(store.dailies, daily.next_due) == 1


def test_a_right_clock(store: Store, now: datetime) -> None:
    """Where the clock was right, nothing is changed."""
    _wish(store, now)
    _answer(store, now)
    before = list(store.db.query("select * from memory")), store.dailies.get(ADA)
    after_the_clock_was_set(House(store, LocalEngine(workers=1), lambda: now + HOUR))
    assert (list(store.db.query("select * from memory")), store.dailies.get(ADA)) == before
