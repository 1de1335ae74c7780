"""What the bot cannot use: unknown commands, stickers, voices, buttons of the past."""

from difflib import get_close_matches

from telegram import Update
from telegram.constants import ChatType

from data import words
from handlers.commands import COMMANDS
from handlers.context import Context, chat_of, met, tell, written
from handlers.html import say
from handlers.presses import heard, pressed


async def on_unknown_command(update: Update, context: Context) -> None:
    """Name the nearest command, or where they all are; in a group only when addressed."""
    command, _, addressee = (written(update).text or "").split()[0][1:].partition("@")
    addressed = addressee.lower() == context.bot.username.lower()
    if chat_of(update).type != ChatType.PRIVATE and not addressed:
        return
    language = met(update, context.house).language
    near = get_close_matches(command.lower(), COMMANDS, n=1)
    if near:
        await tell(update, say("other.near_command", language, command=command, near=near[0]))
    else:
        await tell(update, say("other.unknown_command", language, command=command))


async def on_unreadable(update: Update, context: Context) -> None:
    """Say in one sentence that this kind of message cannot be read."""
    message = written(update)
    language = met(update, context.house).language
    if message.voice or message.audio or message.video_note:
        await tell(update, say("other.voice", language))
    else:
        await tell(update, say("other.no_text", language))


async def on_old_button(update: Update, context: Context) -> None:
    """Answer a button that nothing here knows any more."""
    query, _ = pressed(update)
    await heard(query, words.say("shared.gone", met(update, context.house).language))
