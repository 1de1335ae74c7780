"""The whole run: its iterations, epochs, samples and time, and how these lead back."""

from dataclasses import replace
from fractions import Fraction
from math import floor
from random import Random

from quiz.drawing import Drawing, Number, of_run, with_slips
from quiz.skills.draws import by_level, epochs, harder, told, uneven
from quiz.skills.skill import Draw
from quiz.skills.solved import solved
from solver.misconceptions.whole_run import EPOCHS_SEEN, MORE_UPDATES, WHOLE_EPOCHS
from solver.plan import Plan
from solver.situation import Situation

_TEST_PARTS = (4, 5, 10)
_TIMES = (
    (Fraction(1, 2), (4, 6, 8, 10, 20)),
    (Fraction(1, 4), (4, 8, 12, 20)),
    (Fraction(1, 5), (5, 10, 15, 20, 30)),
    (Fraction(1, 10), (10, 20, 30)),
)
"""Seconds an iteration, with numbers of epochs that make the whole run last full seconds."""


def _run(random: Random, level: int) -> Plan:
    return replace(by_level(random, level), epochs=epochs(random, level))


def _dropping(random: Random, level: int) -> Plan:
    return replace(uneven(random, level), epochs=epochs(random, level), drop_last=True)


def _total_iterations(random: Random, level: int) -> Drawing:
    plan, hard = _run(random, level), harder(random, level)
    held_out = _held_out(random, plan) if hard else 0
    return told(random, of_run(Situation(plan, "total_iterations", held_out)), harder=hard)


def _total_dropped(random: Random, level: int) -> Drawing:
    return of_run(Situation(_dropping(random, level), "total_iterations"))


def _epochs_needed(random: Random, level: int) -> Drawing:
    return of_run(Situation(_run(random, level), "epochs"))


def _whole_epochs(random: Random, level: int) -> Drawing:
    plan = by_level(random, level)
    iterations = plan.iterations_per_epoch
    most = iterations - 1 if level > 1 else iterations // 2
    budget = iterations * epochs(random, level) + random.randint(1, most)
    so_far = solved(
        "epochs so far", "epochs_done", iterations_done=budget, iterations_per_epoch=iterations
    )
    numbers: dict[str, Number] = {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "iterations": iterations,
        "budget": budget,
        "quotient": so_far,
    }
    return with_slips(numbers, floor(so_far), WHOLE_EPOCHS)


def _samples_seen(random: Random, level: int) -> Drawing:
    return of_run(Situation(_run(random, level), "samples_seen"))


def _samples_seen_dropped(random: Random, level: int) -> Drawing:
    return of_run(Situation(_dropping(random, level), "samples_seen"))


def _epochs_seen(random: Random, level: int) -> Drawing:
    plan, hard = _run(random, level), harder(random, level)
    plan = replace(plan, drop_last=hard)
    numbers = {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "batches": plan.batches_per_epoch,
        "used": plan.samples - plan.dropped_samples,
        "samples_seen": plan.samples_seen,
    }
    answer = solved(
        "samples seen",
        "epochs",
        drop_last=hard,
        samples_seen=plan.samples_seen,
        train_size=plan.samples,
        dropped_samples=plan.dropped_samples,
    )
    return told(random, with_slips(numbers, answer, EPOCHS_SEEN), harder=hard)


def _more_updates(random: Random, level: int) -> Drawing:
    larger, hard = by_level(random, level), harder(random, level)
    larger = replace(larger, epochs=epochs(random, level) if hard else 1)
    smaller = replace(larger, batch_size=larger.batch_size // (5 if level == 1 else 4))
    numbers = {
        "samples": larger.samples,
        "batch_size": smaller.batch_size,
        "larger_batch_size": larger.batch_size,
        "epochs": larger.epochs,
        "updates": smaller.iterations_per_epoch,
        "fewer_updates": larger.iterations_per_epoch,
    }
    more = smaller.total_iterations - larger.total_iterations
    return told(random, with_slips(numbers, more, MORE_UPDATES), harder=hard)


def _train_test(random: Random, level: int) -> Drawing:
    plan = by_level(random, level)
    return of_run(Situation(plan, "batches_per_epoch", test_size=_held_out(random, plan)))


def _held_out(random: Random, plan: Plan) -> int:
    """The size of a test set beside the training set, at least a batch."""
    return max(plan.batch_size, plan.samples // random.choice(_TEST_PARTS) // 10 * 10)


def _time_total(random: Random, level: int) -> Drawing:
    seconds, runs = random.choice(_TIMES)
    plan = replace(by_level(random, level), epochs=random.choice(runs))
    return of_run(Situation(plan, "time_total", time_per_iteration=seconds))


DRAWS: dict[str, Draw] = {
    "total_iterations": _total_iterations,
    "total_dropped": _total_dropped,
    "epochs_needed": _epochs_needed,
    "whole_epochs": _whole_epochs,
    "samples_seen": _samples_seen,
    "samples_seen_dropped": _samples_seen_dropped,
    "epochs_seen": _epochs_seen,
    "more_updates": _more_updates,
    "train_test": _train_test,
    "time_total": _time_total,
}
