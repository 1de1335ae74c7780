"""Moments that were written down by a clock which was ahead, brought back to the present.

A day ahead heals by itself; a year ahead would silence everybody's questions for a year.
"""

from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

_HEALS_BY_ITSELF = timedelta(days=1)
_MEMORIES = (
    "update memory set due = due - (last_review - :now), first_review = min(first_review, :now),"
    " last_review = :now where last_review > :limit"
)
_SECONDS = (
    _MEMORIES,
    "update reviews set at = :now where at > :limit",
    "update undo set at = :now where at > :limit",
)
_TEXTS = ("update classes set week_at = :now where week_at > :limit",)
_AHEAD = "select person from {} where {} > ?"


def set_right(db: Database, now: datetime) -> int:
    """Bring back what was remembered and answered in a time to come.

    Returns:
        How many rows that were.
    """
    limit = now + _HEALS_BY_ITSELF
    seconds = {"now": int(now.timestamp()), "limit": int(limit.timestamp())}
    texts = {"now": _text(now), "limit": _text(limit)}
    with db.atomic():
        changed = [db.execute(one, seconds).rowcount for one in _SECONDS]
        changed += [db.execute(one, texts).rowcount for one in _TEXTS]
    return sum(changed)


def ahead(db: Database, now: datetime) -> tuple[list[int], list[int]]:
    """Whose daily questions and whose summaries were sent in a time to come."""
    limit = now + _HEALS_BY_ITSELF
    daily = db.execute(_AHEAD.format("daily", "posted_at"), [_text(limit)])
    # A local day is at most one ahead of that in UTC.
    weekly = db.execute(_AHEAD.format("weekly", "last_day"), [f"{limit:%Y-%m-%d}"])
    return [row[0] for row in daily.fetchall()], [row[0] for row in weekly.fetchall()]


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
