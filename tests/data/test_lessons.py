"""Where each person is in the course."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.lessons import Reading
from data.store import open_store

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_each_goes_on_where_they_left_off(tmp_path: Path) -> None:
    """The lesson that was opened last comes first, at the step that was reached; another's is their own."""
    store = open_store(tmp_path)
    store.lessons.reach(1, "epoch", 3, NOW)
    store.lessons.reach(1, "batches", 1, NOW + timedelta(minutes=1))
    store.lessons.reach(1, "epoch", 4, NOW + timedelta(minutes=2))
    store.lessons.reach(2, "fit", 2, NOW)
    assert store.lessons.of(1) == [
        Reading("epoch", 4, done=False),
        Reading("batches", 1, done=False),
    ]
    store.close()


def test_what_was_read_to_its_end_stays_done(tmp_path: Path) -> None:
    """Who opens a finished lesson again is somewhere in it, and it stays done."""
    store = open_store(tmp_path)
    store.lessons.finish(1, "epoch", NOW)
    store.lessons.reach(1, "epoch", 2, NOW)
    assert store.lessons.of(1) == [Reading("epoch", 2, done=True)]
    store.close()
