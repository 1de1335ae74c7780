"""Classes: who teaches them, who learns in them, and what is asked first this week."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database, Migrations

migrations = Migrations("classes")
_WEEK = timedelta(days=7)
_COLUMNS = "id, person, teacher, name, token, code, topics, week_at"


@dataclass(frozen=True)
class SchoolClass:
    """A class.

    Attributes:
        id: its number, short enough for a button.
        person: who teaches it.
        teacher: what they are called.
        name: of the class.
        token: what its link ends with, which nobody can guess.
        code: what is typed instead of opening the link.
        topics: slugs of what is asked first.
        week_at: since when; None before any was chosen.
    """

    id: int
    person: int
    teacher: str
    name: str
    token: str
    code: str
    topics: tuple[str, ...]
    week_at: datetime | None

    def this_week(self, now: datetime) -> tuple[str, ...]:
        """What is asked first at a moment: for seven days after it was chosen."""
        return self.topics if self.week_at and now - self.week_at < _WEEK else ()


@dataclass(frozen=True)
class Member:
    """Somebody who learns in a class, and whether the teacher may see their own results."""

    person: int
    name: str
    shows: bool


class Classes:
    """The tables of the classes. All moments are aware datetimes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def create(self, person: int, teacher: str, name: str, *, token: str, code: str) -> SchoolClass:
        """Make a class.

        Raises:
            sqlite3.IntegrityError: another has that token or code.
        """
        added = self._db.execute(
            "insert into classes (person, teacher, name, token, code, topics)"
            " values (?, ?, ?, ?, ?, '[]')",
            [person, teacher, name, token, code],
        )
        return self._where("id = ?", int(added.lastrowid or 0))[0]

    def get(self, number: int) -> SchoolClass | None:
        """A class by its number; None where it is closed."""
        return next(iter(self._where("id = ?", number)), None)

    def by_token(self, token: str) -> SchoolClass | None:
        """The class of a link; None where there is none, or it is closed."""
        return next(iter(self._where("token = ?", token)), None)

    def by_code(self, code: str) -> SchoolClass | None:
        """The class of a code; None where there is none, or it is closed."""
        return next(iter(self._where("code = ?", code)), None)

    def taught_by(self, person: int) -> list[SchoolClass]:
        """The classes that somebody teaches."""
        return self._where("person = ?", person)

    def joined_by(self, person: int) -> list[SchoolClass]:
        """The classes that somebody learns in."""
        return self._where("id in (select class from members where person = ?)", person)

    def members(self, number: int) -> list[Member]:
        """Who learns in a class, in the order in which they came."""
        rows = self._db.execute(
            "select person, name, shows from members where class = ? order by rowid", [number]
        )
        return [Member(person, name, bool(shows)) for person, name, shows in rows]

    def member(self, number: int, person: int) -> Member | None:
        """Somebody in a class; None where they are not."""
        return next((one for one in self.members(number) if one.person == person), None)

    def join(self, number: int, person: int, name: str) -> None:
        """Let somebody into a class, who shows nothing of their own."""
        self._db.execute(
            "insert or ignore into members (class, person, name, shows) values (?, ?, ?, 0)",
            [number, person, name],
        )

    def show(self, number: int, person: int, *, shows: bool) -> None:
        """Keep whether the teacher may see somebody's own results."""
        self._db.execute(
            "update members set shows = ? where class = ? and person = ?", [shows, number, person]
        )

    def leave(self, number: int, person: int) -> bool:
        """Let somebody out of a class; False where they were not in it."""
        left = self._db.execute(
            "delete from members where class = ? and person = ?", [number, person]
        )
        return left.rowcount > 0

    def choose(self, number: int, topics: Sequence[str], now: datetime) -> None:
        """Keep what is asked first from now on, for a week."""
        self._db.execute(
            "update classes set topics = ?, week_at = ? where id = ?",
            [json.dumps(list(topics)), now.astimezone(UTC).isoformat(), number],
        )

    def topics_of(self, person: int, now: datetime) -> frozenset[str]:
        """What is asked first of somebody, of all their classes."""
        return frozenset(slug for one in self.joined_by(person) for slug in one.this_week(now))

    def close(self, number: int) -> None:
        """End a class: nothing of it is kept."""
        with self._db.atomic():
            self._db.execute("delete from members where class = ?", [number])
            self._db.execute("delete from classes where id = ?", [number])

    def forget(self, person: int) -> None:
        """End the classes that somebody teaches, and let them out of all others."""
        with self._db.atomic():
            for taught in self.taught_by(person):
                self.close(taught.id)
            self._db.execute("delete from members where person = ?", [person])

    def _where(self, where: str, value: int | str) -> list[SchoolClass]:
        select = f"select {_COLUMNS} from classes where {where} order by id"  # noqa: S608 (no text of a person)
        return [_class(row) for row in self._db.execute(select, [value])]


@migrations()
def classes(db: Database) -> None:
    """Classes and their members."""
    db.execute(
        "create table classes (id integer primary key autoincrement, person integer not null,"
        " teacher text not null, name text not null, token text not null unique,"
        " code text not null unique, topics text not null, week_at text) strict"
    )
    db.execute("create index classes_of on classes (person)")
    db.execute(
        "create table members (class integer not null, person integer not null,"
        " name text not null, shows integer not null, unique (class, person)) strict"
    )
    db.execute("create index member_in on members (person)")


def _class(row: tuple[Any, ...]) -> SchoolClass:
    number, person, teacher, name, token, code, topics, week_at = row
    moment = datetime.fromisoformat(week_at) if week_at else None
    chosen = tuple(json.loads(topics))
    return SchoolClass(number, person, teacher, name, token, code, chosen, moment)
