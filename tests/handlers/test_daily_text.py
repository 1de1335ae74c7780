"""What people write after /daily and /pause, and what their clock says of where they are."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from handlers.daily.text import Wish, read_wish
from handlers.daily.until import read_until
from handlers.daily.zones import CITIES, cities_at, find_zone, offsets_of

MONDAY = date(2026, 3, 2)
EVERY_DAY, WEEKDAYS, WEEKENDS = 127, 31, 96


@pytest.mark.parametrize(
    ("written", "wish"),
    [
        ("8:00 weekdays 3 Paris", Wish("08:00", WEEKDAYS, 1, 3, rest="Paris")),
        ("每天 8点 3题", Wish("08:00", EVERY_DAY, 1, 3)),
        ("每天8点3题", Wish("08:00", EVERY_DAY, 1, 3)),
        ("每天早上八点半3道题 北京", Wish("08:30", EVERY_DAY, 1, 3, rest="北京")),
        ("every other day at 8pm, two questions", Wish("20:00", EVERY_DAY, 2, 2)),
        ("隔天 20:00", Wish("20:00", EVERY_DAY, 2)),
        ("Mon-Fri 07:30", Wish("07:30", WEEKDAYS, 1)),
        ("fri to mon 7", Wish("07:00", 0b1110001, 1)),
        ("mon, wed and fri 7:30 New York", Wish("07:30", 0b10101, 1, rest="New York")),
        ("周一三五 晚上9点", Wish("21:00", 0b10101, 1)),
        ("周一到周五 8点", Wish("08:00", WEEKDAYS, 1)),
        ("周末10点 五道题", Wish("10:00", WEEKENDS, 1, 5)),
        ("weekends", Wish(days=WEEKENDS, every=1)),
        ("10 questions a day at 8", Wish("08:00", questions=10)),
        ("99 questions", Wish(questions=10)),
        ("0800 UTC+8", Wish("08:00", rest="UTC+8")),
        ("8点 GMT+05:30", Wish("08:00", rest="GMT+05:30")),
        ("it is 14:20 here", Wish(clock="14:20")),
        ("8:00 it's 2:20 pm here", Wish("08:00", clock="14:20")),
        ("8点 现在14:20", Wish("08:00", clock="14:20")),
        ("我这里下午2点20", Wish(clock="14:20")),
        ("14:20 now", Wish(clock="14:20")),
        ("25:00", Wish(rest="25:00")),
        ("noonish", Wish(rest="noonish")),
        ("", Wish()),
    ],
)
def test_wishes_are_read(written: str, wish: Wish) -> None:
    """Time, days, number, clock and place stand in any order, in either language."""
    assert read_wish(written) == wish


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("a week", date(2026, 3, 9)),
        ("一周", date(2026, 3, 9)),
        ("两个星期", date(2026, 3, 16)),
        ("三天", date(2026, 3, 5)),
        ("2 months", date(2026, 5, 1)),
        ("until 2026-04-01", date(2026, 4, 1)),
        ("until 1 April", date(2026, 4, 1)),
        ("April 1st", date(2026, 4, 1)),
        ("到4月1号", date(2026, 4, 1)),
        ("until 1 March", date(2027, 3, 1)),
        ("29 Feb", date(2028, 2, 29)),
        ("until Monday", date(2026, 3, 9)),
        ("到周三", date(2026, 3, 4)),
        ("明天", date(2026, 3, 3)),
        ("until I come back", "open"),
        ("等我回来", "open"),
        ("999 weeks", "open"),
        ("until 30 Feb", None),
        ("2026-13-01", None),
        ("a while", None),
        ("", None),
    ],
)
def test_the_end_of_a_pause_is_read(written: str, until: date | str | None) -> None:
    """A length, a date, a weekday and no end are read; a date that does not exist is not."""
    assert read_until(written, MONDAY) == until


@pytest.mark.parametrize("month", [1, 7])
def test_whatever_the_clock_shows_there_is_a_city(month: int) -> None:
    """Somebody who says their time finds a city with it, in every zone, in winter and in summer."""
    now = datetime(2026, month, 2, 8, 7, tzinfo=UTC)
    shown = {
        f"{now.astimezone(ZoneInfo(zone)) + timedelta(minutes=3):%H:%M}"  # clocks are not exact
        for zone in available_timezones()
        if "/" in zone and not zone.startswith("Etc/")
    }
    assert [clock for clock in shown if not cities_at(offsets_of(clock, now), now)] == []


def test_a_city_is_a_place_with_its_own_clock_changes() -> None:
    """At one offset in winter stand cities that differ in summer: what is kept is the zone."""
    cities = cities_at([60], datetime(2026, 1, 2, tzinfo=UTC))
    assert {"Europe/Berlin", "Africa/Lagos"} <= set(cities)


def test_every_city_is_found_by_its_names() -> None:
    """The city on a button can be written, too, in both languages."""
    found = [
        find_zone(title.say(language)) for title in CITIES.values() for language in ("en", "zh")
    ]
    assert found == [zone for zone in CITIES for _ in range(2)]
