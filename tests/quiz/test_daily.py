"""Questions of the day come once a day, at the learner's own time, and stop when nobody answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from data import daily as kept
from data.daily import Daily, Plan
from data.store import Store, open_store
from quiz.daily import (
    answered,
    blocked,
    claim_due,
    in_session,
    moved,
    next_due,
    paused,
    planned,
    served,
    slower,
    taken_back,
)

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
    assert next_due(Plan(at, zone), _utc(after)) == _utc(due)


@given(
    zone=st.sampled_from(sorted(available_timezones())),
    after=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    minute=st.integers(0, 24 * 60 - 1),
)
@settings(max_examples=100, deadline=None)
def test_the_next_question_is_soon_and_on_time(zone: str, after: datetime, minute: int) -> None:
    """In every zone the next moment is within two days and shows the wanted time, if it exists."""
    at = f"{minute // 60:02}:{minute % 60:02}"
    due = next_due(Plan(at, zone), after)
    assert after < due <= after + timedelta(hours=49)
    local = due.astimezone(ZoneInfo(zone))
    skipped = local.utcoffset() != (local - timedelta(hours=3)).utcoffset()
    assert f"{local:%H:%M}" == at or skipped


def _daily(at: str = "08:00", zone: str = "Europe/Berlin", due: str = "2026-03-02 07:00") -> Daily:
    return Daily(MIA, CHAT, Plan(at, zone), next_due=_utc(due))


def _days_sent(
    daily: Daily, moments: list[datetime], **answers: bool
) -> list[tuple[date, datetime]]:
    """The days and moments of the questions that ticks claim."""
    sent = []
    for now in moments:
        while daily.next_due and daily.next_due <= now:
            before, daily = daily.last_day, served(daily, now)
            if daily.waiting == "question" and daily.last_day and daily.last_day != before:
                sent.append((daily.last_day, now))
                daily = replace(daily, waiting=None, delivered=True, answered=answers.get("all", 1))
    return sent


def _hours(start: str, count: int) -> list[datetime]:
    return [_utc(start) + timedelta(hours=hour) for hour in range(count)]


@pytest.mark.parametrize(
    ("start", "days"),
    [("2026-03-26 00:00", 7), ("2026-10-22 00:00", 7), ("2028-02-26 00:00", 5)],
)
def test_each_local_day_has_one_question(start: str, days: int) -> None:
    """Over clock changes in spring and autumn, and over a leap day, it is always eight o'clock."""
    daily = _daily(due=f"{next_due(Plan('08:00', 'Europe/Berlin'), _utc(start)):%Y-%m-%d %H:%M}")
    sent = _days_sent(daily, _hours(start, days * 24))
    first = _utc(start).date()
    assert [day for day, _ in sent] == [first + timedelta(days=n) for n in range(days)]
    assert {f"{now.astimezone(ZoneInfo('Europe/Berlin')):%H:%M}" for _, now in sent} == {"08:00"}


def test_only_the_days_that_were_wished_have_questions() -> None:
    """Weekdays leave out the weekend; every other day leaves out each second one."""
    hours, week = _hours("2026-03-02 00:00", 24 * 8), _daily()
    weekdays = replace(week, plan=replace(week.plan, days=0b0011111))
    alternately = replace(week, plan=replace(week.plan, every=2))
    assert [day.day for day, _ in _days_sent(weekdays, hours)] == [2, 3, 4, 5, 6, 9]
    assert [day.day for day, _ in _days_sent(alternately, hours)] == [2, 4, 6, 8]


def test_after_three_days_down_one_question_comes() -> None:
    """Downtime is caught up with at most one question, and not in the middle of the night."""
    night = _days_sent(_daily(), [_utc("2026-03-04 23:00"), *_hours("2026-03-04 23:30", 12)])
    assert [day.day for day, _ in night] == [5]
    noon = _days_sent(_daily(), _hours("2026-03-05 11:00", 22))
    assert noon == [
        (date(2026, 3, 5), _utc("2026-03-05 11:00")),
        (date(2026, 3, 6), _utc("2026-03-06 07:00")),
    ]


def test_a_new_time_on_the_same_day_waits_for_tomorrow() -> None:
    """Moving the time after today's question does not bring a second one today."""
    sent = served(_daily(), _utc("2026-03-02 07:00"))
    later = planned(sent, replace(sent.plan, time="20:00"), _utc("2026-03-02 07:05"))
    assert later.next_due == _utc("2026-03-03 19:00")


