"""Buttons to go on with, wherever a message would else be the end."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data.words import Language
from handlers.keyboards import button, grid


def way(name: str, language: Language) -> InlineKeyboardButton:
    """The button to something by its name in `go.py`."""
    return button(f"go.{name}", f"go:{name}:{language}", language)


def ways(language: Language, *names: str) -> InlineKeyboardMarkup:
    """One or more such buttons under a message."""
    return grid([way(name, language) for name in names], columns=2)
