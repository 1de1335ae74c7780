"""What stands below an answer in the same message: a training to start, or what the topic says."""

from dataclasses import dataclass

from telegram import InlineKeyboardButton

from handlers.html import Html


@dataclass(frozen=True)
class Beside:
    """A part of a message, and its buttons.

    Attributes:
        text: what it says.
        buttons: a row of its own, where there are any.
    """

    text: Html
    buttons: tuple[InlineKeyboardButton, ...]
