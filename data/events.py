"""What happened, a row each: streaks, mastery and charts are derived from such rows."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database


class Events:
    """The table of events, only ever added to."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("events")

    def add(
        self, now: datetime, person: int, chat: int, kind: str, data: Mapping[str, object]
    ) -> None:
        """Write down that a person did something in a chat."""
        self._db.execute(
            "insert into events (at, person, chat, kind, data) values (?, ?, ?, ?, ?)",
            [now.isoformat(), person, chat, kind, json.dumps(data, ensure_ascii=False)],
        )

    def latest(self, person: int, kind: str, limit: int) -> list[dict[str, object]]:
        """The data of the last events of a kind in a person's life, the newest first."""
        rows = self._table.rows_where(
            "person = ? and kind = ?", [person, kind], order_by="id desc", limit=limit
        )
        return [json.loads(row["data"]) for row in rows]
