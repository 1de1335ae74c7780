"""The way back from a copy of the store to the store."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from data.backup import (
    STORE,
    TABLES,
    appearing,
    check,
    has_table,
    let_go_of_messages,
    stamp,
)


def restore(file: Path, home: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the store, which nobody may use meanwhile.

    Returns:
        The directory where the present store is kept; None where there was none.

    Raises:
        BadBackupError: it is no whole copy; nothing was changed.
        OSError, sqlite3.Error: it cannot be read, or the store cannot be written.
    """
    check(file)
    home.mkdir(parents=True, exist_ok=True)
    tables = home / f"{TABLES}.new"
    shutil.rmtree(tables, ignore_errors=True)
    with appearing(home / STORE) as part:
        shutil.copyfile(file, part)
        with closing(sqlite3.connect(part)) as copy, copy:
            _unpack(copy, tables)
            let_go_of_messages(copy)
        aside = set_aside(home, now)
        if tables.exists():
            tables.rename(home / TABLES)
    return aside


def set_aside(home: Path, now: datetime) -> Path | None:
    """Keep the present store, with all that belongs to it, in a directory of its own.

    Its file stays in its place, too, until it is replaced: a crash never leaves none there.
    """
    store = home / STORE
    if not store.exists():
        return None
    _empty_the_journal(store)
    aside = _new_directory(home / "aside", stamp(now))
    for journal in (f"{STORE}-wal", f"{STORE}-shm"):
        if (home / journal).exists():
            (home / journal).rename(aside / journal)
    try:
        os.link(store, aside / STORE)
    except OSError:  # some file systems have no links
        shutil.copyfile(store, aside / STORE)
    if (home / TABLES).exists():
        (aside / TABLES.parent).mkdir()
        (home / TABLES).rename(aside / TABLES)
    return aside


def _unpack(copy: sqlite3.Connection, folder: Path) -> None:
    """Write the tables of learners, where there are any, and leave only the store."""
    if not has_table(copy, "sqlar"):
        return
    for name, data in copy.execute("select name, data from sqlar"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / Path(name).name).write_bytes(data)
    copy.execute("drop table sqlar")


def _empty_the_journal(store: Path) -> None:
    """Write what is only in the journal into the file itself; of a damaged store, as it is."""
    try:
        with closing(sqlite3.connect(store)) as db:
            db.execute("pragma wal_checkpoint(truncate)")
    except sqlite3.Error:
        return


def _new_directory(above: Path, name: str) -> Path:
    for number in range(1, 100):
        place = above / (name if number == 1 else f"{name}-{number}")
        try:
            place.mkdir(parents=True)
        except FileExistsError:
            continue
        return place
    raise FileExistsError(above / name)
