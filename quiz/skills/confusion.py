"""How good a classifier of two classes is, from its confusion matrix."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number
from quiz.skills.skill import Draw
from quiz.skills.slipped import apart, counted, measured
from solver.formulas import metrics
from solver.misconceptions import confusion as slips
from solver.mistaking import Slip
from solver.reading.formulas.question import FormulaQuestion, Read

WHOLES = {
    1: (20, 40, 50),
    2: (80, 100, 125, 200),
    3: (250, 400, 500),
    4: (625, 1_000),
    5: (1_250, 2_000, 2_500),
}
TOTALS = {
    1: (50, 100),
    2: (125, 200, 250),
    3: (400, 500, 1_000),
    4: (1_250, 2_000),
    5: (2_500, 5_000, 10_000),
}
"""By level, numbers that go into ten thousand, so that shares have few decimals."""
_CELLS = {
    "tp": "true_positives",
    "fn": "false_negatives",
    "fp": "false_positives",
    "tn": "true_negatives",
}
_TRANSPOSED = 3
"""The level from which the rows of a matrix may be what was predicted."""

Cells = dict[str, int]


def _accuracy(random: Random, level: int) -> Drawing:
    whole = random.choice(TOTALS[level])
    fn, fp = random.sample(range(whole // 50 + 1, whole // 6), 2)
    tp = random.randint(whole // 5, whole // 2)
    cells = {"tp": tp, "fn": fn, "fp": fp, "tn": whole - tp - fn - fp}
    return _told(random, level, _share("accuracy", cells, slips.ACCURACY))


def _precision(random: Random, level: int) -> Drawing:
    tp, fp = _parts(random, level)
    fn = random.randint(1, tp // 2)
    cells = {"tp": tp, "fn": fn, "fp": fp, "tn": random.randint(tp, 5 * tp)}
    return _told(random, level, _share("precision", cells, slips.PRECISION))


def _recall(random: Random, level: int) -> Drawing:
    tp, fn = _parts(random, level)
    fp = random.randint(1, tp // 2)
    cells = {"tp": tp, "fn": fn, "fp": fp, "tn": random.randint(tp, 5 * tp)}
    return _told(random, level, _share("recall", cells, slips.RECALL))


def _specificity(random: Random, level: int) -> Drawing:
    tn, fp = _parts(random, level)
    tp, fn = random.sample(range(2, tn), 2)
    cells = {"tp": tp, "fn": fn, "fp": fp, "tn": tn}
    return _told(random, level, _share("specificity", cells, slips.SPECIFICITY))


def _f1(random: Random, level: int) -> Drawing:
    """Precision and recall are far apart, so that their plain mean is another number."""
    whole = 2 * random.choice(WHOLES[level])
    tp = random.randint(whole * 5 // 16, whole * 7 // 16)
    wrong = whole - 2 * tp
    fp = random.choice((wrong // 8, wrong - wrong // 8))
    cells = {"tp": tp, "fn": wrong - fp, "fp": fp, "tn": random.randint(tp, 5 * tp)}
    return _told(random, level, _share("f1", cells, slips.F1))


def _errors(random: Random, level: int) -> Drawing:
    cells = _matrix(random, level)
    return _told(random, level, counted(_with_sums(cells), cells["fp"] + cells["fn"], slips.ERRORS))


def _class_size(random: Random, level: int) -> Drawing:
    cells = _matrix(random, level)
    size = cells["tp"] + cells["fn"]
    return _told(random, level, counted(_with_sums(cells), size, slips.CLASS_SIZE))


def _parts(random: Random, level: int) -> tuple[int, int]:
    """A whole, parted so that the first part is the larger one."""
    whole = random.choice(WHOLES[level])
    first = random.randint(whole * 11 // 20, whole * 19 // 20)
    return first, whole - first


def _matrix(random: Random, level: int) -> Cells:
    """Four different cells, most samples on the diagonal."""
    most = 10 ** (1 + level // 2) * (3 if level % 2 else 1) * 2
    fn, fp = random.sample(range(2, most), 2)
    tp, tn = random.sample(range(most, 6 * most), 2)
    return {"tp": tp, "fn": fn, "fp": fp, "tn": tn}


def _share(asked: str, cells: Cells, named: Sequence[Slip]) -> Drawing:
    """A question about a metric, which the solver works out."""
    read = tuple(Read(name, "", (cells[cell],), "") for cell, name in _CELLS.items())
    worked = metrics.work(FormulaQuestion("metrics", (asked,), read))[0]
    numbers = _with_sums(cells)
    for part in worked.parts:
        numbers[part.quantity] = Fraction(part.value or 0)
    return apart(measured(numbers, Fraction(worked.value or 0), named))


def _with_sums(cells: Cells) -> dict[str, Number]:
    """With the sums of rows and columns."""
    return {
        **cells,
        "samples": sum(cells.values()),
        "right": cells["tp"] + cells["tn"],
        "positives": cells["tp"] + cells["fn"],
        "negatives": cells["tn"] + cells["fp"],
        "predicted": cells["tp"] + cells["fp"],
    }


def _told(random: Random, level: int, drawing: Drawing) -> Drawing:
    """At first the rows of the matrix are the true classes; later it has to be seen which are."""
    return replace(drawing, story=random.randrange(2 if level < _TRANSPOSED else 4))


DRAWS: dict[str, Draw] = {
    "accuracy": _accuracy,
    "errors": _errors,
    "class_size": _class_size,
    "precision": _precision,
    "recall": _recall,
    "specificity": _specificity,
    "f1": _f1,
}
