"""Progress is counted in the learner's days, and drawn."""

import pickle
from datetime import UTC, datetime, timedelta

import pytest

from data.store import Store
from quiz.charts import draw_progress
from quiz.engine import record
from quiz.grading import Grade
from quiz.making import make
from quiz.mistake_names import mistake_sentence, mistake_title
from quiz.overview import Group, Mistake, Progress, progress
from quiz.skills import COURSE
from solver.language import LANGUAGES

MIA = 1
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _answer(store: Store, at: datetime, mistake: str = "") -> None:
    """Answer a question on batches, right or with a mistake."""
    item = make("batches", 1, 1, "en")
    asked = store.reviews.ask(MIA, MIA, (item.skill, item.seed, item.level), "en", at)
    grade = Grade("wrong", "0", mistake=mistake) if mistake else Grade("right", "1")
    record(store.reviews, asked, grade, at)


def _progress(store: Store, now: datetime = NOW, zone: str = "UTC") -> Progress:
    return progress(store.reviews, MIA, now, zone)


def _group(shown: Progress, name: str) -> Group:
    return next(group for group in shown.groups if group.name == name)


def test_a_beginner_has_everything_before_them(store: Store) -> None:
    """Without answers every shelf has its skills, none met, and every count is zero."""
    shown = _progress(store)
    assert sum(group.skills for group in shown.groups) == len(COURSE)
    assert {(group.met, group.recall) for group in shown.groups} == {(0, None)}
    assert (shown.answers, shown.accuracy, shown.due, shown.streak.days) == (0, 0, 0, 0)
    assert (shown.today, sum(shown.forecast), shown.mistakes) == (0, 0, ())


def test_the_calendar_is_of_twelve_weeks(store: Store) -> None:
    """The days begin with a Monday eleven weeks before this week's, and end today."""
    days = [day for day, _ in _progress(store).days]
    assert (days[0].weekday(), days[-1]) == (0, NOW.date())
    assert days == [days[0] + timedelta(days=ahead) for ahead in range(len(days))]
    assert 11 * 7 < len(days) <= 12 * 7


def test_answers_are_counted(store: Store) -> None:
    """Right and wrong answers, accuracy, the day's goal and its streak follow from the reviews."""
    for mistake in ("", "zero_lost", "rounded_once", "zero_lost"):
        _answer(store, NOW, mistake)
    shown = _progress(store)
    assert (shown.correct, shown.wrong, shown.accuracy) == (1, 3, 0.25)
    assert (shown.today, shown.goal, shown.streak.days) == (4, 5, 1)
    assert shown.days[-1] == (NOW.date(), 4)


def test_what_became_of_a_mistake(store: Store) -> None:
    """The commonest mistakes come first, each with the answers that followed upon the last one."""
    for mistake in ("zero_lost", "rounded_once", "zero_lost", "", "last_batch_forgotten", ""):
        _answer(store, NOW, mistake)
    first, second, third = _progress(store).mistakes
    assert first == Mistake("zero_lost", made=2, right=2, answers=3)
    assert second == Mistake("rounded_once", made=1, right=2, answers=4)
    assert third == Mistake("last_batch_forgotten", made=1, right=1, answers=1)


def test_what_was_wrong_is_due(store: Store) -> None:
    """A skill that was got wrong is due ten minutes later; one that is known, on a later day."""
    _answer(store, NOW, "zero_lost")
    assert _progress(store).due == 0
    assert _progress(store, NOW + timedelta(minutes=10)).due == 1
    _answer(store, NOW + timedelta(minutes=10))
    _answer(store, NOW + timedelta(minutes=25))
    shown = _progress(store, NOW + timedelta(minutes=26))
    assert (shown.due, sum(shown.forecast)) == (0, 1)


def test_what_is_remembered_fades(store: Store) -> None:
    """The bar of a shelf is the mean chance to remember what was met of it, and shrinks."""
    _answer(store, NOW)
    now = _group(_progress(store), "counting")
    later = _group(_progress(store, NOW + timedelta(days=20)), "counting")
    assert (now.met, later.met) == (1, 1)
    assert now.recall is not None
    assert later.recall is not None
    assert 0.9 < now.recall <= 1
    assert later.recall < now.recall - 0.1


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Shanghai", 10), ("UTC", 9), ("America/Los_Angeles", 9)]
)
def test_days_are_those_of_the_learner(store: Store, zone: str, day: int) -> None:
    """An answer at 21:00 in London belongs to the next day in Shanghai, where it is five."""
    _answer(store, datetime(2026, 3, 9, 21, tzinfo=UTC))
    days = _progress(store, zone=zone).days
    assert [shown.day for shown, answers in days if answers] == [day]


@pytest.mark.parametrize(("language", "answers"), [("en", 0), ("zh", 25)])
def test_progress_is_a_picture_for_a_phone(store: Store, language: str, answers: int) -> None:
    """Progress travels to another process and becomes a PNG of 1080 by 1920 without warnings."""
    for number in range(answers):
        mistake = ("", "zero_lost", "epoch.over.3")[number % 3]
        _answer(store, NOW - timedelta(days=answers - number), mistake)
    shown = pickle.loads(pickle.dumps(_progress(store)))  # noqa: S301 - our own
    picture = draw_progress(shown, language)
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1080, 1920)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_has_a_title(language: str) -> None:
    """A mistake with numbers or in words is named in one short sentence without its full stop."""
    for name in ("zero_lost", "epoch.over.3"):
        title = mistake_title(name, language)
        assert 4 < len(title) < len(mistake_sentence(name, language)) + 1
        assert title[-1] not in ".。"
    assert mistake_title("gone.long.ago", language) == ""
