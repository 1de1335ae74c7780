"""Several values for one quantity: "for batch sizes 16 to 256", "批大小16、32、64分别多少步"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solver.lazy_pattern import lazy_pattern
from solver.reading.data.pooled import TOGETHER
from solver.reading.sweeps.questions import (
    asks_how_it_varies,
    for_one_value,
    makes_a_change,
    wants_advice,
)
from solver.reading.sweeps.rows import IN_A_ROW, Row, find_rows
from solver.reading.sweeps.values import MOST_VALUES, between
from solver.reading.tokens.numbers import Number, find_numbers, half_width
from solver.reading.tokens.vocabulary import find_labels
from solver.spans import Exact

LONGEST_QUESTION = 1_000
"""Characters; a longer text is a paste, and its numbers in a row are no question."""
_EACH = lazy_pattern(
    r"\b(?:for each|each\?|respectively|table|plot|var(?:y|ies|ying)|sweep|compare)\b"
    r"|each\s*\?|分别|各(?!个|种|项)|依次|对比|比较",
    re.IGNORECASE,
)
_FOR = lazy_pattern(r"\bfor (?:an? )?(?:numbers? of |(?:training )?)?$", re.IGNORECASE)
_STEP = lazy_pattern(
    r"(?:in steps of|step(?: size)?|every|每[次隔]?[加增]?|间隔|步长)\s{0,2}(?:of|为|是)?\s{0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sweep:
    """The values of a sweep, and the question as it reads with one of them alone.

    Attributes:
        values: all values, in the order in which they are told.
        question: the question for `example` alone.
        example: one of the values that the question does not name for something else as well; not
            1 where there is another, as 1 is often not worth saying.
        text: `example` as it stands in the question.
    """

    values: tuple[Exact, ...]
    question: str
    example: Exact
    text: str


def read_sweep(text: str) -> Sweep | None:
    """The one sweep of a question; None where there is none, or more than one."""
    flat = half_width(text)
    if len(flat) > LONGEST_QUESTION or not IN_A_ROW.search(flat) or wants_advice(flat):
        return None
    varies = asks_how_it_varies(flat)
    if TOGETHER.search(flat) and not varies:
        return None
    made = makes_a_change(flat)
    if made and not varies:
        return None
    numbers = find_numbers(flat)
    rows = find_rows(flat, numbers, list(find_labels(flat)))
    if len(rows) != 1:
        return None
    values, end = _values(flat, rows[0], numbers, only_ends=made)
    if not 1 < len(set(values)) <= MOST_VALUES or min(values) <= 0:
        return None
    return _sweep(flat, rows[0], numbers, values, end)


def _values(
    text: str, row: Row, every: Sequence[Number], *, only_ends: bool
) -> tuple[list[Exact], int]:
    """The values to try, and where what tells them ends."""
    values = [number.value for number in row.numbers]
    end = row.numbers[-1].end
    if not row.is_range or only_ends:
        return values, end
    if not (row.doubles or _is_for_each(text, row)):
        return [], end
    step = next((n for n in every if n.start >= end and _STEP.search(text[end : n.start])), None)
    low, high = sorted(values)
    between_them = between(low, high, step.value if step else None, doubles=row.doubles)
    if values[0] > values[1]:
        between_them.reverse()
    return between_them, step.end if step else end


def _is_for_each(text: str, row: Row) -> bool:
    """Whether a range is one of values to try: epochs 5 to 10 may as well be a part of a run."""
    start = row.before.start if row.before else row.numbers[0].start
    return bool(_EACH.search(text) or asks_how_it_varies(text) or _FOR.search(text[:start]))


def _sweep(
    text: str, row: Row, every: Sequence[Number], values: Sequence[Exact], end: int
) -> Sweep:
    """The question with one number only, right beside the word that names it."""
    taken = {1} | {number.value for number in every if number not in row.numbers}
    example = next((n for n in row.numbers if n.value not in taken), row.numbers[0])
    ahead = f"{text[: row.before.end]} " if row.before else text[: row.numbers[0].start]
    end += row.before is not None and text[end : end + 1] in set(")]}")
    question = for_one_value(f"{ahead}{example.text}{text[end:]}")
    return Sweep(tuple(dict.fromkeys(values)), question, example.value, example.text)
