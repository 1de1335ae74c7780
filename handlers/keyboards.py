"""Rows of buttons under a message, and the button to the same in the other language."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data import words
from data.words import Language

OTHER: dict[Language, Language] = {"en": "zh", "zh": "en"}
"""The language that the button under a message flips to."""


def grid(buttons: Sequence[InlineKeyboardButton], columns: int) -> InlineKeyboardMarkup:
    """Buttons in rows of some columns, the last row with what is left."""
    rows = range(0, len(buttons), columns)
    return InlineKeyboardMarkup([buttons[at : at + columns] for at in rows])


def button(key: str, data: str, language: Language, **values: object) -> InlineKeyboardButton:
    """A button with a text of the bot."""
    return InlineKeyboardButton(words.say(key, language, **values), callback_data=data)


def flip(data: str, language: Language) -> InlineKeyboardButton:
    """The button to the same message in the other language.

    Args:
        data: that of a button that shows the message as it is, which ends with its language.
        language: what the message is written in now.
    """
    return button("lesson.other_language", data.removesuffix(language) + OTHER[language], language)
