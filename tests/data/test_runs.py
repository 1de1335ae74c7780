"""Runs: queued, started, ended once, listed."""

from datetime import datetime

from data.runs import Run
from data.store import Store


def _add(store: Store, now: datetime, person: int = 1) -> Run:
    return store.runs.add(person, -5, "en", {"dataset": "digits", "seed": 3}, now)


def test_a_run_is_queued_then_running_then_done(store: Store, now: datetime) -> None:
    """A run goes from queued to running, trained and done, and keeps what it was and what came."""
    run = _add(store, now)
    assert (run.state, run.config) == ("queued", {"dataset": "digits", "seed": 3})
    store.runs.start(run.id)
    assert store.runs.shown_by(-5, 77) is None
    store.runs.show_in(run.id, 77)
    assert store.runs.shown_by(-5, 77) == store.runs.get(run.id)
    assert store.runs.get(run.id).state == "running"
    assert store.runs.trained(run.id, '{"records": []}', now)
    assert store.runs.get(run.id).state == "trained"
    store.runs.shown(run.id, 78)
    ended = store.runs.get(run.id)
    assert (ended.state, ended.message, ended.history) == ("done", 78, '{"records": []}')


def test_a_run_ends_once(store: Store, now: datetime) -> None:
    """The first end counts: a run cancelled at its last moment stays what it was."""
    run = _add(store, now)
    assert store.runs.stop(run.id, "cancelled", now)
    assert not store.runs.trained(run.id, "{}", now)
    assert not store.runs.stop(run.id, "failed", now)
    assert store.runs.get(run.id).state == "cancelled"


def test_unfinished_runs_are_found_again(store: Store, now: datetime) -> None:
    """Runs that wait, run, or wait to be shown are unfinished; failed and shown ones are not."""
    waiting, running, trained, failed, shown = (_add(store, now) for _ in range(5))
    other = _add(store, now, person=2)
    store.runs.start(running.id)
    store.runs.trained(trained.id, "{}", now)
    store.runs.stop(failed.id, "failed", now)
    store.runs.trained(shown.id, "{}", now)
    store.runs.shown(shown.id, 5)
    unfinished = [waiting.id, running.id, trained.id, other.id]
    assert [run.id for run in store.runs.unfinished()] == unfinished
    assert [run.id for run in store.runs.going_of(1)] == [waiting.id, running.id]


def test_the_newest_runs_come_first(store: Store, now: datetime) -> None:
    """A person's list shows only their own runs, the newest first."""
    runs = [_add(store, now) for _ in range(4)]
    _add(store, now, person=2)
    assert [run.id for run in store.runs.latest_of(1, 2)] == [runs[3].id, runs[2].id]
