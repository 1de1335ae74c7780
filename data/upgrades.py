"""A store of an earlier version becomes one of this version; a copy is kept of what it was."""

from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database, Migrations

from data import backup

_COPIES = 2
_FORMER = {("reviews", "daily")}
"""Steps of earlier versions whose tables others have taken over."""
_APPLIED = "select migration_set, name from _sqlite_migrations"


class NewerStoreError(Exception):
    """A store was written by a newer version; the message names what is not known here."""


def bring_up_to_date(db: Database, home: Path, known: Sequence[Migrations]) -> None:
    """Apply what is new in this version; where that changes a store, a copy is kept before.

    Raises:
        NewerStoreError: the store is of a newer version.
        BadBackupError: the store cannot be copied whole.
        sqlite3.Error: it cannot be written.
    """
    empty = Database(memory=True)
    ours = {(one.name, step.name) for one in known for step in one.pending(empty)}
    applied = _applied(db)
    if newer := applied - ours - _FORMER:
        raise NewerStoreError(", ".join(sorted(f"{part}: {name}" for part, name in newer)))
    if applied and ours - applied:
        _keep(home, len(applied))
    for one in known:
        one.apply(db)
    db.execute("delete from _sqlite_migrations where false")  # refused where nothing can be written


def _applied(db: Database) -> set[tuple[str, str]]:
    if not db.table("_sqlite_migrations").exists():
        return set()
    return {(part, name) for part, name in db.execute(_APPLIED).fetchall()}


def _keep(home: Path, steps: int) -> None:
    """Keep a copy, named after how many steps led to it, and the one before that."""
    folder = home / "before-upgrades"
    copy = folder / f"epochbot-after-{steps:03}-steps.db"
    if not copy.exists():
        backup.write(home, copy)
    for old in sorted(folder.glob("epochbot-after-*.db"))[:-_COPIES]:
        old.unlink()