@pytest.mark.parametrize("zone", ["Nowhere/Atlantis", "", "../etc/passwd", "America", "a" * 9999])
def test_a_zone_that_does_not_exist_is_taken_for_utc(zone: str) -> None:
    """An unknown zone in the store stops nobody's questions."""
    sent = served(_daily(zone=zone), _utc("2026-03-02 08:00"))
    assert sent.next_due == _utc("2026-03-03 08:00")


@pytest.mark.parametrize(
    ("zones", "arrives"),
    [
        (("Asia/Shanghai", "America/Los_Angeles"), "2026-03-02 23:00"),
        (("Asia/Shanghai", "America/Los_Angeles"), "2026-03-03 13:00"),
        (("America/Los_Angeles", "Asia/Shanghai"), "2026-03-02 15:30"),
        (("America/Los_Angeles", "Asia/Shanghai"), "2026-03-03 04:00"),
        (("America/New_York", "Europe/London"), "2026-03-29 00:30"),
    ],
)
def test_a_traveller_gets_one_question_a_date(zones: tuple[str, str], arrives: str) -> None:
    """Whoever moves to another zone gets each date's question once: none twice, none left out."""
    start, there = _utc(arrives) - timedelta(days=3), _utc(arrives)
    hours = [start + timedelta(minutes=30 * n) for n in range(48 * 7)]
    daily = Daily(MIA, CHAT, Plan("08:00", zones[0]))
    daily = replace(daily, next_due=next_due(daily.plan, start))
    sent = []
    for now in hours:
        if now == there:
            daily = moved(daily, zones[1], now)
        if daily.next_due and daily.next_due <= now:
            daily = replace(served(daily, now), answered=1)
            sent.append(daily.last_day)
    first = sent[0] or date.min
    assert sent == [first + timedelta(days=n) for n in range(len(sent))]
    assert len(sent) >= 6


def _left_open(daily: Daily, days: int) -> Daily:
    """The questions after so many that arrived and had no answer."""
    for _ in range(days):
        daily = replace(served(daily, daily.next_due or daily.posted_at or NOW), delivered=True)
    return daily


NOW = _utc("2026-03-02 07:00")


def test_after_three_unanswered_days_the_bot_asks_once_and_is_silent() -> None:
    """The fourth day asks whether to slow down; after that nothing comes."""
    assert _left_open(_daily(), 3).waiting == "question"
    asked = _left_open(_daily(), 4)
    assert (asked.waiting, asked.state, asked.next_due) == ("slower", "asked", None)


def test_an_answer_in_between_counts_anew() -> None:
    """Three unanswered days are three in a row; what never arrived is not held against anybody."""
    third = answered(_left_open(_daily(), 3), NOW)
    assert _left_open(third, 3).waiting == "question"
    lost = replace(_left_open(_daily(), 3), delivered=False)
    assert served(lost, lost.next_due or NOW).waiting == "question"


@pytest.mark.parametrize(
    ("choice", "days"),
    [("other", [7, 9, 11]), ("weekly", [12]), ("keep", [6, 7, 8, 9, 10, 11, 12])],
)
def test_slower_is_slower(choice: str, days: list[int]) -> None:
    """Every other day, once a week, or as before: as it was chosen, from the next day on."""
    asked, now = _left_open(_daily(), 4), _utc("2026-03-05 18:00")
    chosen = slower(asked, choice, now)  # type: ignore[arg-type]
    assert [day.day for day, _ in _days_sent(chosen, _hours("2026-03-05 18:00", 7 * 24))] == days


def test_whoever_keeps_the_pace_is_left_in_peace_for_three_more_days() -> None:
    """Neither having been asked nor a pause counts as a day without an answer."""
    asked = replace(_left_open(_daily(), 4), delivered=False)
    resting = paused(_left_open(_daily(), 2), date(2026, 4, 1))
    for again, days in ((slower(asked, "keep", NOW), 3), (resting, 2)):
        assert _left_open(again, days).waiting == "question"
        assert _left_open(again, days + 1).waiting == "slower"


def test_any_answer_ends_a_silence() -> None:
    """Who was silent, away or had blocked the bot gets questions again after an answer."""
    now = _utc("2026-04-01 12:00")
    for silent in (_left_open(_daily(), 4), paused(_daily(), None), blocked(_daily())):
        back = answered(replace(silent, waiting=None), now)
        assert (back.state, back.next_due) == ("on", _utc("2026-04-02 06:00"))


