"""Early stopping: when a run stops, and what it has done and saved by then."""

from random import Random

from quiz.drawing import Drawing
from quiz.skills.distracting import BATCH_SIZES, distracted
from quiz.skills.draws import by_level
from quiz.skills.skill import Draw
from quiz.skills.slipped import counted
from quiz.skills.solved import solved
from solver.misconceptions import stopping as slips

_BEST = {1: (4, 10), 2: (8, 20), 3: (15, 40), 4: (30, 90), 5: (60, 200)}
_PATIENCE = {1: (3, 4, 5), 2: (3, 4, 5), 3: (5, 7, 8), 4: (8, 10, 12), 5: (10, 15, 20)}
_UPDATES = {1: (50, 100), 2: (125, 157, 313), 3: (391, 469), 4: (782, 938), 5: (1_563, 5_005)}


def _run(random: Random, level: int) -> dict[str, int]:
    """A best epoch that differs from the patience, and a plan that goes on for longer."""
    patience = random.choice(_PATIENCE[level])
    low, high = _BEST[level]
    best = random.choice([n for n in range(low, high + 1) if n != patience])
    stop = int(solved("early stop", "early_stop_epoch", best_epoch=best, patience=patience))
    epochs = (stop // 10 + random.randint(1, 4)) * 10
    return {"best_epoch": best, "patience": patience, "stop_epoch": stop, "epochs": epochs}


def _stop_epoch(random: Random, level: int) -> Drawing:
    numbers = _run(random, level)
    return counted(numbers, numbers["stop_epoch"], slips.STOP_EPOCH)


def _stop_of_validations(random: Random, level: int) -> Drawing:
    interval = random.choice((2, 5) if level == 1 else (2, 3, 4, 5))
    patience = random.choice(_PATIENCE[level])
    best = interval * random.choice([n for n in range(2, 4 + 4 * level) if n != patience])
    answer = solved(
        "early stop of validations",
        "early_stop_epoch",
        best_epoch=best,
        patience=patience,
        epochs_per_evaluation=interval,
    )
    epochs = (int(answer) // 50 + random.randint(1, 3)) * 50
    numbers = {"interval": interval, "patience": patience, "best_epoch": best, "epochs": epochs}
    return counted(numbers, answer, slips.STOP_OF_VALIDATIONS)


def _patience_left(random: Random, level: int) -> Drawing:
    numbers = _run(random, level)
    waited = random.choice(range(1, numbers["patience"]))
    epoch = numbers["best_epoch"] + waited
    numbers |= {"epoch": epoch, "waited": waited}
    return counted(numbers, numbers["stop_epoch"] - epoch, slips.PATIENCE_LEFT)


def _updates_until_stop(random: Random, level: int) -> Drawing:
    plan, numbers = by_level(random, level), _run(random, level)
    updates = plan.iterations_per_epoch
    numbers |= {"samples": plan.samples, "batch_size": plan.batch_size, "iterations": updates}
    answer = _updates(numbers["stop_epoch"], updates)
    drawing = counted(numbers, answer, slips.UPDATES_UNTIL_STOP)
    return distracted(random, level, drawing)


def _updates_saved(random: Random, level: int) -> Drawing:
    numbers, updates = _run(random, level), random.choice(_UPDATES[level])
    spared = solved(
        "epochs not run",
        "epochs_not_run",
        epochs=numbers["epochs"],
        early_stop_epoch=numbers["stop_epoch"],
    )
    numbers |= {"iterations": updates, "epochs_saved": int(spared)}
    drawing = counted(numbers, _updates(int(spared), updates), slips.UPDATES_SAVED)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _updates(epochs: int, each: int) -> int:
    name = "all updates"
    return int(solved(name, "total_iterations", epochs=epochs, iterations_per_epoch=each))


DRAWS: dict[str, Draw] = {
    "stop_epoch": _stop_epoch,
    "stop_of_validations": _stop_of_validations,
    "patience_left": _patience_left,
    "updates_until_stop": _updates_until_stop,
    "updates_saved": _updates_saved,
}
