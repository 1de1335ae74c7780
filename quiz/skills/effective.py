"""The effective batch size, and back from it to each of its three factors."""

from random import Random

from quiz.drawing import Drawing, Number, of_run, with_slips
from quiz.skills.skill import Draw
from quiz.skills.solved import solved
from solver.misconceptions.effective import ACCUMULATION_STEPS, DEVICE_BATCH, DEVICES_NEEDED
from solver.plan import Plan
from solver.situation import Situation

_BATCHES = {
    1: (10, 20, 50),
    2: (8, 16, 32),
    3: (16, 32, 64),
    4: (12, 24, 48, 96),
    5: (24, 48, 96, 128),
}
_FACTORS = {
    1: (2, 3, 4),
    2: (2, 4, 6),
    3: (2, 3, 4, 8),
    4: (3, 4, 6, 8, 16),
    5: (5, 6, 8, 16, 32),
}


def _effective_batch(random: Random, level: int) -> Drawing:
    return of_run(Situation(_plan(random, level), "effective_batch_size"))


def _accumulation_steps(random: Random, level: int) -> Drawing:
    numbers = _numbers(_plan(random, level))
    steps = solved(
        "effective batch",
        "grad_accumulation",
        effective_batch_size=numbers["effective_batch_size"],
        batch_size=numbers["batch_size"],
        devices=numbers["devices"],
    )
    return with_slips(_without(numbers, "grad_accumulation"), steps, ACCUMULATION_STEPS)


def _device_batch(random: Random, level: int) -> Drawing:
    numbers = _numbers(_plan(random, level))
    size = solved(
        "effective batch",
        "batch_size",
        effective_batch_size=numbers["effective_batch_size"],
        grad_accumulation=numbers["grad_accumulation"],
        devices=numbers["devices"],
    )
    return with_slips(_without(numbers, "batch_size"), size, DEVICE_BATCH)


def _devices_needed(random: Random, level: int) -> Drawing:
    numbers = _numbers(_plan(random, level))
    devices = solved(
        "effective batch",
        "devices",
        effective_batch_size=numbers["effective_batch_size"],
        batch_size=numbers["batch_size"],
        grad_accumulation=numbers["grad_accumulation"],
    )
    return with_slips(_without(numbers, "devices"), devices, DEVICES_NEEDED)


def _plan(random: Random, level: int) -> Plan:
    """Three different factors, so that no mix-up leads to the right number."""
    batch_size = random.choice(_BATCHES[level])
    steps, devices = random.sample([n for n in _FACTORS[level] if n != batch_size], 2)
    return Plan(6_400, batch_size, grad_accumulation=steps, devices=devices)


def _numbers(plan: Plan) -> dict[str, int]:
    return {
        "batch_size": plan.batch_size,
        "grad_accumulation": plan.grad_accumulation,
        "devices": plan.devices,
        "effective_batch_size": plan.effective_batch_size,
    }


def _without(numbers: dict[str, int], asked: str) -> dict[str, Number]:
    """All numbers but the one that is asked."""
    return {name: value for name, value in numbers.items() if name != asked}


DRAWS: dict[str, Draw] = {
    "effective_batch": _effective_batch,
    "accumulation_steps": _accumulation_steps,
    "device_batch": _device_batch,
    "devices_needed": _devices_needed,
}