def test_a_pause_ends_on_its_day() -> None:
    """Nothing comes before the day that was said, over a clock change, too; then it goes on."""
    resting = paused(_daily(), date(2026, 3, 30))
    sent = _days_sent(resting, _hours("2026-03-02 07:00", 24 * 30))
    assert [(day.day, now.hour) for day, now in sent] == [(30, 6), (31, 6), (1, 6)]


def test_todays_answer_does_not_end_a_pause() -> None:
    """Whoever pauses and then answers the question that is there still has the pause."""
    sent = replace(served(_daily(), NOW), waiting=None, delivered=True)
    resting = answered(paused(sent, None), NOW + timedelta(minutes=5))
    assert resting.state == "paused"
    assert answered(resting, NOW + timedelta(minutes=6)).state == "on"


def test_the_questions_of_a_day_are_counted() -> None:
    """A day of two questions is done after two answers; one that is taken back is open again."""
    wish = replace(_daily(), plan=Plan("08:00", "Europe/Berlin", questions=2))
    sent = replace(served(wish, NOW), delivered=True)
    one = answered(sent, NOW)
    two = answered(one, NOW)
    assert [in_session(daily, NOW) for daily in (sent, one, two)] == [True, True, False]
    assert in_session(taken_back(two), NOW)
    assert not in_session(sent, NOW + timedelta(days=2))


def test_what_is_kept_is_read_back(store: Store) -> None:
    """Everything about somebody's questions is in the file, and is taken from it once."""
    daily = paused(_left_open(_daily(), 2), date(2026, 4, 1))
    store.dailies.save(daily)
    assert store.dailies.get(MIA) == daily
    waiting = served(_daily(), NOW)
    store.dailies.save(waiting)
    assert store.dailies.waiting(9) == [waiting]
    assert [store.dailies.take(waiting), store.dailies.take(waiting)] == [True, False]
    assert store.dailies.waiting(9) == []
    assert [store.dailies.remove(MIA), store.dailies.remove(MIA)] == [True, False]


def test_two_ticks_at_once_send_one_question(store: Store, tmp_path: Path) -> None:
    """What one process has claimed another neither claims nor sends again."""
    other = open_store(tmp_path)
    store.dailies.save(_daily())
    claimed = [claim_due(one.dailies, NOW) for one in (store, other)]
    assert claimed == [1, 0]
    waiting = [(one, daily) for one in (store, other) for daily in one.dailies.waiting(9)]
    assert [one.dailies.take(daily) for one, daily in waiting] == [True, False]
    other.close()


def test_the_longest_waiting_is_served_first(store: Store) -> None:
    """Where more are due than fit into one transaction, nobody waits behind those who came later."""
    for person, due in enumerate(("2026-03-02 07:00", "2026-03-02 06:00", "2026-03-02 06:30")):
        store.dailies.save(replace(_daily(due=due), person=person))
    seen: list[int] = []

    def serve(daily: Daily) -> Daily:
        seen.append(daily.person)
        return served(daily, NOW)

    assert [store.dailies.serve(NOW, 2, serve) for _ in range(3)] == [2, 1, 0]
    assert seen == [1, 2, 0]


def test_a_group_that_became_a_supergroup_takes_its_questions_along(store: Store) -> None:
    """Everybody's questions in that group go to the new one, others stay where they are."""
    for person, chat in enumerate((-5, -5, -6)):
        store.dailies.save(replace(_daily(), person=person, chat=chat))
    store.dailies.move(-5, -100)
    moved_to = [daily.chat for person in range(3) if (daily := store.dailies.get(person))]
    assert moved_to == [-100, -100, -6]


def test_a_store_of_before_keeps_its_daily_questions(tmp_path: Path) -> None:
    """Who had a time and a zone before there was more to wish has them still."""
    db = Database(tmp_path / "before.db")
    columns = {
        "person": int,
        "chat": int,
        "time": str,
        "zone": str,
        "next_due": str,
        "last_sent_day": str,
    }
    db.table("daily").create(columns, pk="person", strict=True)
    before = (MIA, CHAT, "07:30", "Asia/Shanghai", "2026-03-02T23:30:00+00:00", "2026-03-02")
    db.table("daily").insert(dict(zip(columns, before, strict=True)))
    kept.migrations.apply(db)
    daily = kept.Dailies(db).get(MIA)
    plan = Plan("07:30", "Asia/Shanghai")
    due, day = _utc("2026-03-02 23:30"), date(2026, 3, 2)
    assert daily == Daily(MIA, CHAT, plan, next_due=due, last_day=day)
    db.close()
