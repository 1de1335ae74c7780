"""The store as workers and other threads see it: read only, by a connection of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from data.backup import STORE


@contextmanager
def read_only(home: Path) -> Iterator[Database]:
    """The store in a directory; nothing can be written to it."""
    address = f"{(home / STORE).absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield Database(connection)
