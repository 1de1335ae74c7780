"""Screens that follow each other in one message: a text, the buttons under it, and the turning."""

from telegram import InlineKeyboardMarkup, Update

from handlers.context import tell, written
from handlers.html import Html
from handlers.presses import heard, pressed, refreshed
from handlers.rich.rich import is_text

Screen = tuple[Html, InlineKeyboardMarkup]


async def turned_to(update: Update, screen: Screen) -> None:
    """Answer a press with another screen in the same message; under a picture, in a new one."""
    query, _ = pressed(update)
    await heard(query)
    if not is_text(written(update)):
        await tell(update, *screen)
    else:
        await refreshed(query, *screen)
