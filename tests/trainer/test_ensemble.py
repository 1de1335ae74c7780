"""Train several runs of one shape together: each as if it were alone."""

import math
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import pytest

from trainer.compare_worker import run_all
from trainer.comparison import Comparison
from trainer.config import RunConfig
from trainer.ensemble import run_together, teams
from trainer.history import EpochRecord, History, StopReason
from trainer.loop import run

if TYPE_CHECKING:
    from trainer.events import Progress

BASE = RunConfig("moons", batch_size=70, epochs=6)
"""Its last batch of an epoch is smaller."""
MIXED = {
    "optimizer": ("sgd", "momentum", "rmsprop", "adam"),
    "initialization": ("default", "he", "zeros", "xavier"),
    "schedule": ("constant", "cosine", "plateau", "step"),
    "seed": (0, 1, 2, 3),
    "weight_decay": (0.0, 0.01, 0.1, 0.02),
    "warmup_epochs": (0, 1, 2, 0),
    "shuffle": (True, False, True, True),
}
TEAMS = {
    "learning rates": [replace(BASE, learning_rate=rate) for rate in (0.001, 0.1, 1.0)],
    "everything": [
        replace(BASE, hidden=(10, 7), activation="gelu", **dict(zip(MIXED, values, strict=True)))  # type: ignore[arg-type]  # fields of the configuration
        for values in zip(*MIXED.values(), strict=True)
    ],
    "numbers": [replace(BASE, dataset="sine", seed=seed) for seed in range(2)],
    "a linear model": [replace(BASE, model="linear", seed=seed) for seed in range(2)],
    "binary": [
        replace(BASE, dataset="cancer", batch_size=40, loss="binary_cross_entropy", seed=seed)
        for seed in range(2)
    ],
}


def alone(config: RunConfig) -> History:
    """What comes of a run without the others."""
    return run(config, lambda _: None, lambda: None)


def numbers(record: EpochRecord) -> dict[str, float]:
    """What an epoch came to, seconds excepted."""
    return {k: v for k, v in asdict(record).items() if v is not None and k != "seconds"}


def assert_same(ours: History, theirs: History) -> None:
    """Every number but the seconds agrees to 1e-5, and every count exactly."""
    assert len(ours.records) == len(theirs.records)
    for mine, other in zip(ours.records, theirs.records, strict=True):
        assert numbers(mine) == pytest.approx(numbers(other), rel=1e-5)
    assert ours.losses == pytest.approx(theirs.losses, rel=1e-5)
    bare = [replace(one, records=(), losses=()) for one in (ours, theirs)]
    assert bare[0] == bare[1]


@pytest.mark.parametrize("name", TEAMS)
def test_each_run_is_what_it_is_alone(name: str) -> None:
    """Whatever the runs differ in, each has the numbers that it has when it is trained alone."""
    runs = TEAMS[name]
    assert teams(runs) == [[*range(len(runs))]]
    for config, history in zip(
        runs, run_all(Comparison(tuple(runs)), lambda _: None, math.inf), strict=True
    ):
        assert_same(history, alone(config))


def test_a_run_that_diverges_or_stops_early_leaves_the_others_alone() -> None:
    """A diverged run ends there, one out of patience, too; the others go on to their end."""
    base = replace(BASE, dataset="sine", optimizer="sgd")
    runs = [replace(base, learning_rate=rate) for rate in (0.01, 100.0, 0.05)]
    runs.append(replace(base, learning_rate=3.0, optimizer="adam", patience=1))
    histories = run_together(runs, lambda *_: None, lambda: None)
    assert [one.stopped_by for one in histories] == [None, "divergence", None, "patience"]
    for config, history in zip(runs, histories, strict=True):
        assert_same(history, alone(config))


def test_a_stop_ends_all() -> None:
    """When the time is up, every run keeps what it has until then."""
    asked = 0

    def stop() -> StopReason | None:
        nonlocal asked
        asked += 1
        return "time" if asked > 3 else None

    histories = run_together(TEAMS["learning rates"], lambda *_: None, stop)
    assert {one.stopped_by for one in histories} == {"time"}
    assert len({one.measured_iterations for one in histories}) == 1
    assert 0 < histories[0].measured_iterations < 6 * 12


def test_all_are_shown_in_turn() -> None:
    """Progress tells of one run after the other, and at last of the end of each."""
    told: list[tuple[int, Progress]] = []
    run_together(TEAMS["learning rates"], lambda *one: told.append(one), lambda: None)
    assert [place for place, _ in told[:5]] == [0, 1, 2, 0, 1]
    assert [(place, one.finished) for place, one in told[-3:]] == [(0, True), (1, True), (2, True)]


def test_what_does_not_fit_together_is_trained_one_after_the_other() -> None:
    """Other shapes, and what is drawn or gathered otherwise, are no part of a team."""
    long = replace(BASE, epochs=20)
    runs = [
        long,
        replace(long, batch_size=80),
        replace(long, seed=1),
        replace(long, hidden=(8,)),
        replace(long, dropout=0.5),
        replace(long, dropout=0.5, seed=1),
        replace(long, dataset="digits", model="cnn"),
        replace(long, dataset="digits", model="cnn", seed=1),
        replace(long, epochs=1),
        replace(long, epochs=1, seed=1),
        replace(long, batch_size=80, learning_rate=0.5),
    ]
    assert teams(runs) == [[0, 2], [1, 10], [3], [4], [5], [6], [7], [8], [9]]
