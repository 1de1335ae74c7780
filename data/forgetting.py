"""Who wants to be forgotten is forgotten in the copies of the store, too."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from data import owners
from data.backup import STORE, TABLES, Backups


def forget_in_copies(backups: Backups, person: int) -> int:
    """Delete what is a person's from every copy, for good; it takes seconds, in any thread.

    Returns:
        In how many copies something was.

    Raises:
        ExceptionGroup: some copies cannot be written; all others are done.
    """
    done, errors = 0, []
    with backups.guard:  # none appears meanwhile that was begun before
        for copy in copies(backups):
            try:
                done += _forget(copy, person)
            except (OSError, sqlite3.Error) as error:
                errors.append(error)
    if errors:
        raise ExceptionGroup("copies that cannot be written", errors)
    return done


def copies(backups: Backups) -> Iterator[Path]:
    """Every copy: backups, those from before upgrades, and stores that were set aside."""
    yield from (backup.file for backup in backups.all())
    yield from (backups.home / "before-upgrades").glob("*.db")
    yield from (backups.home / "aside").glob(f"*/{STORE}")


def _forget(copy: Path, person: int) -> bool:
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        db = Database(connection)
        found = owners.counts(db, person)
        if not found:
            return False
        db.execute("pragma secure_delete = on")
        for table in _tables(db, person):
            (copy.parent / TABLES / table).unlink(missing_ok=True)
            if db.table("sqlar").exists():
                db.table("sqlar").delete_where("name = ?", [table])
        owners.forget(db, person)
        return True


def _tables(db: Database, person: int) -> list[str]:
    """The names of the files with the tables that a person sent."""
    if not db.table("tables").exists():
        return []
    rows = db.execute("select id from tables where person = ?", [person])
    return [f"{number}.csv" for (number,) in rows.fetchall()]
