"""The parts of a data set: what a share leaves for training, and how the whole follows from it."""

from dataclasses import replace
from random import Random

from quiz.drawing import Drawing, Number, of_run
from quiz.skills.distracting import BATCH_SIZES, EPOCHS, distracted
from quiz.skills.draws import harder, told
from quiz.skills.skill import Draw
from quiz.skills.slipped import counted
from quiz.skills.solved import solved
from solver.misconceptions import splits as slips
from solver.plan import Plan
from solver.situation import Situation

_LARGEST = {1: 40, 2: 90, 3: 600, 4: 2_500, 5: 12_800}
_SMALLEST = {1: 10, 2: 12, 3: 100, 4: 400, 5: 2_500}
"""Hundreds of samples, by level."""
_TEST = {1: (10, 20), 2: (15, 25, 30), 3: (5, 12, 15), 4: (8, 16, 18), 5: (3, 7, 12, 17)}
_HELD_OUT = {
    1: ((10, 10), (20, 10), (10, 20)),
    2: ((15, 15), (10, 15), (20, 15)),
    3: ((5, 10), (15, 5), (12, 8)),
    4: ((8, 12), (6, 9), (12, 16)),
    5: ((3, 7), (4, 11), (2, 3)),
}
"""Percent for validation and for the test, by level."""
_OF_REST = {1: (10, 20), 2: (10, 25), 3: (5, 15), 4: (15, 20, 35), 5: (5, 15, 45)}
_COPIES = {1: (2, 3, 4), 2: (2, 3, 4), 3: (3, 5, 6), 4: (5, 6, 8), 5: (6, 8, 9)}
_UNIT = {1: 400, 2: 400, 3: 10_000, 4: 10_000, 5: 10_000}
"""Of so many samples the shares of shares are whole, by level."""


def _size(random: Random, level: int) -> int:
    hundreds = random.randint(_SMALLEST[level], _LARGEST[level])
    return hundreds * 100 if level > 1 else hundreds // 5 * 500


def _whole_of(unit: int, size: int) -> int:
    """A size near this one, of which the shares of shares are whole."""
    return max(1, size // unit) * unit


def _train_share(random: Random, level: int) -> Drawing:
    size, test = _size(random, level), random.choice(_TEST[level])
    answer = solved("train_percent", "train_size", train_percent=100 - test, dataset_size=size)
    numbers = {"dataset_size": size, "test_percent": test, "train_percent": 100 - test}
    drawing = counted(numbers, answer, slips.TRAIN_SHARE)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _three_way_split(random: Random, level: int) -> Drawing:
    size, (val, test) = _size(random, level), random.choice(_HELD_OUT[level])
    train = 100 - val - test
    answer = solved("train_percent", "train_size", train_percent=train, dataset_size=size)
    numbers = {
        "dataset_size": size,
        "val_percent": val,
        "test_percent": test,
        "train_percent": train,
    }
    drawing = counted(numbers, answer, slips.THREE_WAY_SPLIT)
    return distracted(random, level, drawing, epochs=EPOCHS)


def _validation_of_rest(random: Random, level: int) -> Drawing:
    size = _whole_of(2_000, _size(random, level))
    test, val = random.choice(_TEST[level]), random.choice(_OF_REST[level])
    held_out = solved("test_percent", "test_size", test_percent=test, dataset_size=size)
    rest = solved("split", "train_size", dataset_size=size, test_size=held_out)
    answer = solved("val_percent", "val_size", val_percent=val, dataset_size=rest)
    numbers: dict[str, Number] = {
        "dataset_size": size,
        "test_percent": test,
        "test_size": held_out,
        "val_percent": val,
        "rest": rest,
    }
    drawing = counted(numbers, answer, slips.VALIDATION_OF_REST)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _test_share(random: Random, level: int) -> Drawing:
    size, (val, test) = _size(random, level), random.choice(_HELD_OUT[level])
    answer = solved("test_percent", "test_size", test_percent=test, dataset_size=size)
    numbers = {
        "dataset_size": size,
        "train_percent": 100 - val - test,
        "val_percent": val,
        "test_percent": test,
    }
    drawing = counted(numbers, answer, slips.TEST_SHARE)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


def _dataset_of_share(random: Random, level: int) -> Drawing:
    size = _whole_of(_UNIT[level], _size(random, level))
    train = 100 - random.choice(_TEST[level])
    part = solved("train_percent", "train_size", train_percent=train, dataset_size=size)
    answer = solved("train_percent", "dataset_size", train_percent=train, train_size=part)
    drawing = counted({"train_size": part, "train_percent": train}, answer, slips.DATASET_OF_SHARE)
    return distracted(random, level, drawing, epochs=EPOCHS)


def _split_updates(random: Random, level: int) -> Drawing:
    size, test = _size(random, level), random.choice(_TEST[level])
    train = solved("train_percent", "train_size", train_percent=100 - test, dataset_size=size)
    sizes = (10, 20, 25, 50) if level == 1 else (16, 32, 64, 128)
    fitting = [one for one in sizes if (level == 1) == (train % one == 0)]
    hard = harder(random, level)
    epochs = random.choice(EPOCHS) if hard else 1
    plan = Plan(int(train), random.choice(fitting or sizes[:1]), epochs=epochs)
    drawing = of_run(Situation(plan, "batches_per_epoch", test_size=size - plan.samples))
    numbers = {**drawing.numbers, "test_percent": test}
    return told(random, replace(drawing, numbers=numbers), harder=hard)


def _augmented_samples(random: Random, level: int) -> Drawing:
    size = _size(random, min(level, 4)) + (0 if level == 1 else random.randrange(1, 100))
    copies = random.choice(_COPIES[level])
    versions = copies + 1
    answer = solved("repeats", "samples_per_epoch", train_size=size, repeats=versions)
    numbers = {"train_size": size, "copies": copies, "versions": versions}
    drawing = counted(numbers, answer, slips.AUGMENTED)
    return distracted(random, level, drawing, batch_size=BATCH_SIZES)


DRAWS: dict[str, Draw] = {
    "train_share": _train_share,
    "three_way_split": _three_way_split,
    "test_share": _test_share,
    "validation_of_rest": _validation_of_rest,
    "dataset_of_share": _dataset_of_share,
    "split_updates": _split_updates,
    "augmented_samples": _augmented_samples,
}
