"""When the question of the day is due: once each local day, whatever clocks and servers do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.reviews import Daily, Reviews

LATEST = timedelta(hours=12)
"""A question that is later than this waits for the next day."""


def next_due(at: str, zone: str, after: datetime) -> datetime:
    """The first moment, in UTC, that a local clock shows a time after a moment.

    A time that the clock skips in spring comes as much later as it jumps; one that it shows
    twice in autumn counts the first time.

    Args:
        at: local time as "HH:MM".
        zone: IANA name of the time zone.
        after: an aware moment.
    """
    local = ZoneInfo(zone)
    today = after.astimezone(local).date()
    moments = (_moment(today + timedelta(days=ahead), at, local) for ahead in range(3))
    return next(moment for moment in moments if moment > after)


def claim(reviews: Reviews, daily: Daily, now: datetime) -> bool:
    """Take a due question for sending, and set when the next one is due.

    Returns:
        False where it must not be sent: it is too late for it, or its day had its question.
    """
    following = next_due(daily.time, daily.zone, now)
    if now - daily.next_due > LATEST:
        reviews.move_daily(daily.person, following)
        return False
    day = daily.next_due.astimezone(ZoneInfo(daily.zone)).date()
    return reviews.claim_daily(daily.person, day, following)


def _moment(day: date, at: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), zone).astimezone(UTC)
