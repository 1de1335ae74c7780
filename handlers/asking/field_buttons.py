"""The numbers of an exercise as buttons, and usual values for one of them."""

from dataclasses import replace
from fractions import Fraction

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from data.words import Language
from handlers.html import Html, say
from handlers.keyboards import button, flip, grid
from solver import amounts
from solver.explain.sweeps import width
from solver.faults import fault_of
from solver.problem import Known, Problem
from solver.quantities import QUANTITIES
from solver.spans import Span, exact

MOST_FIELDS = 16
MOST_VALUES = 8
_HALF_A_ROW = 17
"""Columns that a button beside another shows on a phone."""
_IN_THREES = {3, 5, 6}
"""Numbers of buttons that look better in rows of three than of four."""
_MOST_DATA = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
_TOO_LONG = 10**18
"""The first number with more digits than the data of a button may have."""
_USUAL: dict[str, tuple[int, ...]] = {
    "batch_size": (16, 32, 64, 128, 256),
    "epochs": (1, 3, 10, 50, 100),
    "grad_accumulation": (1, 2, 4, 8),
    "devices": (1, 2, 4, 8),
}


def fields(problem: Problem) -> InlineKeyboardMarkup:
    """A button for each number of a problem."""
    language = problem.language
    buttons = [
        _button(
            f"{_name(known, language)} {value_text(known, language)} ✎", f"field:{known.quantity}"
        )
        for known in problem.knowns[:MOST_FIELDS]
    ]
    fits = all(width(button.text) <= _HALF_A_ROW for button in buttons)
    return _with_back(grid(buttons, columns=2 if fits else 1), f"change:{language}", language)


def values(known: Known, language: Language) -> InlineKeyboardMarkup:
    """Half, double and usual values, in order; none that could not be."""
    half, double = exact(Fraction(known.value) / 2), known.value * 2
    offered = {known.value, half, double, *_USUAL.get(known.quantity, ())}
    possible = [replace(known, value=value) for value in sorted(offered)]
    buttons = [
        _button(value_text(one, language), _data(one))
        for one in possible
        if 0 < one.value < _TOO_LONG and not fault_of(one) and len(_data(one)) <= _MOST_DATA
    ]
    columns = 3 if len(buttons) in _IN_THREES else 4
    here = f"field:{known.quantity}:{language}"
    return _with_back(grid(buttons[:MOST_VALUES], columns), here, language)


def question(known: Known, language: Language) -> Html:
    """What is asked while another value is awaited."""
    name, value = _name(known, language), value_text(known, language)
    return say("change.ask", language, name=name, value=value)


def value_text(known: Known, language: Language) -> str:
    """A value as it is shown on a button and in a sentence."""
    return amounts.bare(known.quantity, Span.of(known.value), language)


def _with_back(
    keyboard: InlineKeyboardMarkup, here: str, language: Language
) -> InlineKeyboardMarkup:
    back = button("change.back", f"answer:{language}", language)
    return InlineKeyboardMarkup([*keyboard.inline_keyboard, (back, flip(here, language))])


def _name(known: Known, language: Language) -> str:
    """The quantity's name, as short as a button needs it."""
    return QUANTITIES[known.quantity].title.say(language).partition("（")[0].strip()


def _data(known: Known) -> str:
    """The data of a button that sets a value; a fraction is written as 7_20."""
    return f"set:{known.quantity}:{str(known.value).replace('/', '_')}"


def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)
