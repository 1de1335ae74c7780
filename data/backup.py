"""Copies of the store, made while it is used.

A copy is one SQLite file. The tables that learners sent, which are files, are in it as an archive
of SQLite's own kind (https://sqlite.org/sqlar.html).
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Literal

STORE = "epochbot.db"
TABLES = Path("datasets", "own")
"""Where, in the directory of the store, the tables are that learners sent."""
WEEKS = 4
_NAME = re.compile(r"epochbot-(\d{8}T\d{6}Z)\.db")
_STAMP = "%Y%m%dT%H%M%SZ"
_ARCHIVE = (
    "create table sqlar(name text primary key, mode int, mtime int, sz int, data blob)"  # as there
)


class BadBackupError(Exception):
    """A file is no whole copy of a store; the message says what is wrong with it."""


@dataclass(frozen=True)
class Backup:
    """A copy of the store.

    Attributes:
        file: where it is.
        at: when it was made.
    """

    file: Path
    at: datetime


@dataclass(frozen=True)
class Backups:
    """The copies of one store.

    Attributes:
        home: the directory of the store.
        folder: where the copies are.
        every: from one to the next; None where none is made by itself.
        days: so many days have a copy each; before them, so many weeks as `WEEKS` says.
        guard: held by whoever makes or changes copies.
    """

    home: Path
    folder: Path
    every: timedelta | None
    days: int
    guard: Lock = field(default_factory=Lock, compare=False)

    def all(self) -> list[Backup]:
        """Every copy that is there, the newest first."""
        found = [(file, _NAME.fullmatch(file.name)) for file in self.folder.glob("epochbot-*.db")]
        kept = [Backup(file, _moment(name[1])) for file, name in found if name]
        return sorted(kept, key=lambda one: one.at, reverse=True)

    def last(self, now: datetime) -> Backup | None:
        """The newest one; those of a time to come are of a clock that was wrong."""
        return next((one for one in self.all() if one.at <= now), None)

    def is_due(self, now: datetime) -> bool:
        """Whether it is time for another one."""
        last = self.last(now)
        return self.every is not None and (last is None or now - last.at >= self.every)

    def make(self, now: datetime) -> Backup:
        """Make a copy, and let go of those that are not kept any more.

        Raises:
            BadBackupError: the copy is not whole, and so the store itself may be damaged.
            OSError, sqlite3.Error: it cannot be read or written.
        """
        backup = Backup(self.folder / f"epochbot-{stamp(now)}.db", now)
        with self.guard:
            write(self.home, backup.file)
            past = [one for one in self.all() if one.at <= now]
            kept = kept_of((one.at for one in past), self.days)
            for one in past:
                if one.at not in kept:
                    one.file.unlink(missing_ok=True)
        return backup


def stamp(at: datetime) -> str:
    """A moment as it stands in the name of a file."""
    return at.astimezone(UTC).strftime(_STAMP)


def kept_of(moments: Iterable[datetime], days: int) -> set[datetime]:
    """Which copies are kept: the last of each of the last days, and of each of the last weeks."""
    newest = sorted(moments, reverse=True)
    by_day = {one.date(): one for one in reversed(newest)}
    by_week = {one.isocalendar()[:2]: one for one in reversed(newest)}
    return {
        *newest[:1],
        *[by_day[day] for day in sorted(by_day, reverse=True)[:days]],
        *[by_week[week] for week in sorted(by_week, reverse=True)[:WEEKS]],
    }


def write(home: Path, target: Path) -> None:
    """Copy the store into a file, in any thread while it is used; it appears when it is whole.

    Raises:
        BadBackupError: the copy is not whole, and so the store itself may be damaged.
        OSError, sqlite3.Error: it cannot be read or written.
    """
    with appearing(target) as part:
        with closing(_opened(home / STORE, "rw")) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")  # a copy is one file
            copy.execute("pragma secure_delete = on")
            with copy:
                let_go_of_messages(copy)
                _pack(home / TABLES, copy)
        check(part)


def let_go_of_messages(copy: sqlite3.Connection) -> None:
    """Empty the inbox of a copy: what was just being answered has been answered since."""
    if has_table(copy, "inbox"):
        copy.execute("update inbox set body = null")
        copy.execute("delete from steps")


def has_table(db: sqlite3.Connection, table: str) -> bool:
    """Whether there is a table of that name."""
    found = db.execute("select 1 from sqlite_master where name = ?", [table])
    return found.fetchone() is not None


def check(file: Path) -> None:
    """Look whether a file is a whole copy of a store.

    Raises:
        BadBackupError: it is not.
    """
    if not file.is_file():
        raise BadBackupError(f"{file} is not there")
    try:
        with closing(_opened(file, "ro")) as db:
            found = db.execute("pragma quick_check(1)").fetchone()[0]
            tables = {name for (name,) in db.execute("select name from sqlite_master")}
    except sqlite3.Error as error:
        raise BadBackupError(f"{file} cannot be read: {error}") from error
    if found != "ok":
        raise BadBackupError(f"{file} is damaged: {found}")
    if "_sqlite_migrations" not in tables:
        raise BadBackupError(f"{file} is no store of epochbot")


def _opened(file: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
    """A file that is there; whoever only reads a store would leave its journal behind."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """A file to be written, which is put in its place once it is whole and on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        _flush(part)
        part.replace(target)
        _flush(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _flush(place: Path) -> None:
    """Let what was written outlast a loss of power."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _pack(folder: Path, copy: sqlite3.Connection) -> None:
    copy.execute(_ARCHIVE)
    for file in sorted(folder.glob("*.csv")):
        try:
            data, told = file.read_bytes(), file.stat()
        except FileNotFoundError:  # replaced by its owner at this very moment
            continue
        row = (file.name, told.st_mode, int(told.st_mtime), len(data), data)
        copy.execute("insert into sqlar values (?, ?, ?, ?, ?)", row)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
