"""The table that each person sent to train on: its number and its name; a new one replaces it."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database


@dataclass(frozen=True)
class SentTable:
    """A table that somebody sent.

    Attributes:
        number: its number, which no other table ever had.
        person: who sent it.
        name: of the file.
        key: of the data set that it is, with the column that was chosen last to be predicted; None
            where that one cannot be.
    """

    number: int
    person: int
    name: str
    key: str | None = None


_SELECT = "select id, person, name, key from tables where"


class Tables:
    """The newest table of each person."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("tables")

    def put(self, person: int, name: str, now: datetime) -> tuple[SentTable, SentTable | None]:
        """Keep a table in place of the person's former one.

        Returns:
            The table, and the one that it replaces.
        """
        former = self.of(person)
        with self._db.atomic():
            self._db.execute("update tables set replaced = 1 where person = ?", [person])
            row = {"person": person, "name": name, "at": now.isoformat(), "replaced": 0}
            number = self._table.insert(row).last_pk
        return SentTable(int(str(number)), person, name), former

    def of(self, person: int) -> SentTable | None:
        """The table of a person; None where they never sent one."""
        return next(iter(self._where("person = ? and not replaced", person)), None)

    def all_of(self, person: int) -> list[SentTable]:
        """All tables that a person ever sent."""
        return self._where("person = ?", person)

    def choose(self, number: int, key: str | None) -> None:
        """Keep which data set a table is now."""
        self._table.update(number, {"key": key})

    def _where(self, where: str, person: int) -> list[SentTable]:
        rows = self._db.execute(f"{_SELECT} {where}", [person])
        return [SentTable(*row) for row in rows]
