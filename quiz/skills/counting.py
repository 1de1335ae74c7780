"""Counting inside one epoch: passes, batches, and what becomes of the last batch."""

from dataclasses import replace
from random import Random

from quiz.skills.draws import by_level, epochs, uneven
from quiz.skills.skill import Skill
from solver.situation import Situation


def _epoch_or_iteration(random: Random, level: int) -> Situation:
    plan = replace(by_level(random, level), epochs=epochs(random, level))
    return Situation(plan, "views_per_sample")


def _batches(random: Random, level: int) -> Situation:
    return Situation(by_level(random, level), "batches_per_epoch")


def _last_batch(random: Random, level: int) -> Situation:
    return Situation(uneven(random, level), "last_batch_size")


def _drop_last(random: Random, level: int) -> Situation:
    return Situation(replace(uneven(random, level), drop_last=True), "batches_per_epoch")


def _left_out(random: Random, level: int) -> Situation:
    return Situation(replace(uneven(random, level), drop_last=True), "dropped_samples")


SKILLS = (
    Skill("epoch_or_iteration", _epoch_or_iteration),
    Skill("batches", _batches),
    Skill("last_batch", _last_batch),
    Skill("drop_last", _drop_last),
    Skill("left_out", _left_out),
)
