"""Configurations that are too long for a button are kept by number."""

from pathlib import Path

from data.store import open_store


def test_a_draft_is_kept_once(tmp_path: Path) -> None:
    """The same configuration of the same person has one number, and nobody else can have it."""
    store = open_store(tmp_path)
    first = store.drafts.keep(1, {"epochs": 5})
    assert store.drafts.keep(1, {"epochs": 5}) == first
    others = {store.drafts.keep(1, {"epochs": 6}), store.drafts.keep(2, {"epochs": 5})}
    assert len({first, *others}) == 1 + len(others)
    assert store.drafts.of(1, first) == {"epochs": 5}
    assert store.drafts.of(2, first) is None
    assert store.drafts.of(1, 99) is None
    store.close()
