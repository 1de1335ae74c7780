"""The last answer of a day closes it, with what has come together."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data.daily import Daily, Plan
from data.store import Store
from data.words import Language
from handlers.context import House
from handlers.daily.session import after_answer, after_undo
from quiz.engine import record
from quiz.grading import Grade
from trainer.engines.local import LocalEngine

MIA = 7
NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


def _house(store: Store, language: Language, days: list[int]) -> House:
    """A house in which Mia answered on some days of March, and has today's question."""
    store.people.meet(MIA, language, NOW)
    for day in days:
        at = NOW.replace(day=day)
        asked = store.reviews.ask(MIA, MIA, ("batches", day, 1), language, at)
        record(store.reviews, asked, Grade("right", "1"), at)
    sent = {"last_day": date(2026, 3, 12), "posted_at": NOW - timedelta(hours=1), "delivered": True}
    store.dailies.save(Daily(MIA, MIA, Plan("08:00", "UTC"), **sent))  # type: ignore[arg-type]
    return House(store, LocalEngine(workers=1), lambda: NOW)


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("en", [12], "<b>✓ Done for today.</b>"),
        ("zh", [10, 11, 12], "<b>✓ 今天的练习完成了。</b>已连续 3 天。"),
        (
            "en",
            [6, 7, 8, 9, 10, 12],
            "<b>✓ Done for today.</b> 6 days in a row. Yesterday was a day off.",
        ),
        (
            "en",
            [8, 9, 10, 11, 12],
            "<b>✓ Done for today.</b> 5 days in a row. Days off in reserve: 1.",
        ),
    ],
)
def test_the_closing_line(store: Store, language: Language, days: list[int], said: str) -> None:
    """It says that the day is done, the days in a row, and the days off that were used or earned."""
    house = _house(store, language, days)
    mia = store.people.get(MIA)
    assert after_answer(house, mia) == said
    assert after_answer(house, mia) is None


def test_an_answer_that_is_taken_back_is_not_counted(store: Store) -> None:
    """The day is closed again when the question is answered again."""
    house = _house(store, "en", [12])
    mia = store.people.get(MIA)
    first = after_answer(house, mia)
    after_undo(house, mia)
    assert first == after_answer(house, mia)


def test_without_questions_of_the_day_nothing_is_said(store: Store) -> None:
    """Who practises without a daily time is not told about one."""
    house = _house(store, "en", [12])
    store.dailies.remove(MIA)
    assert after_answer(house, store.people.get(MIA)) is None
