"""Write the store of this version as SQL, with two rows in each table, for `tests/data/stores`.

    .venv/bin/python -m scripts.dump_store > tests/data/stores/027.sql

A store that people have must open in every later version; its file is named after the number of
steps that led to it. To be run before a migration is added.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from data.store import open_store

_AT = "2026-03-02T08:00:00+00:00"
_SECONDS = 1_772_438_400
_CARD = (
    '{"card_id": 0, "state": 2, "step": null, "stability": 3.2, "difficulty": 5.1,'
    f' "due": "{_AT}", "last_review": "{_AT}"}}'
)
_TEXTS = {
    "language": "zh",
    "zone": "Asia/Shanghai",
    "config": '{"batch_size": 32}',
    "data": '{"文": 1}',
    "card": _CARD,
    "time": "08:00",
    "state": "shown",
    "waiting": "question",
    "misconception": "zero_lost",
    "text": "it's a 训练",
}
_DAYS = ("day", "until")
_MOMENTS = ("_at", "_due", "_review")


def main() -> None:
    """Make a store, fill it and write it out."""
    with TemporaryDirectory() as place:
        store = open_store(Path(place))
        fill(store.db)
        for line in store.db.conn.iterdump():
            print(line)
        store.close()


def fill(db: Database) -> None:
    """Put two rows into each table."""
    for name in db.table_names():
        if not name.startswith(("_", "sqlite_")):
            columns = db.table(name).columns
            for number in (1, 2):
                row = {c.name: _value(c.name, c.type, number, bool(c.is_pk)) for c in columns}
                db.table(name).insert(row)


def _value(column: str, kind: str, number: int, key: bool) -> int | str:  # noqa: FBT001 (as is_pk)
    moment = f"_{column}".endswith(_MOMENTS)
    if kind != "TEXT":
        return _SECONDS if moment and not key else number
    if key or column not in _TEXTS:
        return _AT[:10] * column.endswith(_DAYS) or _AT * moment or f"{column} {number}"
    return _TEXTS[column]


if __name__ == "__main__":
    main()
