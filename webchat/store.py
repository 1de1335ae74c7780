"""Where the chat is kept: one SQLite file, or memory."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from webchat.objects import Json, Message, Update

FILE_NAME = "webchat.db"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS messages (
    chat INTEGER, id INTEGER, body TEXT NOT NULL, PRIMARY KEY (chat, id)
) STRICT;
CREATE TABLE IF NOT EXISTS updates (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL, mime TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS votes (
    poll TEXT, person INTEGER, options TEXT NOT NULL, PRIMARY KEY (poll, person)
) STRICT;
CREATE TABLE IF NOT EXISTS queries (
    id TEXT PRIMARY KEY, person INTEGER NOT NULL, asked_at REAL NOT NULL
) STRICT;
"""


@dataclass(frozen=True)
class StoredFile:
    """A file as it was sent: where it is downloaded from, its name, its type and its bytes."""

    id: str
    path: str
    name: str
    mime: str
    data: bytes


class Store:
    """Everything that outlives a restart; every change is on disk when its method returns."""

    def __init__(self, home: Path | None) -> None:
        if home is not None:
            home.mkdir(parents=True, exist_ok=True)
        where = ":memory:" if home is None else str(home / FILE_NAME)
        self._db = sqlite3.connect(where, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def fact(self, name: str) -> Json:
        """What is noted under a name; None if nothing is."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return cast("Json", json.loads(row[0])) if row else None

    def note(self, name: str, value: object) -> None:
        """Note a value that JSON can hold under a name; None forgets it."""
        if value is None:
            self._db.execute("DELETE FROM facts WHERE name = ?", (name,))
        else:
            self._db.execute("REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))

    def count(self, counter: str, first: int = 1) -> int:
        """The next number of a counter, which never gives one twice."""
        row = self._db.execute(
            "INSERT INTO counters VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
            (counter, first),
        ).fetchone()
        return int(row[0])

    def message(self, chat: int, message: int) -> Message | None:
        """A message by its chat and number."""
        row = self._db.execute(
            "SELECT body FROM messages WHERE chat = ? AND id = ?", (chat, message)
        ).fetchone()
        return cast("Message", json.loads(row[0])) if row else None

    def messages(self, chat: int, before: int, limit: int) -> list[Message]:
        """The newest messages of a chat below a number, oldest first."""
        rows = self._db.execute(
            "SELECT body FROM messages WHERE chat = ? AND id < ? ORDER BY id DESC LIMIT ?",
            (chat, before, limit),
        ).fetchall()
        return [cast("Message", json.loads(body)) for (body,) in reversed(rows)]

    def timed_polls(self) -> list[Message]:
        """The messages with an open poll that ends by itself."""
        rows = self._db.execute(
            "SELECT body FROM messages WHERE body ->> '$.poll.close_date' IS NOT NULL"
            " AND NOT body ->> '$.poll.is_closed'"
        )
        return [cast("Message", json.loads(body)) for (body,) in rows.fetchall()]

    def save(self, message: Message) -> None:
        """Keep a message, new or changed."""
        key = (message["chat"]["id"], message["message_id"])
        self._db.execute("REPLACE INTO messages VALUES (?, ?, ?)", (*key, json.dumps(message)))

    def delete(self, chat: int, message: int) -> None:
        """Forget a message."""
        self._db.execute("DELETE FROM messages WHERE chat = ? AND id = ?", (chat, message))

    def add_update(self, update: Update) -> None:
        """Put an update at the end of the queue."""
        row = (update["update_id"], json.dumps(update))
        self._db.execute("INSERT INTO updates VALUES (?, ?)", row)

    def updates(self, limit: int) -> list[Update]:
        """The oldest updates that the bot has not confirmed."""
        rows = self._db.execute("SELECT body FROM updates ORDER BY id LIMIT ?", (limit,)).fetchall()
        return [cast("Update", json.loads(body)) for (body,) in rows]

    def confirm(self, offset: int) -> None:
        """Forget the updates below an offset; a negative one keeps that many of the newest."""
        if offset < 0:
            (newest,) = self._db.execute("SELECT COALESCE(MAX(id), 0) FROM updates").fetchone()
            offset = newest + offset + 1
        self._db.execute("DELETE FROM updates WHERE id < ?", (offset,))

    def pending(self) -> int:
        """How many updates wait for the bot."""
        return int(self._db.execute("SELECT COUNT(*) FROM updates").fetchone()[0])

    def add_file(self, file: StoredFile) -> None:
        """Keep a file; the same one again changes nothing."""
        row = (file.id, file.path, file.name, file.mime, file.data)
        self._db.execute("INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?, ?)", row)

    def file(self, file: str) -> StoredFile | None:
        """A file by its id or by the path that it is downloaded from."""
        row = self._db.execute(
            "SELECT * FROM files WHERE id = ? OR path = ?", (file, file)
        ).fetchone()
        return StoredFile(*row) if row else None

    def vote(self, poll: str, person: int, options: Sequence[int]) -> None:
        """Keep what a person chose in a poll, in place of what it was."""
        row = (poll, person, json.dumps(list(options)))
        self._db.execute("REPLACE INTO votes VALUES (?, ?, ?)", row)

    def votes(self, poll: str) -> dict[int, list[int]]:
        """What each person chose in a poll."""
        rows = self._db.execute("SELECT person, options FROM votes WHERE poll = ?", (poll,))
        return {int(person): json.loads(options) for person, options in rows.fetchall()}

    def ask(self, query: str, person: int, now: float) -> None:
        """Note that a person pressed a button and waits for an answer."""
        self._db.execute("INSERT INTO queries VALUES (?, ?, ?)", (query, person, now))

    def answer(self, query: str, asked_after: float) -> int | None:
        """The person who waits for this answer, who then waits no more; None if nobody does."""
        row = self._db.execute(
            "DELETE FROM queries WHERE id = ? RETURNING person, asked_at", (query,)
        ).fetchone()
        return int(row[0]) if row and row[1] >= asked_after else None
