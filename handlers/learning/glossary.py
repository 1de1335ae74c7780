"""/glossary: every topic on its shelf, two taps away, or at once by its name."""

from collections.abc import Sequence
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.words import Language
from handlers.context import Context, met, tell
from handlers.html import Html, say
from handlers.keyboards import button, flip, grid
from handlers.learning.topics import tell_finding
from handlers.presses import pressed
from handlers.screens import Screen, turned_to
from knowledge.find import Finding, Match
from knowledge.library import slugs, topic
from knowledge.names import named, near
from knowledge.shelves import GROUPS, on_shelf

SHELVES = "|".join(GROUPS)
_PAGE = 8
"""Topics that fit a phone beside the buttons around them."""


async def on_glossary(update: Update, context: Context) -> None:
    """Show the shelves, or the topic that was named."""
    language = met(update, context.house).language
    name = " ".join(context.args or ())
    slug = named(name)
    if slug:
        found = Finding("lesson", [Match(slug, 1.0)], None)
        await tell_finding(update, context.house, found, language)
    elif name:
        await tell(update, *_not_found(name, language))
    else:
        await tell(update, *_shelves(language))


async def on_shelves(update: Update, _context: Context) -> None:
    """Go back to the shelves."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, _shelves(cast("Language", shown_in)))


async def on_shelf_page(update: Update, _context: Context) -> None:
    """Show some of the topics of a shelf."""
    _, (group, page, shown_in) = pressed(update)
    await turned_to(update, _shelf(group, int(page), cast("Language", shown_in)))


def _shelves(language: Language, head: Html | None = None) -> Screen:
    buttons = [
        button(f"shelf.{group}", f"shelf:{group}:0:{language}", language)
        for group in GROUPS
        if on_shelf(group)
    ]
    other = flip(f"glossary:{language}", language)
    text = head or say("glossary.choose", language, count=len(slugs()))
    return text, grid([*buttons, other], 2)


def _shelf(group: str, page: int, language: Language) -> Screen:
    """A shelf, page by page where it is long."""

    def at(page: int) -> str:
        return f"shelf:{group}:{page}:{language}"

    found = on_shelf(group)
    pages = -(-len(found) // _PAGE)
    shown = found[page * _PAGE : (page + 1) * _PAGE]
    moves = [
        InlineKeyboardButton(sign, callback_data=at(to))
        for sign, to in (("‹", page - 1), ("›", page + 1))
        if 0 <= to < pages
    ]
    back = button("lesson.back", f"glossary:{language}", language)
    other = flip(at(page), language)
    text = say("glossary.shelf", language, name=_name(group, language))
    return text, InlineKeyboardMarkup([*_topics(shown, language), [back, *moves, other]])


def _not_found(name: str, language: Language) -> Screen:
    alike = near(name)
    if not alike:
        head = say("glossary.unknown", language, text=name, count=len(slugs()))
        return _shelves(language, head)
    everything = button("glossary.all", f"glossary:{language}", language)
    keys = InlineKeyboardMarkup([*_topics(alike, language), [everything]])
    return say("glossary.near", language, text=name), keys


def _topics(chosen: Sequence[str], language: Language) -> list[list[InlineKeyboardButton]]:
    """A row for each topic."""
    return [
        [
            InlineKeyboardButton(
                topic(slug, language).title, callback_data=f"topic:{slug}:quick:{language}"
            )
        ]
        for slug in chosen
    ]


def _name(group: str, language: Language) -> str:
    return words.say(f"shelf.{group}", language)
