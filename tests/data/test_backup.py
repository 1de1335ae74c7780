"""Copies of the store: whole, kept by a rule, and the way back."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from data import backup, soundness
from data.backup import STORE, Backups, BadBackupError, kept_of
from data.forgetting import copies, forget_in_copies
from data.restoring import restore, set_aside
from data.soundness import DamagedStoreError, recover
from data.store import Store, open_store


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    """Where the copies of a store are."""
    return Backups(tmp_path, tmp_path / "backups", timedelta(days=1), 7)


def _table(home: Path) -> Path:
    file = home / backup.TABLES / "7.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _spoil(home: Path) -> None:
    """Overwrite the middle of the store, as a failing disk does."""
    with closing(sqlite3.connect(home / STORE)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    with (home / STORE).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_000)


def test_a_copy_while_the_store_is_written(store: Store, backups: Backups, now: datetime) -> None:
    """A backup that is made while the bot writes is whole, and holds all that was done before."""
    store.people.meet(7, "zh", now)
    made: list[Path] = []
    thread = Thread(target=lambda: made.append(backups.make(now).file))
    thread.start()
    for number in range(300):
        store.events.add(now, 7, 7, "asked", {"number": number})
    thread.join()
    assert [file.name for file in backups.folder.iterdir()] == ["epochbot-20260302T080000Z.db"]
    with closing(sqlite3.connect(made[0])) as copy:
        assert copy.execute("pragma integrity_check").fetchone() == ("ok",)
        assert copy.execute("select id, language from people").fetchall() == [(7, "zh")]
        events = [number for (number,) in copy.execute("select id from events order by id")]
    assert events == list(range(1, len(events) + 1))


def test_there_and_back(tmp_path: Path, backups: Backups, now: datetime) -> None:
    """Restored, a store and the tables that people sent are as they were; the present is kept."""
    first = open_store(tmp_path)
    first.people.meet(7, "zh", now)
    first.inbox.store(1, 1, "{}")
    _table(tmp_path).write_text("x,y\n1,2\n")
    made = backups.make(now)
    first.people.choose_language(7, "en")
    first.close()
    _table(tmp_path).write_text("something else")
    aside = restore(made.file, tmp_path, now)
    second = open_store(tmp_path)
    assert second.people.get(7).language == "zh"
    assert second.inbox.waiting() == 0  # answered long ago
    assert not second.db.table("sqlar").exists()
    second.close()
    assert _table(tmp_path).read_text() == "x,y\n1,2\n"
    assert aside is not None
    assert _table(aside).read_text() == "something else"
    third = open_store(aside)
    assert third.people.get(7).language == "en"
    third.close()


def test_what_is_no_backup_is_refused(tmp_path: Path, now: datetime) -> None:
    """Something else, a damaged copy or none leaves the store as it is."""
    home = tmp_path / "home"
    open_store(home).close()
    before = (home / STORE).read_bytes()
    other, damaged = tmp_path / "other.db", tmp_path / "damaged.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("create table things (id integer)")
    backup.write(home, damaged)
    damaged.write_bytes(damaged.read_bytes()[:20_000])
    for file in (other, damaged, tmp_path / "none.db"):
        with pytest.raises(BadBackupError, match=file.name):
            restore(file, home, now)
    assert (home / STORE).read_bytes() == before
    assert sorted(file.name for file in home.iterdir()) == [STORE]


@pytest.mark.usefixtures("store")
def test_which_are_kept(backups: Backups, now: datetime) -> None:
    """A week keeps a copy of each day, a month one of each week, and a wrong clock loses none."""
    day = timedelta(days=1)
    every_twelve_hours = [now - day * half / 2 for half in range(200)]
    kept = sorted(kept_of(every_twelve_hours, 7), reverse=True)
    assert kept[0] == now
    days = [one.date() for one in kept]
    assert days[:7] == [(now - day * n).date() for n in range(7)]
    assert all(one == max(o for o in every_twelve_hours if o.date() == one.date()) for one in kept)
    weeks = {one.isocalendar()[:2] for one in kept}
    assert weeks == {(now - day * 7 * week).isocalendar()[:2] for week in range(4)}
    future = backups.make(now + timedelta(days=400))
    assert backups.is_due(now)
    assert backups.last(now) is None
    made = backups.make(now)
    assert not backups.is_due(now + timedelta(hours=23))
    assert backups.is_due(now + timedelta(hours=24))
    assert backups.all() == [future, made]


def test_a_damaged_store(tmp_path: Path, backups: Backups, now: datetime) -> None:
    """A damaged store is replaced by the newest whole backup, kept aside, and what it lost told."""
    store = open_store(tmp_path)
    store.people.meet(7, "zh", now)
    good = backups.make(now)
    bad = backups.make(now + timedelta(days=1))
    bad.file.write_bytes(bad.file.read_bytes()[:5000])
    store.close()
    assert recover(backups, now) is None
    _spoil(tmp_path)
    soundness.mark(tmp_path)
    recovered = recover(backups, datetime(2026, 3, 4, tzinfo=UTC))
    assert recovered is not None
    assert recovered.backup == good
    assert b"\xff" * 40_000 in (recovered.aside / STORE).read_bytes()
    again = open_store(tmp_path)
    assert again.people.get(7).language == "zh"
    again.close()
    assert recover(backups, now) is None


def test_a_damaged_store_without_a_backup(tmp_path: Path, backups: Backups, now: datetime) -> None:
    """Without any backup, a damaged store is left as it is: to begin anew is not for a program."""
    (tmp_path / STORE).write_text("this is not SQLite, but somebody's text" * 100)
    before = (tmp_path / STORE).read_bytes()
    with pytest.raises(DamagedStoreError):
        recover(backups, now)
    assert (tmp_path / STORE).read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [STORE]


def test_a_false_alarm(tmp_path: Path, backups: Backups, now: datetime) -> None:
    """A store that was marked and is whole is opened, and looked at closely only once."""
    open_store(tmp_path).close()
    soundness.mark(tmp_path)
    assert recover(backups, now) is None
    assert [file.name for file in tmp_path.iterdir()] == [STORE]


def test_no_room(store: Store, tmp_path: Path, now: datetime) -> None:
    """A full or read-only store, and a damaged one, are told apart by what SQLite says."""
    with closing(sqlite3.connect(tmp_path / STORE)) as full:
        pages = full.execute("pragma page_count").fetchone()[0]
        full.execute(f"pragma max_page_count = {pages}")
        with pytest.raises(sqlite3.OperationalError) as error:
            full.execute("create table more as select zeroblob(100000)")
    assert soundness.tells_of_no_room(error.value)
    store.db.execute("pragma query_only = on")
    with pytest.raises(sqlite3.OperationalError) as error:
        store.people.meet(7, "zh", now)
    assert soundness.tells_of_no_room(error.value)
    assert not soundness.tells_of_damage(error.value)
    store.db.execute("pragma query_only = off")
    with pytest.raises(sqlite3.IntegrityError) as wrong:
        store.db.execute("insert into people (id) values (1)")
    assert not soundness.tells_of_no_room(wrong.value)


def test_forgotten_in_copies(tmp_path: Path, backups: Backups, now: datetime) -> None:
    """Who wants to be forgotten is in no copy any more, and nobody else is missing from it."""
    store = open_store(tmp_path)
    for person in (7, 8):
        store.people.meet(person, "zh", now)
        table, _ = store.tables.put(person, f"of {person}.csv", now)
        _table(tmp_path).with_name(f"{table.number}.csv").write_text(f"x\nsecret of {person}\n")
    store.close()
    backups.make(now)
    newest = backups.make(now + timedelta(days=1)).file
    set_aside(tmp_path, now)
    assert forget_in_copies(backups, 7) == 3
    assert forget_in_copies(backups, 7) == 0
    for copy in copies(backups):
        with closing(sqlite3.connect(copy)) as db:
            assert db.execute("select id from people").fetchall() == [(8,)]
        assert b"secret of 7" not in copy.read_bytes()
    assert b"secret of 8" in newest.read_bytes()
    assert [file.name for file in (tmp_path / "aside").glob("*/datasets/own/*")] == ["2.csv"]
