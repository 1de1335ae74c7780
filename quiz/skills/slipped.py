"""Drawings whose wrong answers somebody could believe in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from quiz.drawing import Drawing, Number, with_slips
from quiz.skills.written import tidy
from solver.mistaking import Slip

_APART = Fraction(1, 200)


def counted(numbers: Mapping[str, Number], answer: Number, slips: Sequence[Slip]) -> Drawing:
    """A question about a count: nobody believes in half a sample."""
    drawing = with_slips(numbers, answer, slips)
    whole = {value: name for value, name in drawing.wrong.items() if value.denominator == 1}
    return replace(drawing, wrong=whole)


def measured(numbers: Mapping[str, Number], answer: Number, slips: Sequence[Slip]) -> Drawing:
    """A question about a share or a rate, with few decimals."""
    return tidy(with_slips(numbers, answer, slips))


def apart(drawing: Drawing) -> Drawing:
    """Without wrong answers so near the right one that they might be it, rounded."""
    right = drawing.answer
    wrong = {v: name for v, name in drawing.wrong.items() if abs(v - right) >= _APART}
    return replace(drawing, wrong=wrong)
