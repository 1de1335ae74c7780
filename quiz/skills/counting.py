"""Counting inside one epoch: passes, batches, and what becomes of the last batch."""

from dataclasses import replace
from random import Random

from quiz.drawing import Drawing, of_run
from quiz.skills.draws import by_level, epochs, harder, told, uneven
from quiz.skills.skill import Draw
from solver.plan import Plan
from solver.situation import Situation


def _epoch_or_iteration(random: Random, level: int) -> Drawing:
    plan = replace(by_level(random, level), epochs=epochs(random, level))
    return of_run(Situation(plan, "views_per_sample"))


def _batches(random: Random, level: int) -> Drawing:
    return _of_one_epoch(random, level, by_level(random, level), "batches_per_epoch")


def _last_batch(random: Random, level: int) -> Drawing:
    return _of_one_epoch(random, level, uneven(random, level), "last_batch_size")


def _drop_last(random: Random, level: int) -> Drawing:
    plan = replace(uneven(random, level), drop_last=True)
    return _of_one_epoch(random, level, plan, "batches_per_epoch")


def _left_out(random: Random, level: int) -> Drawing:
    plan = replace(uneven(random, level), drop_last=True)
    return _of_one_epoch(random, level, plan, "dropped_samples")


def _of_one_epoch(random: Random, level: int, plan: Plan, asked: str) -> Drawing:
    """A question about one epoch; the harder stories also tell how many there are."""
    hard = harder(random, level)
    plan = replace(plan, epochs=epochs(random, level) if hard else 1)
    return told(random, of_run(Situation(plan, asked)), harder=hard)


DRAWS: dict[str, Draw] = {
    "epoch_or_iteration": _epoch_or_iteration,
    "batches": _batches,
    "last_batch": _last_batch,
    "drop_last": _drop_last,
    "left_out": _left_out,
}
