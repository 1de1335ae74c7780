"""How good a classifier of three classes is: each class alone, and all of them together."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number
from quiz.skills.confusion import TOTALS, WHOLES
from quiz.skills.skill import Draw
from quiz.skills.slipped import apart, measured
from quiz.skills.written import is_short
from solver.formulas import metrics
from solver.misconceptions import confusion as slips
from solver.mistaking import Slip
from solver.reading.formulas.question import FormulaQuestion


def _class_recall(random: Random, level: int) -> Drawing:
    rows, asked = _three_classes(random, _sizes(random, level)), random.randrange(3)
    numbers = {
        **_of_rows(rows),
        "right": rows[asked][asked],
        "size": sum(rows[asked]),
        "column": sum(row[asked] for row in rows),
    }
    recall = _of_classes(rows, "each")[asked]
    drawing = apart(measured(numbers, recall, slips.CLASS_RECALL))
    return replace(drawing, names={"class": "ABC"[asked]})


def _macro_recall(random: Random, level: int) -> Drawing:
    while True:
        rows = _three_classes(random, _sizes(random, level))
        each = (Fraction(row[at], sum(row)) for at, row in enumerate(rows))
        if is_short(sum(each, Fraction()) / len(rows)):
            return _averaged(rows, "macro", slips.MACRO_RECALL)


def _micro_recall(random: Random, level: int) -> Drawing:
    whole = random.choice(TOTALS[level])
    large = random.randint(whole // 2, whole * 2 // 3)
    small = random.randint(whole // 6, whole // 5)
    sizes = random.sample((large, small, whole - large - small), 3)
    return _averaged(_three_classes(random, sizes), "micro", slips.MICRO_RECALL)


def _averaged(rows: Sequence[tuple[int, ...]], average: str, named: Sequence[Slip]) -> Drawing:
    answer, each = _of_classes(rows, average)[0], _of_classes(rows, "each")
    numbers = {**_of_rows(rows), "macro": sum(each, Fraction()) / len(each)}
    numbers |= {f"recall_{name}": one for name, one in zip("abc", each, strict=True)}
    return apart(measured(numbers, answer, named))


def _sizes(random: Random, level: int) -> list[int]:
    """Of three classes, one of them rare at times."""
    return random.sample((10, *WHOLES[level], 2 * WHOLES[level][-1]), 3)


def _three_classes(random: Random, sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """A confusion matrix, a row for each true class."""
    rows = []
    for place, size in enumerate(sizes):
        wrong = random.randint(max(1, size // 20), size // 2 - 1)
        first = random.randint(0, wrong)
        row = [first, wrong - first]
        row.insert(place, size - wrong)
        rows.append(tuple(row))
    return rows


def _of_classes(rows: Sequence[tuple[int, ...]], option: str) -> list[Fraction]:
    named = tuple((f"{place}", row) for place, row in enumerate(rows))
    question = FormulaQuestion("metrics", ("recall",), options=frozenset({option}), rows=named)
    return [Fraction(worked.value or 0) for worked in metrics.work(question)]


def _of_rows(rows: Sequence[tuple[int, ...]]) -> dict[str, Number]:
    """Cells such as `ab`, of class A and taken for B; sizes of classes; what is right in all."""
    cells: dict[str, Number] = {
        f"{true}{guess}": cell
        for true, row in zip("abc", rows, strict=True)
        for guess, cell in zip("abc", row, strict=True)
    }
    sizes = {f"size_{name}": sum(row) for name, row in zip("abc", rows, strict=True)}
    right = sum(row[k] for k, row in enumerate(rows))
    return {**cells, **sizes, "diagonal": right, "samples": sum(map(sum, rows))}


DRAWS: dict[str, Draw] = {
    "class_recall": _class_recall,
    "macro_recall": _macro_recall,
    "micro_recall": _micro_recall,
}
