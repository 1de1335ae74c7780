"""/help: everything the bot can do, with a sentence to try for each."""

from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data import words
from data.words import Language
from handlers.commands import COMMANDS
from handlers.context import Context, met, tell
from handlers.html import lines, paragraphs, quote, say
from handlers.keyboards import flip
from handlers.presses import pressed
from handlers.screens import Screen, turned_to


async def on_help(update: Update, context: Context) -> None:
    """Say what the bot can do, with a sentence to try for each."""
    await tell(update, *help_screen(met(update, context.house).language))


async def on_turned(update: Update, _context: Context) -> None:
    """Say the same in the language of a button."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, help_screen(cast("Language", shown_in)))


def help_screen(language: Language) -> Screen:
    """All commands, and questions as they may be asked."""
    commands = [f"/{name} – {words.say(f'command.{name}', language)}" for name in COMMANDS]
    names = ("ask", "follow", "train")
    examples = ["• " + words.say(f"help.example_{name}", language) for name in names]
    text = paragraphs(
        lines(say("help.ask", language), quote(examples)),
        lines(say("help.commands", language), *commands),
    )
    return text, InlineKeyboardMarkup([[flip(f"help:{language}", language)]])
