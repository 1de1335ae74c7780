"""Whether the store is whole and can be written, and what to do where it is not."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.backup import STORE, Backup, Backups, BadBackupError
from data.restoring import restore

_MARK = "epochbot.db.damaged"
_FULL = 13
_CANNOT_WRITE = {_FULL, 8, 10, 14}  # full, read-only, input or output failed, cannot be opened
_DAMAGED = {11, 26}  # malformed, no data base
_PRIMARY = 0xFF


class DamagedStoreError(Exception):
    """The store is damaged, and no backup of it is whole; the message says what was found."""


@dataclass(frozen=True)
class Recovered:
    """A damaged store was replaced by its last backup.

    Attributes:
        backup: what stands in its place; what happened after it is lost.
        aside: where the damaged one is kept.
        found: what is wrong with that.
    """

    backup: Backup
    aside: Path
    found: str


def tells_of_damage(error: BaseException | None) -> bool:
    """Whether an error says that the store is damaged."""
    return _code(error) in _DAMAGED


def tells_of_no_room(error: BaseException | None) -> bool:
    """Whether an error says that nothing can be written: the disk is full, or read-only."""
    return _code(error) in _CANNOT_WRITE


def mark(home: Path) -> None:
    """Let the next start look closely at the store."""
    (home / _MARK).touch()


def damage(home: Path, *, closely: bool = False) -> str | None:
    """What is wrong with the store; None where nothing is found.

    Its structure is looked at; closely, and where it was marked, everything in it.

    Raises:
        OSError, sqlite3.Error: it cannot be looked at, for another reason than damage.
    """
    store = home / STORE
    if not store.exists():
        return None
    closely = closely or (home / _MARK).exists()
    try:
        with closing(sqlite3.connect(store)) as db:
            found = str(db.execute("pragma integrity_check(1)").fetchone()[0]) if closely else "ok"
            for (table,) in db.execute("select name from sqlite_master where type = 'table'"):
                db.execute(f'select * from "{table}" limit 1').fetchone()  # noqa: S608 (our own tables)
    except sqlite3.DatabaseError as error:
        if not tells_of_damage(error):
            raise
        found = str(error)
    if found == "ok":
        (home / _MARK).unlink(missing_ok=True)
        return None
    return found


def recover(backups: Backups, now: datetime) -> Recovered | None:
    """Replace a damaged store by its newest whole backup; None where it is not damaged.

    Raises:
        DamagedStoreError: there is no such backup. Nothing is changed: to begin anew would make
            everybody a stranger, which is for whoever runs the bot to decide.
        OSError, sqlite3.Error: the store cannot be looked at or replaced.
    """
    home = backups.home
    found = damage(home)
    if found is None:
        return None
    for backup in backups.all():
        try:
            aside = restore(backup.file, home, now)
        except BadBackupError:
            continue
        (home / _MARK).unlink(missing_ok=True)
        return Recovered(backup, aside or home, found)
    raise DamagedStoreError(found)


def _code(error: BaseException | None) -> int | None:
    """SQLite's code of an error, which may be the cause of another one."""
    while error is not None and not isinstance(error, sqlite3.Error):
        error = error.__cause__
    code = getattr(error, "sqlite_errorcode", None)
    return code if code is None else int(code) & _PRIMARY
