"""Who gets questions of the day, when, and what became of the last ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlite_utils import Database, Migrations

__all__ = ["EVERY_DAY", "Dailies", "Daily", "Plan", "State", "Waiting", "migrations"]

EVERY_DAY = 0b1111111
"""All seven weekdays as bits, Monday the lowest."""
State = Literal["new", "on", "asked", "paused", "blocked"]
Waiting = Literal["question", "slower"]
migrations = Migrations("daily")


@dataclass(frozen=True)
class Plan:
    """What a person wishes.

    Attributes:
        time: local time as "HH:MM".
        zone: IANA name of the time zone.
        days: the weekdays as bits, Monday the lowest.
        every: days from one to the next at least; 2 is every other day.
        questions: how many questions a day.
    """

    time: str
    zone: str
    days: int = EVERY_DAY
    every: int = 1
    questions: int = 1


@dataclass(frozen=True)
class Daily:
    """A person's questions of the day.

    Attributes:
        person: who gets them.
        chat: where they are sent.
        plan: when, and how many.
        state: new until the zone is known, on, asked whether to slow down and silent since,
            paused, or blocked by the person.
        until: the first day after a pause; None where it has no end, or there is none.
        next_due: the next moment to send; None while nothing is to be sent.
        last_day: the last local day that was served; None before the first.
        posted_at: when that day was claimed; None before the first.
        waiting: what of that day is claimed and not yet being sent.
        delivered: whether what was claimed has arrived.
        answered: answers since it was claimed.
        missed: days in a row before it that arrived and had no answer.
    """

    person: int
    chat: int
    plan: Plan
    state: State = "on"
    until: date | None = None
    next_due: datetime | None = None
    last_day: date | None = None
    posted_at: datetime | None = None
    waiting: Waiting | None = None
    delivered: bool = False
    answered: int = 0
    missed: int = 0


class Dailies:
    """The table of the daily questions. All moments are aware datetimes, kept in UTC."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, person: int) -> Daily | None:
        """A person's daily questions; None where they never wished any, or ended them."""
        return next(iter(self._where("person = ?", [person])), None)

    def save(self, daily: Daily) -> None:
        """Keep a person's daily questions as they are now."""
        self._db.execute(_SAVE, _row(daily))

    def remove(self, person: int) -> bool:
        """End a person's daily questions; False where there were none."""
        return self._db.execute("delete from daily where person = ?", [person]).rowcount > 0

    def serve(self, now: datetime, limit: int, become: Callable[[Daily], Daily]) -> int:
        """Let all whose questions are due become something else, in one transaction.

        Returns:
            How many these were, the longest waiting first; never more than the limit.
        """
        with self._db.atomic():
            due = self._where("next_due <= ? order by next_due limit ?", [_text(now), limit])
            self._db.conn.executemany(_SAVE, [_row(become(daily)) for daily in due])
        return len(due)

    def waiting(self, limit: int) -> list[Daily]:
        """What is claimed and not yet being sent, the longest waiting first."""
        return self._where("waiting is not null order by posted_at limit ?", [limit])

    def take(self, daily: Daily) -> bool:
        """Begin to send what is waiting, once; False where it is not waiting any more."""
        taken = self._db.execute(
            "update daily set waiting = null"
            " where person = ? and last_day = ? and waiting is not null",
            [daily.person, daily.last_day and daily.last_day.isoformat()],
        )
        return taken.rowcount > 0

    def move(self, chat: int, new: int) -> None:
        """Send what went to a chat to the one that it has become."""
        self._db.execute("update daily set chat = ? where chat = ?", [new, chat])

    def in_chat(self, chat: int) -> list[Daily]:
        """The daily questions that are sent to a chat."""
        return self._where("chat = ?", [chat])

    def _where(self, where: str, values: Sequence[int | str]) -> list[Daily]:
        return [_daily(row) for row in self._db.execute(_SELECT + where, values)]


@migrations()
def daily(db: Database) -> None:
    """Times, days, pauses and what was sent; who had a time before keeps it."""
    table = db.table("daily")
    before = list(table.rows) if table.exists() else []
    table.drop(ignore=True)
    table.create(_COLUMNS, pk="person", not_null=_NEEDED, strict=True)
    db.execute("create index daily_due on daily (next_due) where next_due is not null")
    db.execute("create index daily_waiting on daily (posted_at) where waiting is not null")
    db.execute("create index daily_chat on daily (chat)")
    table.insert_all(map(_from_before, before))


_COLUMNS = {
    "person": int,
    "chat": int,
    "time": str,
    "zone": str,
    "days": int,
    "every": int,
    "questions": int,
    "state": str,
    "until": str,
    "next_due": str,
    "last_day": str,
    "posted_at": str,
    "waiting": str,
    "delivered": int,
    "answered": int,
    "missed": int,
}
_NEEDED = set(_COLUMNS) - {"person", "until", "next_due", "last_day", "posted_at", "waiting"}
_SELECT = f"select {', '.join(_COLUMNS)} from daily where "  # noqa: S608 (our own names)
_SET = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "person")
_SAVE = (
    f"insert into daily values ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 (as above)
    f" on conflict (person) do update set {_SET}"
)


def _from_before(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the table as it was when a time and a zone were all that could be wished."""
    daily = Daily(row["person"], row["chat"], Plan(row["time"], row["zone"]))
    values = dict(zip(_COLUMNS, _row(daily), strict=True))
    return {**values, "next_due": row["next_due"], "last_day": row["last_sent_day"]}


def _row(daily: Daily) -> tuple[object, ...]:
    """The values of the columns, in their order."""
    plan = daily.plan
    return (
        daily.person,
        daily.chat,
        plan.time,
        plan.zone,
        plan.days,
        plan.every,
        plan.questions,
        daily.state,
        daily.until and daily.until.isoformat(),
        daily.next_due and _text(daily.next_due),
        daily.last_day and daily.last_day.isoformat(),
        daily.posted_at and _text(daily.posted_at),
        daily.waiting,
        daily.delivered,
        daily.answered,
        daily.missed,
    )


def _daily(row: tuple[Any, ...]) -> Daily:
    """What a row says, its values in the order of the columns."""
    person, chat, time, zone, days, every, questions, state, until, due, last, posted, *rest = row
    waiting, delivered, answered, missed = rest
    return Daily(
        person,
        chat,
        Plan(time, zone, days, every, questions),
        state,
        _day(until),
        _moment(due),
        _day(last),
        _moment(posted),
        waiting,
        bool(delivered),
        answered,
        missed,
    )


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
