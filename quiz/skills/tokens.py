"""Language models: batches and epochs counted in tokens."""

from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number, with_slips
from quiz.skills.skill import Draw
from quiz.skills.solved import solved
from quiz.skills.written import tidy
from solver.misconceptions.tokens import TOKENS
from solver.plan import Plan

_LENGTHS = {1: (100, 200), 2: (128, 256), 3: (256, 512), 4: (512, 1_024), 5: (2_048, 4_096)}
_BATCHES = {1: (10, 20), 2: (8, 16), 3: (16, 32), 4: (32, 64), 5: (4, 8, 16)}
_STEPS = {1: (2, 3), 2: (2, 3, 4), 3: (4, 6, 8), 4: (4, 8), 5: (8, 16)}
_DEVICES = {1: (2, 3), 2: (2, 3, 4), 3: (2, 4), 4: (4, 8), 5: (16, 32, 64)}
_SAMPLES = {
    1: tuple(range(1_000, 3_001, 200)),
    2: tuple(range(2_500, 9_901, 500)),
    3: tuple(range(12_000, 60_001, 3_500)),
    4: tuple(range(100_000, 300_001, 17_500)),
    5: tuple(range(500_000, 1_000_001, 27_500)),
}
_MILLION = 1_000_000
_MILLIONS = {
    1: (1, 2, 3, 4),
    2: (1, 2, 3, 5),
    3: (10, 25, 40),
    4: (100, 250, 300),
    5: (2_000, 5_000),
}


def _tokens_per_batch(random: Random, level: int) -> Drawing:
    tables = (_BATCHES, _STEPS, _DEVICES, _LENGTHS)
    batch_size, steps, devices, length = (random.choice(each[level]) for each in tables)
    plan = Plan(_MILLION, batch_size, grad_accumulation=steps, devices=devices)
    numbers = {
        "batch_size": batch_size,
        "grad_accumulation": steps,
        "devices": devices,
        "sequence_length": length,
    }
    answer = solved(
        "tokens of a batch",
        "tokens_per_batch",
        effective_batch_size=plan.effective_batch_size,
        sequence_length=length,
    )
    return with_slips(numbers, answer, TOKENS["tokens_per_batch"])


def _tokens_per_epoch(random: Random, level: int) -> Drawing:
    samples, batch_size, length = (
        random.choice(each[level]) for each in (_SAMPLES, _BATCHES, _LENGTHS)
    )
    numbers = {
        "samples": samples,
        "batch_size": batch_size,
        "batches": Plan(samples, batch_size).batches_per_epoch,
        "sequence_length": length,
    }
    answer = solved(
        "tokens of an epoch", "tokens_per_epoch", train_size=samples, sequence_length=length
    )
    return with_slips(numbers, answer, TOKENS["tokens_per_epoch"])


def _steps_for_tokens(random: Random, level: int) -> Drawing:
    batch_size, length = random.choice(_BATCHES[level]), random.choice(_LENGTHS[level])
    budget = random.choice(_MILLIONS[level]) * _MILLION
    if level > 1 and not budget % (batch_size * length):
        budget += _MILLION // 2
    in_batch = solved(
        "tokens of a batch",
        "tokens_per_batch",
        effective_batch_size=batch_size,
        sequence_length=length,
    )
    numbers: dict[str, Number] = {
        "budget": budget,
        "batch_size": batch_size,
        "sequence_length": length,
        "tokens_per_batch": in_batch,
        "quotient": Fraction(budget) / in_batch,
    }
    answer = solved(
        "iterations for tokens", "total_iterations", tokens_seen=budget, tokens_per_batch=in_batch
    )
    return tidy(with_slips(numbers, answer, TOKENS["steps_for_tokens"]))


DRAWS: dict[str, Draw] = {
    "tokens_per_batch": _tokens_per_batch,
    "tokens_per_epoch": _tokens_per_epoch,
    "steps_for_tokens": _steps_for_tokens,
}
