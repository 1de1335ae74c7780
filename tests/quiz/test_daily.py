"""The question of the day comes once a day, at the learner's own time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reviews import Daily
from data.store import Store
from quiz.daily import claim, next_due

MIA, CHAT = 1, 10


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "after", "due"),
    [
        ("08:00", "Asia/Shanghai", "2026-03-02 23:59", "2026-03-03 00:00"),
        ("08:00", "Asia/Shanghai", "2026-03-03 00:00", "2026-03-04 00:00"),
        ("08:00", "Europe/Berlin", "2026-03-28 07:30", "2026-03-29 06:00"),
        ("08:00", "America/New_York", "2026-10-31 13:00", "2026-11-01 13:00"),
        ("02:30", "Europe/Berlin", "2026-03-28 12:00", "2026-03-29 01:30"),
        ("02:30", "Europe/Berlin", "2026-10-24 12:00", "2026-10-25 00:30"),
        ("02:30", "Europe/Berlin", "2026-10-25 00:30", "2026-10-26 01:30"),
        ("07:15", "Asia/Kathmandu", "2028-02-28 12:00", "2028-02-29 01:30"),
        ("00:00", "Pacific/Apia", "2011-12-29 09:00", "2011-12-29 10:00"),
    ],
)
def test_the_next_question_follows_the_local_clock(
    at: str, zone: str, after: str, due: str
) -> None:
    """Days, daylight saving, leap days and odd zones give the moment that a clock on the wall does."""
    assert next_due(at, zone, _utc(after)) == _utc(due)


@given(
    zone=st.sampled_from(sorted(available_timezones())),
    after=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    minute=st.integers(0, 24 * 60 - 1),
)
@settings(max_examples=200, deadline=None)
def test_the_next_question_is_soon_and_on_time(zone: str, after: datetime, minute: int) -> None:
    """In every zone the next moment is within two days and shows the wanted time, if it exists."""
    at = f"{minute // 60:02}:{minute % 60:02}"
    due = next_due(at, zone, after)
    assert after < due <= after + timedelta(hours=49)
    local = due.astimezone(ZoneInfo(zone))
    skipped = local.utcoffset() != (local - timedelta(hours=3)).utcoffset()
    assert f"{local:%H:%M}" == at or skipped


def _daily(store: Store, at: str, due: datetime) -> Daily:
    store.reviews.set_daily(MIA, CHAT, at, "Europe/Berlin", due)
    daily = store.reviews.daily(MIA)
    assert daily is not None
    return daily


def _sent_by_ticks(store: Store, moments: list[datetime]) -> list[datetime]:
    """The moments at which ticks send a question."""
    return [
        now
        for now in moments
        for daily in store.reviews.due_daily(now)
        if claim(store.reviews, daily, now)
    ]


def test_a_week_of_ticks_sends_seven_questions(store: Store) -> None:
    """A tick every ten minutes over a week with a clock change sends one question a local day."""
    start = _utc("2026-03-26 00:00")
    _daily(store, "08:00", next_due("08:00", "Europe/Berlin", start))
    ticks = [start + timedelta(minutes=10 * n) for n in range(7 * 144)]
    sent = _sent_by_ticks(store, ticks)
    local = [moment.astimezone(ZoneInfo("Europe/Berlin")) for moment in sent]
    assert [f"{moment:%d %H:%M}" for moment in local] == [f"{d} 08:00" for d in range(26, 30)] + [
        "30 08:00",
        "31 08:00",
        "01 08:00",
    ]


def test_two_ticks_at_once_send_one_question(store: Store) -> None:
    """A question that another tick has claimed is not sent again."""
    due = _utc("2026-03-02 07:00")
    daily = _daily(store, "08:00", due)
    assert claim(store.reviews, daily, due)
    assert not claim(store.reviews, daily, due)


def test_after_three_days_down_one_question_comes(store: Store) -> None:
    """Downtime is caught up with at most one question, and not in the middle of the night."""
    _daily(store, "08:00", _utc("2026-03-02 07:00"))
    back = _utc("2026-03-04 23:00")
    assert _sent_by_ticks(store, [back]) == []
    later = [back + timedelta(minutes=30 * n) for n in range(30)]
    assert _sent_by_ticks(store, later) == [_utc("2026-03-05 07:00")]


def test_after_a_short_stop_the_question_comes_late(store: Store) -> None:
    """A question that is a few hours late is still sent, and the next day's is on time."""
    _daily(store, "08:00", _utc("2026-03-02 07:00"))
    ticks = [_utc("2026-03-02 12:00"), _utc("2026-03-02 12:01"), _utc("2026-03-03 07:00")]
    assert _sent_by_ticks(store, ticks) == [ticks[0], ticks[2]]


def test_a_new_time_on_the_same_day_waits_for_tomorrow(store: Store) -> None:
    """Moving the time after today's question does not bring a second one today."""
    morning, evening = _utc("2026-03-02 07:00"), _utc("2026-03-02 19:00")
    _daily(store, "08:00", morning)
    assert _sent_by_ticks(store, [morning]) == [morning]
    _daily(store, "20:00", evening)
    ticks = [evening, evening + timedelta(minutes=1), evening + timedelta(days=1)]
    assert _sent_by_ticks(store, ticks) == [ticks[2]]
