"""Guesses at experiments are kept, scored once measured, and counted fairly."""

from datetime import UTC, datetime
from pathlib import Path

from data.store import open_store

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_a_guess_is_kept_and_scored(tmp_path: Path) -> None:
    """A guess says nothing about being right until it is measured, and survives a restart."""
    store = open_store(tmp_path)
    store.guesses.add(7, 1, "cosine", None, NOW)
    found = store.guesses.of(7)
    assert found
    assert (found.person, found.experiment, found.choice, found.right) == (1, "cosine", None, None)
    assert store.guesses.first_ones(1) == (0, 0)
    store.guesses.score(7, right=True)
    store.close()
    store = open_store(tmp_path)
    again = store.guesses.of(7)
    assert again
    assert again.right is True
    assert store.guesses.of(8) is None
    store.close()


def test_only_first_guesses_count(tmp_path: Path) -> None:
    """Who guesses again after having seen the result neither gains nor loses by it."""
    store = open_store(tmp_path)
    guesses = [("cosine", False), ("cosine", True), ("depth", True), ("depth", False)]
    for run, (experiment, right) in enumerate(guesses, 1):
        store.guesses.add(run, 1, experiment, 0, NOW)
        store.guesses.score(run, right=right)
    store.guesses.add(9, 2, "cosine", 0, NOW)
    assert store.guesses.first_ones(1) == (1, 2)
    assert store.guesses.first_ones(2) == (0, 0)
    store.close()
