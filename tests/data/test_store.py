"""The store: opened, reopened, refused."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from data.store import Store, StoreUnavailableError, open_store


def test_the_directory_is_made(tmp_path: Path) -> None:
    """A home that does not exist yet is made, with the folders above it."""
    home = tmp_path / "a" / "home"
    open_store(home).close()
    assert (home / "epochbot.db").is_file()


def test_write_ahead_log(store: Store) -> None:
    """The file is kept in WAL mode, so that readers do not block the bot."""
    assert store.db.journal_mode == "wal"


def test_tables_are_strict(store: Store) -> None:
    """Every table of ours refuses values of the wrong type."""
    tables = [table for table in store.db.tables if not table.name.startswith(("_", "sqlite_"))]
    assert tables
    assert all(table.strict for table in tables)
    with pytest.raises(sqlite3.IntegrityError):
        store.db.table("people").insert(
            {"id": "Ada", "language": "en", "chosen": 0, "created_at": "now"}
        )


def test_reopening_keeps_everything(tmp_path: Path, now: datetime) -> None:
    """What was written is there after the store is closed and opened again."""
    first = open_store(tmp_path)
    first.people.meet(7, "zh", now)
    first.problems.keep(7, 7, 41, '{"asks": []}', now)
    first.events.add(now, 7, 7, "asked", {"文": 1})
    first.close()
    second = open_store(tmp_path)
    assert second.people.get(7).language == "zh"
    kept = second.problems.latest(7, 7)
    assert kept is not None
    assert kept.problem == '{"asks": []}'
    assert [json.loads(row["data"]) for row in second.db.table("events").rows] == [{"文": 1}]
    second.close()


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    """A home that cannot be a directory is refused, naming it and the system's reason."""
    home = tmp_path / "home"
    home.write_text("not a directory")
    with pytest.raises(StoreUnavailableError) as refusal:
        open_store(home)
    assert refusal.value.home == home
    assert refusal.value.reason


def test_a_file_that_is_no_data_base(tmp_path: Path) -> None:
    """A damaged file is refused instead of being overwritten."""
    (tmp_path / "epochbot.db").write_text("this is not SQLite, but somebody's text" * 100)
    with pytest.raises(StoreUnavailableError):
        open_store(tmp_path)
    assert (tmp_path / "epochbot.db").read_text().startswith("this is not")


async def test_who_reads_keeps_nobody_waiting(store: Store, now: datetime) -> None:
    """Nothing of who was forgotten stays on the disk; while others read, it is still written to."""
    store.people.meet(7, "en", now)
    store.problems.keep(7, 7, 41, "a secret", now)
    with closing(sqlite3.connect(store.home / "epochbot.db")) as reader:
        reader.execute("begin")
        assert reader.execute("select count(*) from people").fetchone() == (1,)
        store.forget(7)
        emptying = asyncio.create_task(asyncio.to_thread(store.empty_journal))
        await asyncio.sleep(0.05)
        store.people.meet(8, "zh", now)
        assert not emptying.done()
    assert await emptying
    assert store.people.get(8).language == "zh"
    assert b"a secret" not in b"".join(file.read_bytes() for file in store.home.iterdir())
