"""Configurations that are too long for a button: kept by number, each once for a person."""

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database


class Drafts:
    """The table of drafts."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("drafts")

    def keep(self, person: int, config: Mapping[str, object]) -> int:
        """The number of a person's draft; the same for the same configuration."""
        text = json.dumps(config)
        self._db.execute(
            "insert or ignore into drafts (person, config) values (?, ?)", [person, text]
        )
        rows = self._table.rows_where("person = ? and config = ?", [person, text])
        return int(next(rows)["id"])

    def of(self, person: int, number: int) -> dict[str, Any] | None:
        """A person's draft by its number; None where they have none with it."""
        rows = self._table.rows_where("id = ? and person = ?", [number, person])
        return next((json.loads(row["config"]) for row in rows), None)
