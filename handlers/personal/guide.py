"""/help: a page for each topic, all in one message; what a page tells of can be tried at once."""

from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data import words
from data.words import Language
from handlers.context import Context, met, tell
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.keyboards import button, flip, grid
from handlers.personal.help_pages import PAGES, page_of
from handlers.presses import pressed
from handlers.screens import Screen, turned_to
from handlers.ways_on import ways

TOPICS = "|".join(PAGES)


async def on_help(update: Update, context: Context) -> None:
    """Show the topics, or the page of the one that was named."""
    language, name = met(update, context.house).language, " ".join(context.args or ())
    page = page_of(name) if name else None
    if page:
        await tell(update, *page_screen(page, language))
    else:
        unknown = say("help.unknown", language, name=name[:50]) if name else ""
        text, buttons = help_screen(language)
        await tell(update, paragraphs(unknown, text), buttons)


async def on_turned(update: Update, _context: Context) -> None:
    """Show the topics in the language of a button."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, help_screen(cast("Language", shown_in)))


async def on_page(update: Update, _context: Context) -> None:
    """Show the page of a topic in the same message."""
    _, (page, shown_in) = pressed(update)
    await turned_to(update, page_screen(page, cast("Language", shown_in)))


def help_screen(language: Language) -> Screen:
    """That one just writes, and a button for each topic."""
    topics = [button(f"help.to_{page}", f"help:{page}:{language}", language) for page in PAGES]
    here = [flip(f"help:{language}", language)]
    rows = [*grid(topics, columns=2).inline_keyboard, here]
    return say("help.home", language), InlineKeyboardMarkup(rows)


def page_screen(page: str, language: Language) -> Screen:
    """What a topic is, buttons that try it, and its commands."""
    commands = [_command(name, language) for name in PAGES[page].commands]
    text = paragraphs(
        lines(bold(words.say(f"help.to_{page}", language)), say(f"help.{page}", language)),
        lines(*commands),
    )
    below = [
        button("help.back", f"help:{language}", language),
        flip(f"help:{page}:{language}", language),
    ]
    tries = ways(language, *PAGES[page].tries).inline_keyboard
    return text, InlineKeyboardMarkup([*tries, below])


def _command(name: str, language: Language) -> Html:
    return Html(f"/{name} – {words.say(f'command.{name}', language)}")
