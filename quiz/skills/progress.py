"""In the middle of a run: what the number of an iteration says."""

from random import Random

from quiz.drawing import Drawing, with_slips
from quiz.skills.draws import by_level, epochs
from quiz.skills.skill import Draw
from quiz.skills.solved import solved
from solver.misconceptions.progress import EPOCH_OF_ITERATION, PLACE_IN_EPOCH, SAMPLES_AFTER
from solver.plan import Plan

_LASTS = {4: 0.3, 5: 0.4}
"""How often it is the last iteration of its epoch, where counting goes wrong most easily."""


def _epoch_of_iteration(random: Random, level: int) -> Drawing:
    numbers = _at(random, level)
    return with_slips(numbers, numbers["epoch"], EPOCH_OF_ITERATION)


def _place_in_epoch(random: Random, level: int) -> Drawing:
    numbers = _at(random, level)
    return with_slips(numbers, numbers["place"], PLACE_IN_EPOCH)


def _at(random: Random, level: int) -> dict[str, int]:
    """An iteration of some epoch after the first."""
    plan = by_level(random, level)
    last = random.random() < _LASTS.get(level, 0)
    iteration = _iteration(random, level, plan)
    if last:
        iteration -= iteration % plan.iterations_per_epoch
    epoch = solved(
        "epoch of an iteration",
        "epoch_at_iteration",
        iterations_done=iteration,
        iterations_per_epoch=plan.iterations_per_epoch,
    )
    place = solved(
        "iterations so far",
        "extra_iterations",
        iterations_done=iteration,
        iterations_per_epoch=plan.iterations_per_epoch,
        epochs_done=int(epoch) - 1,
    )
    whole = {"epoch": int(epoch), "finished": int(epoch) - 1, "place": int(place)}
    return _told(plan, iteration) | whole


def _samples_after(random: Random, level: int) -> Drawing:
    plan = by_level(random, level)
    iteration = _iteration(random, level, plan)
    finished, extra = divmod(iteration, plan.iterations_per_epoch)
    seen = solved(
        "samples seen in whole epochs and more",
        "samples_seen",
        epochs=finished,
        train_size=plan.samples,
        extra_iterations=extra,
        effective_batch_size=plan.effective_batch_size,
    )
    numbers = _told(plan, iteration) | {"finished": finished, "extra": extra}
    return with_slips(numbers, seen, SAMPLES_AFTER)


def _iteration(random: Random, level: int, plan: Plan) -> int:
    """An iteration after the first epoch that is not the last of its epoch."""
    each = plan.iterations_per_epoch
    return epochs(random, level) * each + random.randint(1, each - 1)


def _told(plan: Plan, iteration: int) -> dict[str, int]:
    return {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "iterations": plan.iterations_per_epoch,
        "iteration": iteration,
    }


DRAWS: dict[str, Draw] = {
    "epoch_of_iteration": _epoch_of_iteration,
    "place_in_epoch": _place_in_epoch,
    "samples_after": _samples_after,
}
