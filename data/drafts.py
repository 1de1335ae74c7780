"""What is too long for a button: kept by number, each once for a person.

Most are the configurations of trainings.

Nobody knows which buttons are still to be seen, so that a draft goes when none was made with it for
a long time.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

KEPT_FOR = timedelta(days=90)


class Drafts:
    """The table of drafts."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("drafts")

    def keep(self, person: int, config: Mapping[str, object], now: datetime) -> int:
        """The number of a person's draft, the same for the same; old ones are let go."""
        text = json.dumps(config)
        self._db.execute(
            "insert into drafts (person, config, at) values (?, ?, ?)"
            " on conflict (person, config) do update set at = excluded.at",
            [person, text, now.isoformat()],
        )
        # The newest number stays, so that none is given twice.
        self._db.execute(
            "delete from drafts where at < ? and id < (select max(id) from drafts)",
            [(now - KEPT_FOR).isoformat()],
        )
        rows = self._table.rows_where("person = ? and config = ?", [person, text])
        return int(next(rows)["id"])

    def of(self, person: int, number: int) -> dict[str, Any] | None:
        """A person's draft by its number; None where they have none with it (any more)."""
        rows = self._table.rows_where("id = ? and person = ?", [number, person])
        return next((json.loads(row["config"]) for row in rows), None)
