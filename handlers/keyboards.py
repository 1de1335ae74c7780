"""Rows of buttons under a message."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup


def grid(buttons: Sequence[InlineKeyboardButton], columns: int) -> InlineKeyboardMarkup:
    """Buttons in rows of some columns, the last row with what is left."""
    rows = range(0, len(buttons), columns)
    return InlineKeyboardMarkup([buttons[at : at + columns] for at in rows])
