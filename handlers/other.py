"""What the bot cannot use: unknown commands, stickers, voices, buttons of the past."""

from difflib import get_close_matches
from functools import partial

from telegram import Update
from telegram.constants import ChatType

from data import words
from handlers.commands import COMMANDS
from handlers.context import Context, chat_of, met, tell, written
from handlers.html import say
from handlers.presses import heard, pressed
from handlers.ways_on import Said, onward


async def on_unknown_command(update: Update, context: Context) -> None:
    """Name the nearest command, or where they all are; in a group only when addressed."""
    command, _, addressee = (written(update).text or "").split()[0][1:].partition("@")
    addressed = addressee.lower() == context.bot.username.lower()
    if chat_of(update).type != ChatType.PRIVATE and not addressed:
        return
    near = get_close_matches(command.lower(), COMMANDS, n=1)
    said = partial(say, "other.unknown_command", command=command)
    if near:
        said = partial(say, "other.near_command", command=command, near=near[0])
    await _tell(update, context, said, "help")


async def on_unreadable(update: Update, context: Context) -> None:
    """Say in one sentence that this kind of message cannot be read."""
    message = written(update)
    spoken = message.voice or message.audio or message.video_note
    said = partial(say, "other.voice" if spoken else "other.no_text")
    await _tell(update, context, said, "exercise", "help")


async def _tell(update: Update, context: Context, said: Said, *ways: str) -> None:
    person = met(update, context.house)
    await tell(update, *onward(context.house, person.id, said, person.language, *ways))


async def on_old_button(update: Update, context: Context) -> None:
    """Answer a button that nothing here knows any more."""
    query, _ = pressed(update)
    await heard(query, words.say("shared.gone", met(update, context.house).language))
