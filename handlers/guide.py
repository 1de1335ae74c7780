"""/help: everything the bot can do, with a sentence to try for each."""

from telegram import Update

from data import words
from data.words import Language
from handlers.commands import COMMANDS
from handlers.context import Context, met, tell
from handlers.html import Html, lines, paragraphs, quote, say


async def on_help(update: Update, context: Context) -> None:
    """Say what the bot can do, with a sentence to try for each."""
    await tell(update, help_text(met(update, context.house).language))


def help_text(language: Language) -> Html:
    """All commands, and questions as they may be asked."""
    commands = [f"/{name} – {words.say(f'command.{name}', language)}" for name in COMMANDS]
    names = ("ask", "follow", "train")
    examples = ["• " + words.say(f"help.example_{name}", language) for name in names]
    return paragraphs(
        lines(say("help.ask", language), quote(examples)),
        lines(say("help.commands", language), *commands),
    )
