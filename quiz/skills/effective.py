"""The effective batch size, and back from it to each of its three factors."""

from functools import partial
from random import Random

from quiz.drawing import Drawing, of_run, with_slips
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
_SLIPS = {
    "grad_accumulation": ACCUMULATION_STEPS,
    "batch_size": DEVICE_BATCH,
    "devices": DEVICES_NEEDED,
}


def _effective_batch(random: Random, level: int) -> Drawing:
    return of_run(Situation(_plan(random, level), "effective_batch_size"))


def _factor(asked: str, random: Random, level: int) -> Drawing:
    """The factor that is asked, from the effective batch size and the other two."""
    plan = _plan(random, level)
    numbers = {
        "batch_size": plan.batch_size,
        "grad_accumulation": plan.grad_accumulation,
        "devices": plan.devices,
        "effective_batch_size": plan.effective_batch_size,
    }
    del numbers[asked]
    answer = solved("effective batch", asked, drop_last=False, **numbers)
    return with_slips(numbers, answer, _SLIPS[asked])


def _plan(random: Random, level: int) -> Plan:
    """Three different factors, so that no mix-up leads to the right number."""
    batch_size = random.choice(_BATCHES[level])
    steps, devices = random.sample([n for n in _FACTORS[level] if n != batch_size], 2)
    return Plan(6_400, batch_size, grad_accumulation=steps, devices=devices)


DRAWS: dict[str, Draw] = {
    "effective_batch": _effective_batch,
    "accumulation_steps": partial(_factor, "grad_accumulation"),
    "device_batch": partial(_factor, "batch_size"),
    "devices_needed": partial(_factor, "devices"),
}
