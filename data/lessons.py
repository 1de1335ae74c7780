"""Where each person is in the course."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database


@dataclass(frozen=True)
class Reading:
    """A lesson that somebody opened.

    Attributes:
        lesson: its name.
        step: where they are in it, from 0.
        done: whether they ever came to its end.
    """

    lesson: str
    step: int
    done: bool


_OF_A_PERSON = "select * from lessons where person = ? order by at desc, rowid desc"


class Lessons:
    """The table of readings, one for each person and lesson."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("lessons")

    def reach(self, person: int, lesson: str, step: int, now: datetime) -> None:
        """Note where a person is; a lesson that was read to its end stays done."""
        row = {"person": person, "lesson": lesson, "step": step, "at": now.isoformat()}
        self._db.execute(
            "insert into lessons (person, lesson, step, done, at)"
            " values (:person, :lesson, :step, 0, :at)"
            " on conflict do update set step = :step, at = :at",
            row,
        )

    def finish(self, person: int, lesson: str, now: datetime) -> None:
        """Note that a person read a lesson to its end."""
        row = {"person": person, "lesson": lesson, "step": 0, "done": 1, "at": now.isoformat()}
        self._table.upsert(row, pk=("person", "lesson"))

    def of(self, person: int) -> list[Reading]:
        """Every lesson that a person opened, the latest first."""
        rows = self._db.query(_OF_A_PERSON, [person])
        return [_reading(row) for row in rows]


def _reading(row: Mapping[str, Any]) -> Reading:
    return Reading(row["lesson"], row["step"], bool(row["done"]))
