"""Who wants a summary of the week, and when the next one is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database, Migrations

migrations = Migrations("weekly")


@dataclass(frozen=True)
class Weekly:
    """A person's summaries of the week.

    Attributes:
        person: who gets them.
        zone: IANA name of their time zone.
        next_due: when the next one is due.
        last_day: the local day of the last one; None before the first.
        waiting: whether one is claimed and not yet being sent.
    """

    person: int
    zone: str
    next_due: datetime
    last_day: date | None = None
    waiting: bool = False


class Weeklies:
    """The table of the summaries. All moments are aware datetimes, kept in UTC."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, person: int) -> Weekly | None:
        """A person's summaries; None where they want none."""
        return next(iter(self._where("person = ?", [person])), None)

    def save(self, weekly: Weekly) -> None:
        """Keep a person's summaries as they are now; the zone is kept with the person."""
        self._db.execute("insert or replace into weekly values (?, ?, ?, ?)", _row(weekly))

    def remove(self, person: int) -> None:
        """Send a person no more of them."""
        self._db.execute("delete from weekly where person = ?", [person])

    def serve(self, now: datetime, limit: int, become: Callable[[Weekly], Weekly]) -> int:
        """Let all that are due become something else, in one transaction.

        Returns:
            How many these were, the longest waiting first; never more than the limit.
        """
        with self._db.atomic():
            due = self._where("next_due <= ? order by next_due limit ?", [_text(now), limit])
            for weekly in due:
                self.save(become(weekly))
        return len(due)

    def waiting(self, limit: int) -> list[Weekly]:
        """What is claimed and not yet being sent."""
        return self._where("waiting order by person limit ?", [limit])

    def take(self, person: int) -> bool:
        """Begin to send what is waiting, once; False where nothing is."""
        return self._set_waiting(person, waiting=True, then=False)

    def put_back(self, person: int) -> bool:
        """Let what could not be sent wait again."""
        return self._set_waiting(person, waiting=False, then=True)

    def _set_waiting(self, person: int, *, waiting: bool, then: bool) -> bool:
        changed = self._db.execute(
            "update weekly set waiting = ? where person = ? and waiting = ?",
            [then, person, waiting],
        )
        return changed.rowcount > 0

    def _where(self, where: str, values: list[int | str]) -> list[Weekly]:
        rows = self._db.execute(
            "select person, zone, next_due, last_day, waiting from weekly"  # noqa: S608 (no text of a person)
            f" join people on people.id = person where {where}",
            values,
        )
        return [
            Weekly(
                person,
                zone or "UTC",
                datetime.fromisoformat(due),
                date.fromisoformat(last) if last else None,
                bool(waiting),
            )
            for person, zone, due, last, waiting in rows
        ]


@migrations()
def weekly(db: Database) -> None:
    """When each summary is due."""
    db.execute(
        "create table weekly (person integer primary key, next_due text not null, last_day text,"
        " waiting integer not null) strict"
    )
    db.execute("create index weekly_due on weekly (next_due)")
    db.execute("create index weekly_waiting on weekly (person) where waiting")


def _row(weekly: Weekly) -> tuple[object, ...]:
    last = weekly.last_day and weekly.last_day.isoformat()
    return weekly.person, _text(weekly.next_due), last, weekly.waiting


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
