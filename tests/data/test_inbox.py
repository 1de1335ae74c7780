"""Updates are kept until they are served, and each is taken once."""

from pathlib import Path

from data.inbox import REMEMBERED
from data.store import open_store

BOT, OTHER = 7, 8


def test_an_update_is_taken_once(tmp_path: Path) -> None:
    """An update that the server sends again is known, served or not; another bot's is not."""
    inbox = open_store(tmp_path).inbox
    assert inbox.store(BOT, 5, "{}")
    assert not inbox.store(BOT, 5, "{}")
    inbox.finish(BOT, 5)
    assert not inbox.store(BOT, 5, "{}")
    assert inbox.store(OTHER, 5, "{}")


def test_what_was_not_finished_is_found_in_its_order(tmp_path: Path) -> None:
    """After a restart, everything unfinished is there as it came, and nothing else."""
    inbox = open_store(tmp_path).inbox
    for update in (9, 5, 7, 6):
        inbox.store(BOT, update, f'"{update}"')
    inbox.finish(BOT, 7)
    found = open_store(tmp_path).inbox.take_up(BOT)
    assert [(one.update, one.body) for one in found] == [(9, '"9"'), (5, '"5"'), (6, '"6"')]
    assert inbox.waiting() == 3


def test_what_was_served_is_forgotten_but_for_its_number(tmp_path: Path) -> None:
    """Nothing of what people wrote stays in the inbox, and its numbers do not add up for ever."""
    store = open_store(tmp_path)
    for update in range(2 * REMEMBERED):
        store.inbox.store(BOT, update, '"a secret"')
        store.inbox.note(BOT, update, "send 1", "an answer")
        store.inbox.finish(BOT, update)
    assert store.db.execute("select count(*) from steps").fetchone()[0] == 0
    count, texts = store.db.execute("select count(*), count(body) from inbox").fetchone()
    assert count < 1.5 * REMEMBERED
    assert texts == 0
    assert not store.inbox.store(BOT, 2 * REMEMBERED - 1, "{}")


def test_it_is_known_how_often_an_update_was_begun(tmp_path: Path) -> None:
    """An update that brings the bot down is counted each time; one that only waits is not."""
    inbox = open_store(tmp_path).inbox
    inbox.store(BOT, 1, "{}")
    inbox.store(BOT, 2, "{}")
    for _ in range(3):
        inbox.begin_again(BOT, 1)
    assert [one.tries for one in inbox.take_up(BOT)] == [3, 0]


def test_what_is_stored_outlasts_a_loss_of_power(tmp_path: Path) -> None:
    """Making it safe works at any moment, also where nothing was stored or all was moved."""
    store = open_store(tmp_path)
    store.inbox.sync()
    store.inbox.store(BOT, 1, "{}")
    store.inbox.sync()
    store.db.execute("pragma wal_checkpoint(truncate)")
    store.inbox.store(BOT, 2, "{}")
    store.inbox.sync()
    assert store.inbox.waiting() == 2
