"""Sprints: as many questions as possible in a minute, and each person's best."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlite_utils import Database, Migrations

from data.asked import Key
from data.words import Language

migrations = Migrations("sprints")


@dataclass(frozen=True)
class Sprint:
    """A minute of questions.

    Attributes:
        id: its number, short enough for a button.
        person: whose it is.
        chat: where it is shown.
        message: the message that shows it; None until that is sent.
        language: of its questions.
        started_at: when it began.
        item: what is asked now.
        place: how many were answered before that.
        right: how many of these rightly.
        missed: those that were answered wrongly.
        over: whether it has ended.
        before: the person's best number of right answers until then; None at the first sprint.
    """

    id: int
    person: int
    chat: int
    message: int | None
    language: Language
    started_at: datetime
    item: Key
    place: int
    right: int
    missed: tuple[Key, ...]
    over: bool
    before: int | None


class Sprints:
    """The table of sprints. All moments are aware datetimes, kept in UTC."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(
        self, person: int, chat: int, language: Language, item: Key, now: datetime
    ) -> Sprint | None:
        """Begin a sprint; None where one of this person is going on."""
        with self._db.atomic():
            if self._where("person = ? and not over", [person]):
                return None
            added = self._db.execute(
                "insert into sprints (person, chat, language, started_at, item, place, right,"
                " missed, over, before) values (?, ?, ?, ?, ?, 0, 0, '[]', 0, ?)",
                [person, chat, language, _text(now), json.dumps(item), self.best(person)],
            )
        return self.get(int(added.lastrowid or 0))

    def get(self, number: int) -> Sprint | None:
        """A sprint by its number; None where there is none (any more)."""
        return next(iter(self._where("id = ?", [number])), None)

    def going_of(self, person: int) -> Sprint | None:
        """The sprint of a person that has not ended."""
        return next(iter(self._where("person = ? and not over", [person])), None)

    def going(self) -> list[Sprint]:
        """All sprints that have not ended."""
        return self._where("not over", [])

    def best(self, person: int) -> int | None:
        """The most right answers in a sprint of a person; None before the first has ended."""
        of_person = "select max(right) from sprints where person = ? and over"
        return cast("int | None", self._db.execute(of_person, [person]).fetchone()[0])

    def show_in(self, number: int, message: int) -> None:
        """Remember the message that shows a sprint."""
        self._db.execute("update sprints set message = ? where id = ?", [message, number])

    def answer(self, sprint: Sprint, following: Key, *, right: bool) -> Sprint | None:
        """Count an answer and ask the next question; None where it was answered or ended before."""
        missed = sprint.missed if right else (*sprint.missed, sprint.item)
        counted = self._db.execute(
            "update sprints set item = ?, place = place + 1, right = right + ?, missed = ?"
            " where id = ? and place = ? and not over",
            [json.dumps(following), right, json.dumps(missed), sprint.id, sprint.place],
        )
        return self.get(sprint.id) if counted.rowcount else None

    def end(self, number: int) -> Sprint | None:
        """End a sprint, once; None where it had ended before."""
        ended = self._db.execute("update sprints set over = 1 where id = ? and not over", [number])
        return self.get(number) if ended.rowcount else None

    def _where(self, where: str, values: Sequence[int]) -> list[Sprint]:
        rows = self._db.execute(
            "select id, person, chat, message, language, started_at, item, place, right, missed,"  # noqa: S608 (no text of a person)
            f" over, before from sprints where {where}",
            values,
        )
        return [_sprint(row) for row in rows]


@migrations()
def sprints(db: Database) -> None:
    """Sprints; of each person only one is going on."""
    db.execute(
        "create table sprints (id integer primary key autoincrement, person integer not null,"
        " chat integer not null, message integer, language text not null,"
        " started_at text not null, item text not null, place integer not null,"
        " right integer not null, missed text not null, over integer not null, before integer)"
        " strict"
    )
    db.execute("create unique index sprint_of on sprints (person) where not over")
    db.execute("create index sprints_of on sprints (person, right)")


def _sprint(row: tuple[Any, ...]) -> Sprint:
    number, person, chat, message, language, started_at, item, place, right, missed, over, best = (
        row
    )
    return Sprint(
        number,
        person,
        chat,
        message,
        language,
        datetime.fromisoformat(started_at),
        _key(json.loads(item)),
        place,
        right,
        tuple(map(_key, json.loads(missed))),
        bool(over),
        best,
    )


def _key(item: Sequence[object]) -> Key:
    return cast("Key", tuple(item))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
