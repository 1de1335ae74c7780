"""Reading code, configurations and logs: how many updates, and what is printed."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number, of_run
from quiz.skills.draws import by_level, epochs, uneven
from quiz.skills.skill import Draw
from quiz.skills.slipped import counted
from quiz.skills.solved import solved
from solver.misconceptions import code as slips
from solver.plan import Plan
from solver.situation import Situation

_STEPS = {1: (2, 4, 5), 2: (2, 4, 8), 3: (2, 4, 8), 4: (3, 5, 6, 8), 5: (5, 6, 8, 12, 16)}
_DEVICES = {1: (2, 4), 2: (2, 4, 8), 3: (2, 4, 8), 4: (4, 6, 8), 5: (6, 8, 16)}
_LIMITS = {1: (5, 10), 2: (20, 25, 50), 3: (25, 50, 100), 4: (50, 100, 150), 5: (100, 200, 250)}
_CODE = "_code"
"""Ends the name of a number as code writes it; in sentences thousands are apart."""


def _loop(random: Random, level: int) -> Drawing:
    return of_run(Situation(_run(random, level), "total_iterations"))


def _drop_last(random: Random, level: int) -> Drawing:
    plan = replace(uneven(random, level), epochs=epochs(random, level), drop_last=True)
    return of_run(Situation(plan, "total_iterations"))


def _test_loop(random: Random, level: int) -> Drawing:
    plan = _run(random, level)
    held_out = plan.batch_size * random.randint(2, 9) + (random.randint(1, 9) if level > 1 else 0)
    drawing = of_run(Situation(plan, "total_iterations", test_size=held_out))
    return _written(drawing, {"samples": f"{plan.samples}", "test": f"{held_out}"})


def _break(random: Random, level: int) -> Drawing:
    plan = next(one for one in _runs(random, level) if one.batches_per_epoch > _LIMITS[level][0])
    limit = random.choice([n for n in _LIMITS[level] if n < plan.batches_per_epoch])
    kept = replace(plan, samples=limit * plan.batch_size)
    numbers = {**_numbers(plan), "limit": limit, "last": limit - 1}
    return counted(numbers, kept.total_iterations, slips.BREAK)


def _last_shape(random: Random, level: int) -> Drawing:
    return of_run(Situation(uneven(random, level), "last_batch_size"))


def _accumulation(random: Random, level: int) -> Drawing:
    """The batches left over at the end of an epoch make no update."""
    plan = _accumulating(random, level)
    leftover = solved(
        "left-over batches",
        "leftover_batches",
        batches_per_epoch=plan.batches_per_epoch,
        grad_accumulation=plan.grad_accumulation,
    )
    used = (plan.batches_per_epoch - int(leftover)) * plan.batch_size
    kept = replace(plan, samples=used)
    numbers = {**_numbers(plan), "iterations": kept.iterations_per_epoch}
    return counted(numbers, kept.total_iterations, slips.ACCUMULATION)


def _accumulation_rest(random: Random, level: int) -> Drawing:
    plan = _accumulating(random, level)
    return of_run(Situation(plan, "total_iterations"))


def _print_step(random: Random, level: int) -> Drawing:
    plan = _accumulating(random, level)
    return counted(_numbers(plan), plan.total_batches, slips.PRINTED_STEP)


def _gpus(random: Random, level: int) -> Drawing:
    devices, plan = random.choice(_DEVICES[level]), _run(random, level)
    plan = replace(plan, samples=plan.samples * devices, devices=devices)
    return of_run(Situation(plan, "total_iterations"))


def _transformers(random: Random, level: int) -> Drawing:
    """Full groups of batches, which every version of the library counts alike."""
    devices, plan = random.choice(_DEVICES[level]), _grouped(random, level)
    plan = replace(plan, samples=plan.samples * devices, devices=devices)
    drawing = of_run(Situation(plan, "total_iterations"))
    return replace(drawing, numbers={**drawing.numbers, "effective": plan.effective_batch_size})


def _configuration(random: Random, level: int) -> Drawing:
    plan = _grouped(random, level)
    drawing = of_run(Situation(plan, "total_iterations"))
    return _written(drawing, {"samples": f"{plan.samples}"})


def _so_far(random: Random, level: int) -> Drawing:
    numbers = _moment(random, level)
    done = counted(numbers, numbers["done"], slips.SO_FAR)
    return _log(done, "place", "batches", Fraction(numbers["place"], numbers["batches"]))


def _left(random: Random, level: int) -> Drawing:
    numbers = _moment(random, level)
    left = solved(
        "iterations left",
        "remaining_iterations",
        total_iterations=numbers["total"],
        iterations_done=numbers["done"],
    )
    share = Fraction(numbers["place"], numbers["batches"])
    return _log(counted(numbers, left, slips.LEFT), "place", "batches", share)


def _per_epoch(random: Random, level: int) -> Drawing:
    numbers = _moment(random, level)
    numbers["step"] = numbers["done"]
    each = solved(
        "all updates",
        "iterations_per_epoch",
        epochs=numbers["epochs"],
        total_iterations=numbers["total"],
    )
    share = Fraction(numbers["step"], numbers["total"])
    return _log(counted(numbers, each, slips.PER_EPOCH), "step", "total", share)


def _run(random: Random, level: int) -> Plan:
    return replace(by_level(random, level), epochs=epochs(random, level))


def _runs(random: Random, level: int) -> Iterator[Plan]:
    while True:
        yield _run(random, level)


def _accumulating(random: Random, level: int) -> Plan:
    """A run of several updates an epoch."""
    steps = random.choice(_STEPS[level])
    plan = next(one for one in _runs(random, level) if one.batches_per_epoch > 2 * steps)
    return replace(plan, grad_accumulation=steps)


def _grouped(random: Random, level: int) -> Plan:
    """A run whose batches can be put in groups without a rest."""
    for plan in _runs(random, level):
        batches = plan.batches_per_epoch
        steps = [n for n in _STEPS[level] if batches % n == 0 and batches > n]
        if steps:
            return replace(plan, grad_accumulation=random.choice(steps))
    raise AssertionError  # there is always one more run


def _moment(random: Random, level: int) -> dict[str, int]:
    """A moment in the middle of a run, in an epoch that is neither its first nor its last."""
    plan = replace(_run(random, level), epochs=2 + epochs(random, level))
    epoch = random.randint(2, plan.epochs - 1)
    place = random.randint(1, plan.batches_per_epoch - 1)
    done = solved(
        "iterations so far",
        "iterations_done",
        iterations_per_epoch=plan.batches_per_epoch,
        epochs_done=epoch - 1,
        extra_iterations=place,
    )
    return {
        "epochs": plan.epochs,
        "epoch": epoch,
        "finished": epoch - 1,
        "coming": plan.epochs - epoch,
        "batches": plan.batches_per_epoch,
        "place": place,
        "rest": plan.batches_per_epoch - place,
        "before": int(done) - place,
        "done": int(done),
        "total": plan.total_iterations,
    }


def _numbers(plan: Plan) -> dict[str, Number]:
    return {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "epochs": plan.epochs,
        "grad_accumulation": plan.grad_accumulation,
        "batches": plan.batches_per_epoch,
    }


def _log(drawing: Drawing, place: str, whole: str, done: Fraction) -> Drawing:
    """With the numbers of a progress bar as a log writes them."""
    names = {name: f"{drawing.numbers[name]}" for name in (place, whole)}
    log = _written(drawing, names)
    return replace(log, names={**log.names, "percent_done": f"{int(100 * done)}"})


def _written(drawing: Drawing, names: dict[str, str]) -> Drawing:
    """With numbers as code writes them."""
    return replace(drawing, names={f"{name}{_CODE}": value for name, value in names.items()})


DRAWS: dict[str, Draw] = {
    "code_loop": _loop,
    "code_drop_last": _drop_last,
    "code_test_loop": _test_loop,
    "code_break": _break,
    "code_last_shape": _last_shape,
    "code_accumulation": _accumulation,
    "code_accumulation_rest": _accumulation_rest,
    "code_print_step": _print_step,
    "code_gpus": _gpus,
    "code_keras": _loop,
    "code_lightning": _accumulation_rest,
    "code_transformers": _transformers,
    "config_updates": _configuration,
    "log_so_far": _so_far,
    "log_left": _left,
    "log_per_epoch": _per_epoch,
}
