"""Progress is counted in the learner's days, and drawn."""

import pickle
from datetime import UTC, date, datetime, timedelta

import pytest

from data.store import Store
from quiz.charts import draw_progress
from quiz.engine import record
from quiz.grading import Grade
from quiz.making import make
from quiz.overview import DAYS_SHOWN, progress, streak
from quiz.skills import COURSE
from solver.language import LANGUAGES

MIA = 1
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _answer(store: Store, at: datetime, mistake: str | None = None) -> None:
    """Answer a question on batches, right or with a mistake."""
    item = make("batches", 1, 1)
    asked = store.reviews.ask(MIA, MIA, (item.skill, item.seed, item.level), "en", at)
    grade = Grade("wrong", "0", misconception=mistake) if mistake else Grade("right", "1")
    record(store.reviews, asked, grade, at)


def test_a_beginner_has_everything_before_them(store: Store) -> None:
    """Without answers every skill is new and every count is zero."""
    shown = progress(store.reviews, MIA, NOW, "UTC")
    assert [skill.recall for skill in shown.skills] == [None] * len(COURSE)
    assert (shown.answers, shown.accuracy, shown.due, shown.streak) == (0, 0, 0, 0)
    assert len(shown.days) == DAYS_SHOWN
    assert shown.days[-1].date == NOW.date()


def test_answers_are_counted(store: Store) -> None:
    """Right and wrong answers, accuracy and the commonest mistakes follow from the reviews."""
    for mistake in (None, "zero_lost", "rounded_once", "zero_lost"):
        _answer(store, NOW, mistake)
    shown = progress(store.reviews, MIA, NOW, "UTC")
    assert (shown.correct, shown.wrong, shown.accuracy) == (1, 3, 0.25)
    assert shown.mistakes == (("zero_lost", 2), ("rounded_once", 1))
    assert (shown.days[-1].correct, shown.days[-1].wrong) == (1, 3)


def test_what_was_wrong_is_due(store: Store) -> None:
    """A skill that was got wrong is due ten minutes later."""
    _answer(store, NOW, "zero_lost")
    assert progress(store.reviews, MIA, NOW, "UTC").due == 0
    assert progress(store.reviews, MIA, NOW + timedelta(minutes=10), "UTC").due == 1


def test_a_mistake_shows_no_recall(store: Store) -> None:
    """A skill whose last answer was wrong is to be practised again; a right one is remembered."""
    _answer(store, NOW, "zero_lost")
    missed = {skill.skill: skill for skill in progress(store.reviews, MIA, NOW, "UTC").skills}
    assert (missed["batches"].recall, missed["batches"].missed) == (None, True)
    assert not missed["last_batch"].missed
    _answer(store, NOW)
    known = {skill.skill: skill for skill in progress(store.reviews, MIA, NOW, "UTC").skills}
    assert known["batches"].recall is not None
    assert not known["batches"].missed


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Shanghai", 10), ("UTC", 9), ("America/Los_Angeles", 9)]
)
def test_days_are_those_of_the_learner(store: Store, zone: str, day: int) -> None:
    """An answer at 20:00 in London belongs to the next day in Shanghai."""
    _answer(store, datetime(2026, 3, 9, 20, tzinfo=UTC))
    days = progress(store.reviews, MIA, NOW, zone).days
    assert [shown.date.day for shown in days if shown.correct] == [day]


def test_a_streak_lasts_until_a_day_is_missed() -> None:
    """Days in a row count up to today, or up to yesterday while today is young."""
    days = {date(2026, 3, number) for number in (1, 3, 4, 5)}
    assert streak(days, date(2026, 3, 5)) == 3
    assert streak(days, date(2026, 3, 6)) == 3
    assert streak(days, date(2026, 3, 7)) == 0
    assert streak(set(), date(2026, 3, 7)) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", [0, 25])
def test_progress_is_a_picture_for_a_phone(store: Store, language: str, answers: int) -> None:
    """Progress travels to another process and becomes a PNG of 1080 by 1600 without warnings."""
    for number in range(answers):
        _answer(store, NOW - timedelta(days=number), "zero_lost" if number % 3 else None)
    shown = pickle.loads(pickle.dumps(progress(store.reviews, MIA, NOW, "UTC")))  # noqa: S301 - our own
    picture = draw_progress(shown, language)
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1080, 1600)
