"""The whole run: iterations, epochs, samples, splits, time, and choosing a batch size."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from quiz.skills.draws import by_level, epochs, uneven
from quiz.skills.skill import Skill
from solver.plan import Plan
from solver.situation import Situation, smallest_batch_size

_TEST_PARTS = (4, 5, 10)
_TIMES = (
    (Fraction(1, 2), (4, 6, 8, 10, 20)),
    (Fraction(1, 4), (4, 8, 12, 20)),
    (Fraction(1, 5), (5, 10, 15, 20, 30)),
    (Fraction(1, 10), (10, 20, 30)),
)
"""Seconds an iteration, with numbers of epochs that make the whole run last full seconds."""


def _total_iterations(random: Random, level: int) -> Situation:
    plan = replace(by_level(random, level), epochs=epochs(random, level))
    return Situation(plan, "total_iterations")


def _epochs_needed(random: Random, level: int) -> Situation:
    plan = replace(by_level(random, level), epochs=epochs(random, level))
    return Situation(plan, "epochs")


def _samples_seen(random: Random, level: int) -> Situation:
    plan = replace(by_level(random, level), epochs=epochs(random, level))
    return Situation(plan, "samples_seen")


def _train_test(random: Random, level: int) -> Situation:
    plan = by_level(random, level)
    held_out = plan.samples // random.choice(_TEST_PARTS) // 10 * 10
    return Situation(plan, "batches_per_epoch", test_size=max(plan.batch_size, held_out))


def _time_total(random: Random, level: int) -> Situation:
    seconds, runs = random.choice(_TIMES)
    plan = replace(by_level(random, level), epochs=random.choice(runs))
    return Situation(plan, "time_total", time_per_iteration=seconds)


def _smallest_batch(random: Random, level: int) -> Situation:
    samples = uneven(random, level).samples
    limits = [n for n in range(5, 21) if _reaches(samples, n) and (level == 1) == (not samples % n)]
    batches = random.choice(limits)
    return Situation(Plan(samples, smallest_batch_size(samples, batches)), "batch_size")


def _reaches(samples: int, batches: int) -> bool:
    """Whether some batch size makes exactly so many batches."""
    return -(-samples // smallest_batch_size(samples, batches)) == batches


SKILLS = (
    Skill("total_iterations", _total_iterations),
    Skill("epochs_needed", _epochs_needed),
    Skill("samples_seen", _samples_seen),
    Skill("train_test", _train_test),
    Skill("time_total", _time_total),
    Skill("smallest_batch", _smallest_batch),
)
