"""Buttons to go on with, wherever a message would else be the end."""

from collections.abc import Callable

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.words import Language
from handlers.asking.drafted import own_draft
from handlers.context import Context, House
from handlers.html import Html
from handlers.keyboards import OTHER, button, flip, grid
from handlers.presses import pressed, refreshed
from handlers.screens import Screen

Said = Callable[[Language], Html]
"""What a message says, in either language."""
_PART = "said"
_ADDRESS = "https://"


def way(name: str, language: Language) -> InlineKeyboardButton:
    """The button to something by its name in `go.py`, or to a chat with the bot by its address."""
    if name.startswith(_ADDRESS):
        return InlineKeyboardButton(words.say("go.alone", language), url=name)
    return button(f"go.{name}", f"go:{name}:{language}", language)


def ways(language: Language, *names: str) -> InlineKeyboardMarkup:
    """One or more such buttons under a message."""
    return grid([way(name, language) for name in names], columns=2)


def alone(username: str) -> str:
    """The address of a chat with the bot alone, by its name."""
    return f"{_ADDRESS}t.me/{username}"


def onward(house: House, person: int, said: Said, language: Language, *names: str) -> Screen:
    """A note to a person, ways on below it, and the button to the same in the other language.

    What was said is kept as a draft: it may be more than a button holds.
    """
    texts = {each: said(each) for each in OTHER}
    number = house.store.drafts.keep(person, {_PART: texts, "ways": names}, house.clock())
    return texts[language], _buttons(person, number, names, language)


async def on_turned(update: Update, context: Context) -> None:
    """Say such a note in the language of a button."""
    found = await own_draft(update, context, _PART)
    if found:
        number, kept, language = found
        query, (owner, *_) = pressed(update)
        buttons = _buttons(int(owner), number, kept["ways"], language)
        await refreshed(query, Html(kept[_PART][language]), buttons)


def _buttons(
    person: int, number: int, names: tuple[str, ...], language: Language
) -> InlineKeyboardMarkup:
    here = flip(f"said:{person}:{number}:{language}", language)
    return grid([*(way(name, language) for name in names), here], columns=2)
