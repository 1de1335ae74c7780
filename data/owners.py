"""Whose a row is, by a rule that holds for every table, and so for those that are added later.

A row is a person's where its column `person` has their number, or its column `chat`: a chat with
the bot alone has the number of the person. Of `people` it is the number itself.
"""

from typing import Any, Protocol, runtime_checkable

from sqlite_utils import Database

_COLUMNS = ("person", "chat")
_PEOPLE, _NUMBER = "people", "id"
_NAMED = {"skill", "misconception"}
"""Columns whose numbers stand for names."""


@runtime_checkable
class Forgetful(Protocol):
    """Tables that hold more of a person than the rows with their number."""

    def forget(self, person: int) -> None:
        """Let go of what hangs on a person's rows."""


def tables(db: Database) -> dict[str, tuple[str, ...]]:
    """Every table with rows of people, and the columns that say whose they are."""
    found = {name: _owning(name, db.table(name).columns_dict) for name in db.table_names()}
    return {name: columns for name, columns in found.items() if columns}


def rows_of(db: Database, person: int) -> dict[str, list[dict[str, Any]]]:
    """Every row that is a person's, by table, with the names that numbers stand for."""
    names: dict[object, str] = dict(db.execute("select id, name from names").fetchall())
    found: dict[str, list[dict[str, Any]]] = {}
    for table, columns in tables(db).items():
        rows = db.table(table).rows_where(_whose(columns), [person] * len(columns))
        found[table] = [
            {
                column: names.get(value, value) if column in _NAMED else value
                for column, value in kept
            }
            for kept in (row.items() for row in rows)
        ]
    return {table: rows for table, rows in found.items() if rows}


def counts(db: Database, person: int) -> dict[str, int]:
    """How many rows are a person's, by table, where there are any."""
    found = {
        table: db.table(table).count_where(_whose(columns), [person] * len(columns))
        for table, columns in tables(db).items()
    }
    return {table: count for table, count in found.items() if count}


def forget(db: Database, person: int) -> None:
    """Delete every row that is a person's."""
    with db.atomic():
        for table, columns in tables(db).items():
            db.table(table).delete_where(_whose(columns), [person] * len(columns))


def _owning(table: str, columns: dict[str, Any]) -> tuple[str, ...]:
    if table == _PEOPLE:
        return (_NUMBER,)
    return tuple(column for column in _COLUMNS if column in columns)


def _whose(columns: tuple[str, ...]) -> str:
    return " or ".join(f"{column} = ?" for column in columns)
