"""What happens every so often in a run: checkpoints, evaluations, log lines."""

from random import Random

from quiz.drawing import Drawing, Number
from quiz.skills.distracting import BATCH_SIZES, distracted
from quiz.skills.draws import by_level, epochs
from quiz.skills.skill import Draw
from quiz.skills.slipped import counted
from quiz.skills.solved import solved
from solver.misconceptions import saving as slips

_UPDATES = {1: (100, 200, 500), 2: (157, 250, 391), 3: (469, 782, 938), 4: (1_563, 1_875, 2_345)}
_UPDATES[5] = (5_005, 10_010, 7_813)
"""Updates of an epoch, by level."""
_EVERY = {1: (10, 20, 25, 50), 2: (40, 60, 100), 3: (100, 150, 200), 4: (200, 300, 500)}
_EVERY[5] = (500, 800, 1_000)
"""Updates between two checkpoints or log lines, by level."""
_ROUND = (2, 3, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000)
"""Updates between two evaluations."""


def _checkpoints(random: Random, level: int) -> Drawing:
    numbers = _run(random, level)
    answer = solved(
        "checkpoints",
        "checkpoints",
        total_iterations=numbers["total_iterations"],
        checkpoint_interval=numbers["interval"],
    )
    drawing = counted(numbers, answer, slips.CHECKPOINTS)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _run(random: Random, level: int) -> dict[str, int]:
    updates, interval = random.choice(_UPDATES[level]), random.choice(_EVERY[level])
    count = epochs(random, level)
    return {
        "iterations": updates,
        "epochs": count,
        "interval": interval,
        "total_iterations": count * updates,
    }


def _checkpoints_kept(random: Random, level: int) -> Drawing:
    """Level 1 reaches the limit; above it, not every run does."""
    interval = random.choice((2, 5, 10) if level == 1 else (2, 3, 4, 5, 7))
    written = random.randint(4, 8 + 3 * level)
    limits = [n for n in range(2, written + (0 if level == 1 else 3)) if n != written]
    limit = random.choice(limits)
    length = written * interval + (0 if level == 1 else random.randrange(interval))
    name = "checkpoints by epochs"
    count = solved(name, "checkpoints", epochs=length, epochs_per_checkpoint=interval)
    answer = solved(
        "checkpoints kept", "checkpoints_kept", checkpoints=count, checkpoint_limit=limit
    )
    numbers: dict[str, Number] = {
        "epochs": length,
        "interval": interval,
        "limit": limit,
        "checkpoints": count,
    }
    drawing = counted(numbers, answer, slips.CHECKPOINTS_KEPT)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _evaluations(random: Random, level: int) -> Drawing:
    plan = by_level(random, level)
    count = random.choice((4, 6, 8, 10)) if level == 1 else epochs(random, level)
    total = count * plan.iterations_per_epoch
    fitting = [n for n in _ROUND if 2 * n <= plan.iterations_per_epoch]
    divides = [n for n in fitting if level > 1 or total % n == 0]
    interval = random.choice(divides[-4:])
    answer = solved(
        "evaluations", "evaluations", total_iterations=total, evaluation_interval=interval
    )
    numbers = {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "epochs": count,
        "interval": interval,
        "iterations": plan.iterations_per_epoch,
        "total_iterations": total,
    }
    return counted(numbers, answer, slips.EVALUATIONS)


def _log_lines(random: Random, level: int) -> Drawing:
    batches, interval = random.choice(_UPDATES[level]), random.choice(_EVERY[level])
    count = epochs(random, level)
    answer = solved(
        "log lines of an epoch",
        "log_lines",
        epochs=count,
        batches_per_epoch=batches,
        log_interval_in_epoch=interval,
    )
    numbers = {"batches": batches, "epochs": count, "interval": interval}
    numbers["lines_per_epoch"] = int(answer) // count
    drawing = counted(numbers, answer, slips.LOG_LINES)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


DRAWS: dict[str, Draw] = {
    "checkpoints": _checkpoints,
    "checkpoints_kept": _checkpoints_kept,
    "evaluations": _evaluations,
    "log_lines": _log_lines,
}
