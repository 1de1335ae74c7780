"""Updates that were received and are not served to the end, and what their serving did so far.

An update is stored before it is acknowledged, and finished when it is answered. What is found at a
start is served again: each step that must not be repeated was noted here in the transaction of its
effect, and is then taken from its note.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlite_utils import Database, Migrations

__all__ = ["Inbox", "Unfinished", "migrations"]

TRIES = 25
"""So often an update is begun again: what brings the bot down each time must not do so for ever.
One that was only unlucky, as the bot was killed for other reasons, has more than a few."""
REMEMBERED = 5000
"""So many finished updates are known by number: a webhook may bring one again after minutes."""
_TIDY_EVERY = 256
migrations = Migrations("inbox")
T = TypeVar("T")


@dataclass(frozen=True)
class Unfinished:
    """An update that was not served to the end.

    Attributes:
        update: its number.
        body: the update as JSON.
        tries: how often it was begun again.
    """

    update: int
    body: str
    tries: int


class Inbox:
    """The updates of one bot at a time."""

    def __init__(self, db: Database, home: Path) -> None:
        self._db = db
        self._log = home / "epochbot.db-wal"
        self._stored = 0
        self._synced = 0
        self._syncing = Lock()

    def store(self, bot: int, update: int, body: str) -> bool:
        """Keep an update that a bot received.

        Returns:
            False where it was received before.
        """
        row = self._db.execute(
            "insert into inbox (bot, id, body) values (?, ?, ?) on conflict do nothing",
            [bot, update, body],
        )
        self._stored += 1
        if self._stored % _TIDY_EVERY == 0:
            self._tidy()
        return row.rowcount > 0

    def sync(self) -> None:
        """Let what is stored outlast a loss of power; safe to call from any thread.

        Raises:
            OSError: it may not.
        """
        with self._syncing:
            stored = self._stored
            if self._synced == stored:
                return
            with self._log.open("rb+") as log:
                os.fsync(log.fileno())
            self._synced = stored

    def take_up(self, bot: int) -> list[Unfinished]:
        """What a bot received and did not finish, in the order in which it came."""
        rows = self._db.execute(
            "select id, body, tries from inbox where bot = ? and body is not null order by place",
            [bot],
        )
        return [Unfinished(*row) for row in rows]

    def begin_again(self, bot: int, update: int) -> dict[str, Any]:
        """Count that an update is begun again.

        Returns:
            What came of the steps of serving it so far, by name.
        """
        self._db.execute(
            "update inbox set tries = tries + 1 where bot = ? and id = ?", [bot, update]
        )
        rows = self._db.execute(
            "select name, result from steps where bot = ? and id = ?", [bot, update]
        )
        return {name: json.loads(result) for name, result in rows}

    def waiting(self) -> int:
        """How many updates are not finished."""
        query = "select count(*) from inbox where body is not null"
        return int(self._db.execute(query).fetchone()[0])

    def finish(self, bot: int, update: int) -> None:
        """Forget what an update said and did; only its number is kept."""
        with self._db.atomic():
            self._db.execute("update inbox set body = null where bot = ? and id = ?", [bot, update])
            self._db.execute("delete from steps where bot = ? and id = ?", [bot, update])

    def once(self, bot: int, update: int, step: str, effect: Callable[[], T]) -> T:
        """Do a step of serving an update together with its note.

        Args:
            bot: the bot's number.
            update: the update's number.
            step: names the step; no other of this update has the same name.
            effect: writes to the store; JSON can hold what it returns.
        """
        with self._db.atomic():
            result = effect()
            self.note(bot, update, step, result)
        return result

    def note(self, bot: int, update: int, step: str, result: object) -> None:
        """Note what came of a step of serving an update."""
        self._db.execute(
            "insert or replace into steps (bot, id, name, result) values (?, ?, ?, ?)",
            [bot, update, step, json.dumps(result, separators=(",", ":"))],
        )

    def _tidy(self) -> None:
        self._db.execute(
            "delete from inbox where body is null and place <= (select max(place) from inbox) - ?",
            [REMEMBERED],
        )


@migrations()
def inbox(db: Database) -> None:
    """The updates, and the steps of those that are being served."""
    db.execute(
        "create table inbox (place integer primary key, bot integer not null, id integer not null,"
        " body text, tries integer not null default 0, unique (bot, id)) strict"
    )
    db.execute("create index inbox_unfinished on inbox (place) where body is not null")
    db.execute(
        "create table steps (bot integer not null, id integer not null, name text not null,"
        " result text not null, primary key (bot, id, name)) strict, without rowid"
    )
