"""A streak counts days with an answer, and forgives those that were earned."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.daily import Plan
from quiz.streak import MOST_FREEZES, day_of, streak

FIRST = date(2028, 2, 21)  # a Monday, eight days before 29 February


def _days(*numbers: int) -> set[date]:
    """Days by their number; 0 is the first."""
    return {FIRST + timedelta(days=number) for number in numbers}


def _on(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_a_streak_lasts_until_a_day_is_missed() -> None:
    """Days in a row count up to today, or up to yesterday while today is young."""
    active = _days(0, 2, 3, 4)
    assert [streak(active, _on(today)).days for today in (4, 5, 6)] == [3, 3, 0]
    assert streak((), _on(0)).days == 0


@pytest.mark.parametrize(
    ("active", "today", "days", "freezes", "frozen"),
    [
        (range(5), 4, 5, 1, set()),
        (range(5), 5, 5, 1, set()),
        (range(5), 6, 5, 0, {5}),
        (range(5), 7, 0, 0, {5}),
        ([*range(5), 6], 6, 6, 0, {5}),
        (range(10), 12, 10, 0, {10, 11}),
        (range(40), 40, 40, 2, set()),
        ([*range(10), *range(12, 20)], 19, 18, 1, {10, 11}),
        ([*range(10), 13], 13, 1, 0, {10, 11}),
    ],
)
def test_days_off_are_earned_and_spent_by_themselves(
    active: Iterable[int], today: int, days: int, freezes: int, frozen: set[int]
) -> None:
    """Five active days earn one day off, two at most are kept, and a missed day uses one."""
    kept = streak(_days(*active), _on(today))
    assert (kept.days, kept.freezes, kept.frozen) == (days, freezes, _days(*frozen))


def test_a_leap_day_is_a_day() -> None:
    """29 February has to be answered like any other day."""
    leap = date(2028, 2, 29)
    around = {leap - timedelta(days=1), leap + timedelta(days=1)}
    assert streak(around, date(2028, 3, 1)).days == 1
    assert streak(around | {leap}, date(2028, 3, 1)).days == 3


def test_days_that_nobody_wanted_are_not_missed() -> None:
    """Who wants questions on weekdays only loses nothing at the weekend; the same every other day."""
    weekdays = Plan("08:00", "UTC", days=0b0011111)
    assert streak(_days(0, 1, 2, 3, 4, 7), _on(7), weekdays).days == 6
    assert streak(_days(0, 1, 2, 3, 7), _on(7), weekdays).days == 1
    alternately = Plan("08:00", "UTC", every=2)
    assert streak(_days(0, 2, 4), _on(6), alternately).days == 3
    assert streak(_days(0, 2, 4), _on(7), alternately).days == 0


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-03-02 03:59", "UTC", "2026-03-01"),
        ("2026-03-02 04:00", "UTC", "2026-03-02"),
        ("2026-03-01 19:59", "Asia/Shanghai", "2026-03-01"),
        ("2026-03-01 20:00", "Asia/Shanghai", "2026-03-02"),
        ("2026-03-29 01:59", "Europe/Berlin", "2026-03-28"),
        ("2026-03-29 02:00", "Europe/Berlin", "2026-03-29"),
        ("2026-10-25 02:59", "Europe/Berlin", "2026-10-24"),
        ("2026-10-25 03:00", "Europe/Berlin", "2026-10-25"),
    ],
)
def test_a_day_ends_at_four_in_the_morning(moment: str, zone: str, day: str) -> None:
    """An answer after midnight belongs to the evening before, on the clock of the person's wall."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert day_of(at, ZoneInfo(zone)).isoformat() == day


@settings(max_examples=50)
@given(numbers=st.sets(st.integers(0, 60)), today=st.integers(0, 70))
def test_a_streak_is_what_a_diary_says(numbers: set[int], today: int) -> None:
    """Going through a calendar day by day gives the same streak and the same days off."""
    active = {number for number in numbers if number <= today}
    run = freezes = seen = 0
    for number in range(min(active, default=0), today + 1):
        if number in active:
            run, seen = run + 1, seen + 1
            freezes = min(MOST_FREEZES, freezes + (seen % 5 == 0))
        elif number < today and run:
            run, freezes = (run, freezes - 1) if freezes else (0, 0)
    kept = streak(_days(*active), _on(today))
    assert (kept.days, kept.freezes) == (run, freezes)
