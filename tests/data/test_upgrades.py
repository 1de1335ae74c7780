"""A store of any earlier version opens with all that was in it; one of a later version does not."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from data import owners
from data.backup import STORE, check
from data.store import StoreUnavailableError, open_store

EARLIER = sorted((Path(__file__).parent / "stores").glob("*.sql"))
_COUNTS = "select name from sqlite_master where type = 'table' and name not like '@_%' escape '@'"


def _counts(db: Database) -> dict[str, int]:
    """How many rows each table has that does not belong to SQLite or to the migrations."""
    names = [name for (name,) in db.execute(_COUNTS).fetchall()]
    return {name: db.table(name).count for name in names if not name.startswith("sqlite_")}


def _made(home: Path, dump: Path) -> dict[str, int]:
    with closing(sqlite3.connect(home / STORE)) as db:
        db.executescript(dump.read_text("utf-8"))
        return _counts(Database(db))


@pytest.mark.parametrize("dump", EARLIER, ids=lambda dump: dump.stem)
def test_an_earlier_store(tmp_path: Path, dump: Path) -> None:
    """It is brought up to date with all its rows, and a copy is kept of what it was."""
    before = _made(tmp_path, dump)
    store = open_store(tmp_path)
    after = _counts(store.db)
    assert {name: after[name] for name in before} == before
    assert store.people.get(1).language == "zh"
    assert store.people.get(1).zone == "Asia/Shanghai"
    assert {memory.skill for memory in store.reviews.memories(1)} <= {"skill 1", "name 1"}
    assert len(store.reviews.history(1)) == 1
    daily = store.dailies.get(1)
    assert daily is not None
    assert daily.plan.time == "08:00"
    assert "people" in owners.rows_of(store.db, 1)
    store.close()
    (copy,) = (tmp_path / "before-upgrades").iterdir()
    check(copy)
    assert dump.stem in copy.name
    with closing(sqlite3.connect(copy)) as db:
        copied = _counts(Database(db))
    for passing in ("sqlar", "steps"):  # the copy's own, and what was going on at that moment
        before.pop(passing, None)
        copied.pop(passing, None)
    assert copied == before
    open_store(tmp_path).close()
    assert len(list((tmp_path / "before-upgrades").iterdir())) == 1


def test_a_later_store(tmp_path: Path) -> None:
    """A store of a newer version is refused, naming what is not known, and is not changed."""
    store = open_store(tmp_path)
    row = {"migration_set": "store", "name": "telepathy", "applied_at": "2030"}
    store.db.table("_sqlite_migrations").insert(row)
    store.close()
    before = (tmp_path / STORE).read_bytes()
    with pytest.raises(StoreUnavailableError) as refusal:
        open_store(tmp_path)
    assert "telepathy" in refusal.value.reason
    assert "newer" in refusal.value.reason
    assert "Install" in refusal.value.advice
    assert (tmp_path / STORE).read_bytes() == before


def test_a_first_start_keeps_no_copy(tmp_path: Path) -> None:
    """Where there was nothing before, nothing is copied."""
    open_store(tmp_path).close()
    assert not (tmp_path / "before-upgrades").exists()
