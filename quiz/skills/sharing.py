"""Work that is shared: gradients accumulated over batches, samples spread over devices."""

from dataclasses import replace
from random import Random

from quiz.skills.draws import by_level
from quiz.skills.skill import Skill
from solver.plan import Plan
from solver.situation import Situation


def _accumulation(random: Random, level: int) -> Situation:
    plan = by_level(random, level)
    steps = random.choice((2, 4, 8))
    if level == 1:
        plan = replace(plan, samples=plan.samples * steps)
    return Situation(replace(plan, grad_accumulation=steps), "iterations_per_epoch")


def _effective_batch(random: Random, level: int) -> Situation:
    batch_size = random.choice((4, 8, 16, 32))
    steps, devices = random.sample((2, 3, 4, 8)[: level + 1], 2)
    plan = Plan(6_400, batch_size, grad_accumulation=steps, devices=devices)
    return Situation(plan, "effective_batch_size")


def _devices(random: Random, level: int) -> Situation:
    devices = random.choice((2, 4, 8))
    plan = by_level(random, level)
    shared = replace(plan, samples=plan.samples * devices, devices=devices)
    return Situation(shared, "batches_per_epoch")


SKILLS = (
    Skill("accumulation", _accumulation),
    Skill("effective_batch", _effective_batch),
    Skill("devices", _devices),
)
