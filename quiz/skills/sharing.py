"""Work that is shared: gradients accumulated over batches, samples spread over devices."""

from dataclasses import replace
from random import Random

from quiz.drawing import Drawing, Number, of_run, with_slips
from quiz.skills.draws import by_level, epochs, harder, told, uneven
from quiz.skills.skill import Draw
from quiz.skills.solved import solved
from solver.misconceptions.sharing import ACCUMULATION_DROPPED, PADDED
from solver.plan import Plan
from solver.situation import Situation

_STEPS = {4: (3, 5, 6, 8), 5: (5, 6, 8, 12, 16)}
_DEVICES = {4: (4, 6, 8), 5: (6, 8, 12, 16)}
_UNEVEN_DEVICES = {1: (3, 4, 5, 8), 2: (4, 6, 8), 3: (6, 8, 12), 4: (12, 16, 24), 5: (24, 32, 48)}


def _accumulation(random: Random, level: int) -> Drawing:
    plan, hard = _accumulating(random, level), harder(random, level)
    plan = replace(plan, epochs=epochs(random, level) if hard else 1)
    return told(random, of_run(Situation(plan, "iterations_per_epoch")), harder=hard)


def _accumulation_total(random: Random, level: int) -> Drawing:
    plan = replace(_accumulating(random, level), epochs=epochs(random, level))
    return of_run(Situation(plan, "total_iterations"))


def _accumulation_dropped(random: Random, level: int) -> Drawing:
    plan = _accumulating(random, level)
    leftover = solved(
        "left-over batches",
        "leftover_batches",
        batches_per_epoch=plan.batches_per_epoch,
        grad_accumulation=plan.grad_accumulation,
    )
    numbers: dict[str, Number] = {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "grad_accumulation": plan.grad_accumulation,
        "batches": plan.batches_per_epoch,
        "leftover": leftover,
    }
    updates = (plan.batches_per_epoch - leftover) / plan.grad_accumulation
    return with_slips(numbers, updates, ACCUMULATION_DROPPED)


def _accumulating(random: Random, level: int) -> Plan:
    """A run that accumulates; at the first level everything divides."""
    plan = by_level(random, level)
    steps = random.choice(_STEPS.get(level, (2, 4, 8)))
    if level == 1:
        plan = replace(plan, samples=plan.samples * steps)
    return replace(plan, grad_accumulation=steps)


def _devices(random: Random, level: int) -> Drawing:
    plan, hard = _on_devices(random, level, by_level(random, _each(level))), harder(random, level)
    plan = replace(plan, epochs=epochs(random, level) if hard else 1)
    return told(random, of_run(Situation(plan, "batches_per_epoch")), harder=hard)


def _devices_total(random: Random, level: int) -> Drawing:
    plan = _on_devices(random, level, by_level(random, _each(level)))
    return of_run(Situation(replace(plan, epochs=epochs(random, level)), "total_iterations"))


def _devices_last_batch(random: Random, level: int) -> Drawing:
    plan = _on_devices(random, level, uneven(random, _each(level)))
    return of_run(Situation(plan, "last_batch_size"))


def _each(level: int) -> int:
    """The level of what a single device gets, so that all together is no larger than elsewhere."""
    return min(level, 3)


def _on_devices(random: Random, level: int, each: Plan) -> Plan:
    """A run on several devices, each of which gets as much as the given run."""
    devices = random.choice(_DEVICES.get(level, (2, 4, 8)))
    return replace(each, samples=each.samples * devices, devices=devices)


def _padded(random: Random, level: int) -> Drawing:
    devices = random.choice(_UNEVEN_DEVICES[level])
    samples = uneven(random, level).samples // 10 + random.randint(1, 97)
    while samples % devices in {0, devices / 2}:
        samples += 1
    plan = Plan(samples, 1, devices=devices)
    numbers = {
        "samples": samples,
        "devices": devices,
        "samples_per_device": plan.samples_per_device,
        "padded_size": plan.samples_per_device * devices,
    }
    return with_slips(numbers, plan.padded_samples, PADDED)


DRAWS: dict[str, Draw] = {
    "accumulation": _accumulation,
    "accumulation_total": _accumulation_total,
    "accumulation_dropped": _accumulation_dropped,
    "devices": _devices,
    "devices_total": _devices_total,
    "devices_last_batch": _devices_last_batch,
    "padded": _padded,
}
