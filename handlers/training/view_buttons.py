"""The buttons that draw the same curves in another way or language, what is shown now marked."""

from telegram import InlineKeyboardButton

from data import words
from data.words import Language
from handlers.keyboards import flip
from trainer.view import AXES, View


def view_rows(prefix: str, view: View, language: Language) -> list[list[InlineKeyboardButton]]:
    """By what the curves are drawn, and below that how.

    Args:
        prefix: what the data of the buttons begins with; it ends with the language.
        view: what is shown now.
        language: of the labels.
    """
    axes = [(axis, View(axis, view.log, view.smooth), axis == view.axis) for axis in AXES]
    kinds = [
        ("log", View(view.axis, not view.log, view.smooth), view.log),
        ("smooth", View(view.axis, view.log, not view.smooth), view.smooth),
    ]
    by, how = (
        [
            _button(name, f"{prefix}:{_code(then)}:{language}", language, on=on)
            for name, then, on in row
        ]
        for row in (axes, kinds)
    )
    return [by, [*how, flip(f"{prefix}:{_code(view)}:{language}", language)]]


def _button(name: str, data: str, language: Language, *, on: bool) -> InlineKeyboardButton:
    label = words.say(f"views.{name}", language)
    return InlineKeyboardButton(f"✓ {label}" if on else label, callback_data=data)


def _code(view: View) -> str:
    return f"{view.axis}:{view.log:d}:{view.smooth:d}"


def wished(axis: str, log: str, smooth: str) -> View:
    """The view that the last fields of a button's data name."""
    return View(next(one for one in AXES if one == axis), log == "1", smooth == "1")
