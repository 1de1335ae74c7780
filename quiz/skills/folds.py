"""Cross-validation: what each fold trains on and holds out, and what all folds cost together."""

from random import Random

from quiz.drawing import Drawing
from quiz.skills.distracting import BATCH_SIZES, EPOCHS, distracted
from quiz.skills.skill import Draw
from quiz.skills.slipped import counted
from quiz.skills.solved import solved
from solver.misconceptions import folds as slips
from solver.plan import Plan

_FOLDS = {1: (4, 5, 10), 2: (4, 5, 8), 3: (5, 6, 8, 10), 4: (7, 8, 10, 12), 5: (7, 9, 12, 15)}
_LARGEST = {1: 30, 2: 60, 3: 300, 4: 900, 5: 6_000}
"""Hundreds of samples, by level."""


def _data(random: Random, level: int) -> tuple[int, int]:
    """Samples and folds, which divide them at the first level only."""
    folds = random.choice(_FOLDS[level])
    size = 100 * random.randint(max(10, _LARGEST[level] // 6), _LARGEST[level])
    size = size // folds * folds
    return (size if level == 1 else size + random.randrange(1, folds)), folds


def _held_out(size: int, folds: int) -> int:
    return int(solved("fold held out", "fold_val_size", train_size=size, folds=folds))


def _trained_on(size: int, folds: int) -> int:
    held_out = _held_out(size, folds)
    name = "fold trained on"
    return int(solved(name, "fold_train_size", train_size=size, fold_val_size=held_out))


def _fold_val_size(random: Random, level: int) -> Drawing:
    size, folds = _data(random, level)
    numbers = {"dataset_size": size, "folds": folds}
    drawing = counted(numbers, _held_out(size, folds), slips.FOLD_HELD_OUT)
    return distracted(random, level, drawing, epochs=EPOCHS)


def _fold_train_size(random: Random, level: int) -> Drawing:
    size, folds = _data(random, level)
    numbers = {"dataset_size": size, "folds": folds, "fold_val_size": _held_out(size, folds)}
    drawing = counted(numbers, _trained_on(size, folds), slips.FOLD_TRAINED_ON)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _trainings(random: Random, level: int) -> Drawing:
    size, folds = _data(random, level)
    most = {1: 4, 2: 6, 3: 10, 4: 15, 5: 30}[level]
    repeats = random.choice([n for n in range(2, most + 1) if n != folds])
    answer = solved("trainings", "trainings", folds=folds, cross_validation_repeats=repeats)
    numbers = {"dataset_size": size, "folds": folds, "repeats": repeats}
    return counted(numbers, answer, slips.TRAININGS)


def _fold_updates(random: Random, level: int) -> Drawing:
    """The folds are equally large, so that every model makes as many updates."""
    _, folds = _data(random, level)
    batch_size = random.choice((10, 20, 25, 50) if level == 1 else (16, 32, 64, 128))
    per_fold = random.randint(2, 8) * 50 * level if level > 1 else random.randint(4, 20) * 50
    size = folds * per_fold
    epochs = random.choice((2, 3, 4, 5) if level == 1 else (3, 6, 10, 15, 20, 30))
    plan = Plan(_trained_on(size, folds), batch_size, epochs=epochs)
    numbers = {
        "dataset_size": size,
        "folds": folds,
        "batch_size": batch_size,
        "epochs": epochs,
        "fold_train_size": plan.samples,
        "updates": plan.iterations_per_epoch,
        "updates_of_model": plan.total_iterations,
    }
    answer = solved(
        "all folds",
        "iterations_of_all_folds",
        trainings=solved("trainings", "trainings", folds=folds),
        total_iterations=plan.total_iterations,
    )
    return counted(numbers, answer, slips.FOLD_UPDATES)


DRAWS: dict[str, Draw] = {
    "fold_val_size": _fold_val_size,
    "fold_train_size": _fold_train_size,
    "trainings": _trainings,
    "fold_updates": _fold_updates,
}
