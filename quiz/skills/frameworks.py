"""How frameworks count: what their settings make of an epoch and of a run."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor
from random import Random

from quiz.drawing import Drawing, Number, of_run, with_slips
from quiz.skills.draws import by_level, epochs, even, uneven
from quiz.skills.skill import Draw
from solver.misconceptions import Slip
from solver.misconceptions.frameworks import FRAMEWORKS
from solver.plan import Plan
from solver.rules import RULES, batches_per_epoch, count
from solver.situation import Situation

_UNEVEN, _HARD = 3, 4
"""Levels from which powers of two are left behind, and runs get long."""
_SPLITS = {1: (Fraction(1, 5),), 2: (Fraction(1, 5), Fraction(1, 10), Fraction(1, 4))}
_HARDER_SPLITS = (Fraction(1, 10), Fraction(3, 20), Fraction(1, 4), Fraction(3, 10))
_STEPS = {
    1: (10, 20, 50),
    2: (50, 100, 150),
    3: (100, 200, 250),
    4: (300, 450, 500),
    5: (800, 1_000, 2_000),
}
_WORLDS = (2, 4, 8, 16, 32, 64)
_DEVICES = {1: (2, 4), 2: (2, 4), 3: (2, 4, 8), 4: (4, 8), 5: (8, 16)}


def _keras_fit_steps(random: Random, level: int) -> Drawing:
    plan = replace(by_level(random, level), epochs=epochs(random, level))
    return _counted("keras", Situation(plan, "iterations_per_epoch"))


def _keras_split_first(random: Random, level: int) -> Drawing:
    numbers = _split(random, level)
    return with_slips(numbers, numbers["train"], FRAMEWORKS["keras_split_first"])


def _keras_split_steps(random: Random, level: int) -> Drawing:
    numbers = _split(random, level)
    plan = Plan(int(numbers["train"]), int(numbers["batch_size"]))
    answer = batches_per_epoch(plan, RULES["keras"])
    return with_slips(numbers, answer, FRAMEWORKS["keras_split_steps"])


def _split(random: Random, level: int) -> dict[str, Number]:
    """Keras cuts the validation part off the end, and rounds down where the cut falls."""
    plan = by_level(random, level)
    samples = plan.samples if level > 1 else 5 * plan.samples
    possible = _SPLITS.get(level, _HARDER_SPLITS)
    held_out = random.choice([one for one in possible if _cut_exactly(samples, one)])
    train = floor(samples * (1 - held_out))
    return {
        "samples": samples,
        "batch_size": plan.batch_size,
        "validation_split": held_out,
        "cut": samples * (1 - held_out),
        "train": train,
        "validation": samples - train,
        "last": train - 1,
        "quotient": Fraction(train, plan.batch_size),
    }


def _cut_exactly(samples: int, held_out: Fraction) -> bool:
    """Whether Keras, which cuts with floats, trains on as many: 42,000 × 0.7 is 29,399 to it."""
    return floor(samples * (1.0 - float(held_out))) == floor(samples * (1 - held_out))


def _keras_given_steps(random: Random, level: int) -> Drawing:
    plan, steps = by_level(random, level), random.choice(_STEPS[level])
    if steps == plan.batches_per_epoch:
        steps += 5
    full = Plan(steps * plan.batch_size, plan.batch_size)
    numbers = {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "steps": steps,
        "batches": plan.batches_per_epoch,
    }
    return with_slips(numbers, full.samples_seen, FRAMEWORKS["keras_given_steps"])


def _loader_length(random: Random, level: int) -> Drawing:
    drop_last = random.random() < 1 / 2
    plan = replace(by_level(random, level), drop_last=drop_last)
    drawing = _counted("pytorch", Situation(plan, "batches_per_epoch"), "loader_length")
    left, right = "⌊⌋" if drop_last else "⌈⌉"
    return replace(drawing, names={"drop_last": str(drop_last), "left": left, "right": right})


def _lightning_updates(random: Random, level: int) -> Drawing:
    steps = random.choice((2, 4, 8) if level < _UNEVEN else (3, 4, 6, 8))
    plan = even(random) if level == 1 else _left_over(random, level, steps)
    samples = plan.samples * steps if level == 1 else plan.samples
    plan = replace(plan, samples=samples, grad_accumulation=steps)
    return _counted("lightning", Situation(plan, "iterations_per_epoch"), "lightning_updates")


def _left_over(random: Random, level: int, steps: int) -> Plan:
    """Batches that the accumulation steps do not divide."""
    plans = (uneven(random, level) for _ in iter(int, 1))
    return next(plan for plan in plans if plan.batches_per_epoch % steps)


def _trainer_updates(random: Random, level: int) -> Drawing:
    plan = _shared(random, level)
    return _counted("transformers", Situation(plan, "iterations_per_epoch"), "trainer_updates")


def _trainer_epochs(random: Random, level: int) -> Drawing:
    plan = _shared(random, level)
    counted = count(plan, "iterations_per_epoch", RULES["transformers"])
    each = counted.high if counted else 0
    whole = random.randint(2, 9) if level < _HARD else random.randint(10, 30)
    steps = whole * each if level == 1 else whole * each + random.randint(1, each - 1)
    numbers: dict[str, Number] = {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "devices": plan.devices,
        "grad_accumulation": plan.grad_accumulation,
        "max_steps": steps,
        "batches": batches_per_epoch(plan, RULES["transformers"]),
        "iterations": each,
        "quotient": Fraction(steps, each),
    }
    return with_slips(numbers, -(-steps // each), FRAMEWORKS["trainer_epochs"])


def _shared(random: Random, level: int) -> Plan:
    """Samples that are shared by devices, with gradients accumulated."""
    devices, steps = random.choice(_DEVICES[level]), random.choice((2, 4, 8))
    plan = even(random) if level == 1 else uneven(random, max(level, 3))
    batch_size = plan.batch_size if level == 1 else random.choice((4, 8, 16, 32))
    samples = plan.samples * devices * steps if level == 1 else plan.samples
    return Plan(samples, batch_size, devices=devices, grad_accumulation=steps)


def _deepspeed_batch(random: Random, level: int) -> Drawing:
    return _counted("deepspeed", Situation(_micro(random, level), "effective_batch_size"))


def _deepspeed_accumulation(random: Random, level: int) -> Drawing:
    plan = _micro(random, level)
    numbers = {
        "batch_size": plan.batch_size,
        "devices": plan.devices,
        "effective": plan.effective_batch_size,
        "pass": plan.batch_size * plan.devices,
    }
    return with_slips(numbers, plan.grad_accumulation, FRAMEWORKS["deepspeed_accumulation"])


def _micro(random: Random, level: int) -> Plan:
    micro = random.choice((2, 4, 8, 16) if level < _HARD else (1, 2, 4, 6, 12, 24))
    devices = random.choice([n for n in _WORLDS[max(level - 2, 0) : level + 1] if n != micro])
    possible = (2, 4, 5, 8) if level < _UNEVEN else (3, 5, 6, 10, 12)
    steps = random.choice([n for n in possible if n not in {micro, devices}])
    return Plan(10_000, micro, grad_accumulation=steps, devices=devices)


def _sklearn_updates(random: Random, level: int) -> Drawing:
    plan = by_level(random, min(level, 3))
    plan = replace(plan, epochs=random.choice((10, 20, 50, 100, 150, 200)[: level + 1]))
    drawing = of_run(Situation(plan, "total_iterations"))
    return _with(drawing, FRAMEWORKS["sklearn_updates"])


def _counted(framework: str, situation: Situation, slips: str = "") -> Drawing:
    """A question about a run, answered as a framework counts."""
    drawing, rule = of_run(situation), RULES[framework]
    if situation.asked == "batches_per_epoch":
        answer = Fraction(batches_per_epoch(situation.plan, rule))
    else:
        counted = count(situation.plan, situation.asked, rule)
        by_framework = situation.asked == "iterations_per_epoch" and counted
        answer = Fraction(counted.high) if counted and by_framework else drawing.answer
    wrong = {value: name for value, name in drawing.wrong.items() if value != answer}
    return _with(replace(drawing, answer=answer, wrong=wrong), FRAMEWORKS.get(slips, ()))


def _with(drawing: Drawing, slips: Sequence[Slip]) -> Drawing:
    """With wrong answers that only this question invites, which come first."""
    own = with_slips(drawing.numbers, drawing.answer, slips).wrong
    return replace(drawing, wrong={**own, **drawing.wrong, **own})


DRAWS: dict[str, Draw] = {
    "keras_fit_steps": _keras_fit_steps,
    "keras_split_first": _keras_split_first,
    "keras_split_steps": _keras_split_steps,
    "keras_given_steps": _keras_given_steps,
    "loader_length": _loader_length,
    "lightning_updates": _lightning_updates,
    "trainer_updates": _trainer_updates,
    "trainer_epochs": _trainer_epochs,
    "deepspeed_batch": _deepspeed_batch,
    "deepspeed_accumulation": _deepspeed_accumulation,
    "sklearn_updates": _sklearn_updates,
}
