"""Texts as HTML: what people wrote is escaped, what is too long is cut."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.daily.zones import OFFERED, find_zone, zone_title
from handlers.html import Html, bold, fitting, lines, quote, say


def test_what_people_wrote_is_escaped() -> None:
    """A value with markup in it is shown as it was written."""
    text = say("daily.unreadable", "en", text="<b>&noon</b>")
    assert "“&lt;b&gt;&amp;noon&lt;/b&gt;”" in text
    assert "<code>/daily 08:00</code>" in text


def test_html_is_not_escaped_twice() -> None:
    """Text that is HTML already is taken as it is."""
    assert lines(bold("a < b"), Html("<i>c</i>"), "") == "<b>a &lt; b</b>\n<i>c</i>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("⌈60,000 / 128⌉ = 469", "⌈60,000\u00a0/\u00a0128⌉ = 469"),
        ("⌊1,000 ÷ 64⌋ × 2", "⌊1,000\u00a0÷\u00a064⌋ × 2"),
        ("⌈(70,000 − 10,000) ÷ 100⌉ = 600", "⌈(70,000 − 10,000) ÷ 100⌉ = 600"),
    ],
)
def test_short_quotients_are_not_broken(written: str, shown: str) -> None:
    """A short rounded quotient stays on one line, a long one may be broken."""
    assert bold(written) == f"<b>{shown}</b>"
    assert lines(written) == shown


@pytest.mark.parametrize(("count", "tag"), [(2, "<blockquote>"), (9, "<blockquote expandable>")])
def test_long_quotations_fold(count: int, tag: str) -> None:
    """Many steps are folded on the phone, few are not."""
    assert quote(["step"] * count).startswith(tag)


def test_steps_that_do_not_fit_are_cut() -> None:
    """Lines are kept while the message has room, counted in UTF-16 as Telegram does."""
    kept = fitting(["𝛴" * 1000] * 4, "answer")
    assert kept == ("𝛴" * 1000, "…")
    assert fitting(["short"] * 3, "answer") == ("short",) * 3


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Asia/Shanghai", "Asia/Shanghai"),
        ("asia/shanghai", "Asia/Shanghai"),
        ("Shanghai", "Asia/Shanghai"),
        ("北京", "Asia/Shanghai"),
        ("上海", "Asia/Shanghai"),
        ("new york", "America/New_York"),
        ("Paris", "Europe/Paris"),
        ("UTC+8", "Etc/GMT-8"),
        ("utc-5", "Etc/GMT+5"),
        ("ＵＴＣ＋８", "Etc/GMT-8"),
        ("UTC", "UTC"),
        ("UTC+0800", "Etc/GMT-8"),
        ("GMT -05:00", "Etc/GMT+5"),
        ("GMT+00:00", "UTC"),
        ("UTC+5:10", None),
        ("UTC+30", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_time_zones_are_found(written: str, zone: str | None) -> None:
    """A zone is found by its name, a city in it, or its distance from UTC."""
    assert find_zone(written) == zone


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        *(("UTC+3:30", 210), ("UTC+04:30", 270), ("GMT+05:30", 330), ("UTC+5:45", 345)),
        *(("UTC+6:30", 390), ("UTC+8:45", 525), ("UTC+0930", 570), ("UTC-9:30", -570)),
    ],
)
def test_offsets_between_the_hours(written: str, minutes: int) -> None:
    """The zone of such an offset keeps it in winter and in summer."""
    zone = find_zone(written)
    assert zone is not None
    for month in (1, 7):
        moment = datetime(2026, month, 1, tzinfo=ZoneInfo(zone))
        assert moment.utcoffset() == timedelta(minutes=minutes)


@pytest.mark.parametrize(("zone", "title"), [("Etc/GMT-8", "UTC+8"), ("Etc/GMT+5", "UTC-5")])
def test_offsets_are_named_as_people_write_them(zone: str, title: str) -> None:
    """A zone of whole hours is called by its distance from UTC, not by its POSIX name."""
    assert zone_title(zone, "en") == title
    assert find_zone(title) == zone


def test_offered_zones_have_names_in_both_languages() -> None:
    """An offered zone is called by its city in the person's language; others by their name."""
    assert zone_title("Asia/Shanghai", "zh") == "北京"
    assert zone_title("America/Porto_Velho", "en") == "America/Porto Velho"
    assert all(find_zone(title.zh) == zone for zone, title in OFFERED.items())
