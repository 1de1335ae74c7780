"""Questions about schedules and stopping have the answers that a run, step by step, gives."""

from collections import deque
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from itertools import count
from math import cos, isclose, pi, sqrt
from random import Random

import pytest

from quiz.drawing import Drawing, Number
from quiz.skills import decays, saving, scaling, stopping, warmups
from quiz.skills.skill import LEVELS

DRAWS = {
    **warmups.DRAWS,
    **decays.DRAWS,
    **scaling.DRAWS,
    **saving.DRAWS,
    **stopping.DRAWS,
}
SEEDS = range(1_000)

Told = Mapping[str, Number]


@cache
def _drawn(skill: str) -> tuple[Drawing, ...]:
    return tuple(DRAWS[skill](Random(f"run {seed}"), LEVELS[seed % len(LEVELS)]) for seed in SEEDS)


def _whole(told: Told, *names: str) -> tuple[int, ...]:
    return tuple(int(told[name]) for name in names)


def _per_epoch(told: Told) -> int:
    samples, batch_size = _whole(told, "samples", "batch_size")
    return len(range(0, samples, batch_size))


def _every(interval: int, steps: int) -> int:
    """How many of the steps 1, 2, 3 and so on divide by the interval."""
    return len(range(interval, steps + 1, interval))


def _warmed_up(told: Told) -> int:
    """The first number of steps that is no smaller than the ratio of the run."""
    updates, epochs = _whole(told, "iterations", "epochs")
    total = sum(updates for _ in range(epochs))
    below = int(float(told["warmup_ratio"]) * total) - 1
    return next(
        steps for steps in count(max(below, 0)) if Fraction(steps, total) >= told["warmup_ratio"]
    )


def _ramp(told: Told) -> Fraction:
    """One equal rise after the other."""
    warmup_steps, step = _whole(told, "warmup_steps", "step")
    rise = Fraction(told["learning_rate"]) / warmup_steps
    return rise * len(range(step))


def _stepped(told: Told) -> Fraction:
    """A rate that is multiplied while the epochs go by."""
    epoch, size = _whole(told, "epoch", "step_size")
    rate = Fraction(told["learning_rate"])
    for done in range(1, epoch + 1):
        if not done % size:
            rate *= Fraction(told["gamma"])
    return rate


def _waves(first: Fraction, end: Fraction, place: int, total: int) -> float:
    return float(end) + float(first - end) * (1 + cos(pi * place / total)) / 2


def _files_left(told: Told) -> int:
    """A shelf that holds so many files, and loses its oldest one to each further file."""
    epochs, interval, limit = _whole(told, "epochs", "interval", "limit")
    shelf = deque((epoch for epoch in range(1, epochs + 1) if not epoch % interval), maxlen=limit)
    return len(shelf)


def _last_epoch(best: int, patience: int, interval: int = 1) -> int:
    """Validate until so many validations in a row have not beaten the best one."""
    waited = 0
    for epoch in count(interval, interval):
        waited = waited + 1 if epoch > best else 0
        if waited == patience:
            return epoch
    raise AssertionError


def _stop(told: Told) -> int:
    return _last_epoch(*_whole(told, "best_epoch", "patience"))


def _epochs_left(told: Told) -> int:
    """Epochs without improvement from now until the stop."""
    return len(range(int(told["epoch"]), _stop(told)))


BY_HAND: dict[str, Callable[[Told], Number]] = {
    "warmup_of_epochs": lambda told: sum(
        _per_epoch(told) for _ in range(int(told["warmup_epochs"]))
    ),
    "warmup_of_ratio": _warmed_up,
    "warmup_rate": _ramp,
    "decays_so_far": lambda told: _every(*_whole(told, "step_size", "epoch")),
    "step_decay": _stepped,
    "linear_scaling": lambda told: (
        Fraction(told["learning_rate"]) / told["batch_size"] * told["new_batch_size"]
    ),
    "checkpoints": lambda told: _every(
        int(told["interval"]), sum(int(told["iterations"]) for _ in range(int(told["epochs"])))
    ),
    "checkpoints_kept": _files_left,
    "evaluations": lambda told: _every(
        int(told["interval"]), sum(_per_epoch(told) for _ in range(int(told["epochs"])))
    ),
    "log_lines": lambda told: sum(
        _every(*_whole(told, "interval", "batches")) for _ in range(int(told["epochs"]))
    ),
    "stop_epoch": _stop,
    "stop_of_validations": lambda told: _last_epoch(
        *_whole(told, "best_epoch", "patience", "interval")
    ),
    "patience_left": _epochs_left,
    "updates_until_stop": lambda told: sum(_per_epoch(told) for _ in range(_stop(told))),
    "updates_saved": lambda told: sum(
        int(told["iterations"]) for _ in range(_stop(told), int(told["epochs"]))
    ),
}
"""The answer to each question, from nothing but what its words tell."""
IN_FLOATS: dict[str, Callable[[Told], float]] = {
    "cosine_rate": lambda told: _waves(
        Fraction(told["learning_rate"]),
        Fraction(told["end_rate"]),
        *_whole(told, "place", "total"),
    ),
    "square_root_scaling": lambda told: (
        float(told["learning_rate"]) * sqrt(told["new_batch_size"]) / sqrt(told["batch_size"])
    ),
}
"""The same with a calculator, for what has a cosine or a root."""


def test_every_skill_is_counted() -> None:
    """No skill of the families goes without a second way to its answer."""
    assert set(DRAWS) == set(BY_HAND) | set(IN_FLOATS)


@pytest.mark.parametrize("skill", DRAWS)
def test_the_answer_equals_the_run_step_by_step(skill: str) -> None:
    """At every level, the answer of every seed is what happens in a run that is gone through."""
    named = 0
    for drawing in _drawn(skill):
        if skill in BY_HAND:
            assert drawing.answer == BY_HAND[skill](drawing.numbers)
        else:
            assert isclose(drawing.answer, IN_FLOATS[skill](drawing.numbers), rel_tol=1e-12)
        named += len(drawing.wrong) >= 3
    assert named >= 0.98 * len(SEEDS)


def test_no_checkpoint_is_said_to_be_deleted_where_all_stay() -> None:
    """Below the limit, one more than the limit is another mistake than above it."""
    for drawing in _drawn("checkpoints_kept"):
        names = set(drawing.wrong.values())
        if drawing.numbers["checkpoints"] < drawing.numbers["limit"]:
            assert "one_more_kept" not in names
        else:
            assert "limit_passed_by_one" not in names


@pytest.mark.parametrize("skill", ["stop_epoch", "updates_until_stop", "updates_saved"])
def test_a_run_stops_before_its_planned_end(skill: str) -> None:
    """No question tells of a run that would have ended before its patience."""
    for drawing in _drawn(skill):
        assert _stop(drawing.numbers) < drawing.numbers["epochs"]


def test_the_epoch_told_is_one_of_waiting() -> None:
    """Patience that is left is asked for between the best epoch and the stop."""
    for drawing in _drawn("patience_left"):
        best, epoch = _whole(drawing.numbers, "best_epoch", "epoch")
        assert best < epoch < _stop(drawing.numbers)


def test_rates_can_be_written_down() -> None:
    """Learning rates have few decimals, the right one and the wrong ones."""
    for skill in ("warmup_rate", "step_decay", "cosine_rate", "linear_scaling"):
        for drawing in _drawn(skill)[:200]:
            assert all((rate * 10**4).denominator == 1 for rate in (drawing.answer, *drawing.wrong))
