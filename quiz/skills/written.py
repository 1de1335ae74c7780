"""Numbers that somebody could write down: short ones, and those below zero."""

from dataclasses import replace
from fractions import Fraction

from quiz.drawing import Drawing

_PLACES = 4
"""Decimals that a number of a question has at most."""


def tidy(drawing: Drawing) -> Drawing:
    """Without the wrong answers that go on for ever: beside a short one they look wrong."""
    wrong = {value: name for value, name in drawing.wrong.items() if is_short(value)}
    return replace(drawing, wrong=wrong)


def is_short(value: Fraction) -> bool:
    """Whether a number can be written with few decimals."""
    return bool((value * 10**_PLACES).denominator == 1)


def signed(value: Fraction) -> str:
    """A short number, with a minus sign where it is below zero."""
    digits = f"{int(abs(value) * 10**_PLACES):0{_PLACES + 1}}"
    short = f"{digits[:-_PLACES]}.{digits[-_PLACES:]}".rstrip("0").rstrip(".")
    return f"−{short}" if value < 0 else short


def in_formula(value: Fraction) -> str:
    """The same, in brackets where it is below zero."""
    return f"({signed(value)})" if value < 0 else signed(value)
