"""Numbers that stand in a row, and the word that says what they are: "batch sizes 16 to 256"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.grouped_lists import ungrouped
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.vocabulary import Label, names_a_set
from solver.spans import Exact

_RANGE = (
    r"to|through|(?:all the way )?up to|down to|\.{2,3}|…|[-–—~]"
    r"|(?:一?直|变化?|改变|增[加大长]?|提高?|[减降][少小低]?)?[到至]"
)
_AND = r"(?:,\s{0,3})?(?:and|or|vs\.?|versus|和|与|或者?|还是|以及)"
_COMMA = r"[,，、/]"
_JOINT = rf"(?:{_RANGE}|{_AND}|{_COMMA})"
IN_A_ROW = lazy_pattern(
    r"[\d十百千万kK]\s{0,3}"
    rf"(?:(?:{_RANGE}|{_AND}|[、，/]|,\s|,(?=\d\d?(?!\d))|,(?=\d{{3}},\d{{3}})|,(?=\d{{3}}(?!\d))|\s)"
    r"\s{0,3}[\d一二三四五六七八九]"
    rf"|(?P<unit>[A-Za-z]{{1,10}}+|[一-鿿]{{1,2}})\s?{_JOINT}\s{{0,3}}\d[\d,.]{{0,12}}+\s?(?P=unit))",
    re.IGNORECASE,
)
"""What every row has somewhere; most questions do not, and are let go at once."""
_IS_RANGE = lazy_pattern(rf"\s{{0,3}}(?:{_RANGE})\s{{0,3}}", re.IGNORECASE)
_IS_AND = lazy_pattern(rf"\s{{0,3}}{_AND}\s{{0,3}}", re.IGNORECASE)
_IS_COMMA = lazy_pattern(rf"\s{{0,3}}{_COMMA}\s{{0,3}}|\s{{1,3}}")
_ENDS_WITH_OR = lazy_pattern(r"(?:\bor|还是|或者?)\s{0,3}$", re.IGNORECASE)
_EACH_CASE = lazy_pattern(
    r"\b(?:in|for) (?:each|both|either)\b(?: case| of (?:them|these|those))?"
    r"|\beach case\b|respectively"
    r"|分别|各(?=[是有会存保要得需跑训做用多打写输记]|自)",
    re.IGNORECASE,
)
"""Words that want an answer for every one of them, not the choice of one."""
_LOOSE = lazy_pattern(r"\s{0,3},?\s{0,3}")
_BETWEEN = lazy_pattern(r"\bbetween\b|介于|之间|在", re.IGNORECASE)
_BEFORE = lazy_pattern(
    r"(?:\s|[=:\[({∈]|sizes?\b|(?:of|from|in|is|are|at|to|between|set|s)\b"
    r"|(?:increas|decreas|chang|rang|vari|vary|goes|reduc|rais)(?:es?|ed|ing)?\b"
    r"|依次|分别|大小|数量?|[为是从取用在由设成])"
    r"{0,12}",
    re.IGNORECASE,
)
_AFTER = lazy_pattern(r"[\])}]?\s{0,2}[个張张块台]?\s{0,2}")
_MOMENT = lazy_pattern(
    r"(?:\b(?:at|in|during|between|since|by|after)\s{1,3}(?:the )?(?:end of )?epochs?\s{0,3}"
    r"|第[\d、，,和到至~-]{0,20})$",
    re.IGNORECASE,
)
"""Before numbers that say when something happens."""
_LEAST_OF_A_LIST = 3
"""Numbers that commas alone make a list; two are as often two different things."""
_MOST_APART = 8
"""Times that a number is of the one before it at most, where one unit is meant for all."""
DOUBLING = {
    "batch_size",
    "batches",
    "effective_batch_size",
    "per_batch",
    "grad_accumulation",
    "devices",
}
"""What people double from one trial to the next."""
_DATA = {"samples", "train", "all_data"}
_INTERVALS = {"checkpoint_interval", "evaluation_interval", "log_interval"}
_SWEPT = DOUBLING | _DATA | _INTERVALS | {"epochs", "iterations", "max_iterations"}


@dataclass(frozen=True)
class Row:
    """Numbers that stand in a row, with the words of the vocabulary on both sides of them."""

    numbers: tuple[Number, ...]
    is_range: bool
    before: Label | None
    after: Label | None

    @property
    def doubles(self) -> bool:
        """Whether powers of two are usual."""
        label = self.before or self.after
        return label is not None and label.kind in DOUBLING


def find_rows(text: str, numbers: Sequence[Number], labels: Sequence[Label]) -> list[Row]:
    """The rows of numbers that a word names; each has two numbers or more."""
    rows = (_row(text, row, labels) for row in _in_rows(text, numbers, labels))
    return [row for row in rows if row is not None]


def _in_rows(
    text: str, numbers: Sequence[Number], labels: Sequence[Label]
) -> Iterator[tuple[Number, ...]]:
    """The longest rows of numbers with only "to", "and", commas or spaces between them.

    Each may have the unit, "10 epochs, 20 epochs and 50 epochs": what has none is then no part.
    """
    row: list[Number] = []
    before: str | None = None
    for number in numbers:
        unit = _named_after(text, row[-1:], labels) if row else None
        end = unit.end if unit else row[-1].end if row else 0
        same = unit is None or _kind(unit) == _kind(_named_after(text, [number], labels))
        if row and not (same and _joins(text[end : number.start])):
            yield tuple(row)
            row = []
        elif unit and before is None:
            row = row[-1:]
        row.append(number)
        before = _kind(unit)
    if row:
        yield tuple(row)


def _kind(label: Label | None) -> str | None:
    return label.kind if label else None


def _joins(gap: str) -> bool:
    return any(joint.fullmatch(gap) for joint in (_IS_RANGE, _IS_AND, _IS_COMMA))


def _row(text: str, numbers: tuple[Number, ...], labels: Sequence[Label]) -> Row | None:
    """A row that a word names; a last number with a unit of its own is left out."""
    if _MOMENT.search(text, max(0, numbers[0].start - 30), numbers[0].start):
        return None
    before, after = _named_before(text, numbers, labels), _named_after(text, numbers, labels)
    if before and before.kind in DOUBLING:
        numbers = ungrouped(text, numbers)
    if before and (numbers[-1].percent or (after and not _one_unit(numbers, before, after))):
        numbers, after = _own(numbers), None
    named = before or (after if after and after.kind in _SWEPT else None)
    if len(numbers) < 2 or not named or any(n.percent for n in numbers):  # noqa: PLR2004 [a pair]
        return None
    row = Row(numbers, _is_range(text, numbers), before, after)
    return row if _is_list(text, row) and not _is_split(text, row) else None


def _own(numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """Without the last, as in "batch size 16, 32, 64, 10 epochs", where the others are in order.

    In "batch size 32, 5, 10, 20 epochs" they are not all batch sizes.
    """
    return numbers[:-1] if _in_order([number.value for number in numbers[:-1]]) else ()


def _in_order(values: Sequence[Exact]) -> bool:
    return values in (sorted(values), sorted(values, reverse=True))


def _one_unit(numbers: Sequence[Number], before: Label, after: Label) -> bool:
    """Whether the word after a row is of what the word before it names."""
    if before.kind == after.kind or {before.kind, after.kind} <= _DATA:
        return True
    if before.kind == "grad_accumulation" and after.kind in {"iterations", "batches"}:
        return True
    near = len(numbers) > 1 and numbers[-1].value <= _MOST_APART * numbers[-2].value
    return near and before.kind in DOUBLING and after.kind in _DATA | {"per_batch"}


def _is_list(text: str, row: Row) -> bool:
    """Whether the numbers belong together: two with only a comma between them need not.

    "937 or 938 steps?" asks which it is.
    """
    gaps = [text[a.end : b.start] for a, b in pairwise(row.numbers)]
    if any(not gap.strip() for gap in gaps) and not (row.before and row.doubles):
        return False
    if len(row.numbers) >= _LEAST_OF_A_LIST:
        return True
    which = not (row.doubles or _EACH_CASE.search(text)) and _ENDS_WITH_OR.search(gaps[0])
    return not (which or _LOOSE.fullmatch(gaps[0]))


def _is_split(text: str, row: Row) -> bool:
    """Whether the numbers are parts of one data set, as in "2975/500/1525 images", or divided."""
    slashed = "/" in text[row.numbers[0].end : row.numbers[-1].start]
    if slashed and len(row.numbers) == 2:  # noqa: PLR2004 [a division]
        return True
    if row.before is not None:
        return slashed and row.before.kind not in DOUBLING
    return not row.is_range and row.after is not None and row.after.kind in _DATA


def _named_before(text: str, numbers: Sequence[Number], labels: Sequence[Label]) -> Label | None:
    """The word that the row follows; "trained for" is none."""
    start = numbers[0].start
    ahead = next((label for label in reversed(labels) if label.end <= start), None)
    if ahead is None or ahead.kind not in _SWEPT or not _BEFORE.fullmatch(text[ahead.end : start]):
        return None
    return ahead if ahead.kind != "train" or names_a_set(ahead) else None


def _named_after(text: str, numbers: Sequence[Number], labels: Sequence[Label]) -> Label | None:
    """The unit of the last number, whatever it counts."""
    end = numbers[-1].end
    behind = next((label for label in labels if label.start >= end), None)
    if behind is None or not _AFTER.fullmatch(text[end : behind.start]):
        return None
    return behind


def _is_range(text: str, numbers: Sequence[Number]) -> bool:
    if len(numbers) != 2:  # noqa: PLR2004 [a range has two ends]
        return False
    gap = text[numbers[0].end : numbers[1].start]
    lead = text[max(0, numbers[0].start - 12) : numbers[0].start]
    tail = text[numbers[1].end : numbers[1].end + 4]
    return bool(
        _IS_RANGE.fullmatch(gap) or (_IS_AND.fullmatch(gap) and _BETWEEN.search(lead + tail))
    )
