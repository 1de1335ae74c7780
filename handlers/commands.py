"""The command menu, and what a client shows of the bot before the first message."""

from telegram import BotCommand
from telegram.ext import ExtBot

from data import words
from data.words import Language

_TABLE = "command."
# Those that the texts describe, in their order, which is that of the menu.
COMMANDS = tuple(key.removeprefix(_TABLE) for key in words.words("en") if key.startswith(_TABLE))


async def introduce(bot: ExtBot[int]) -> None:
    """Set commands and descriptions, in English for everybody and in Chinese for its readers.

    Telegram limits such changes, so that only differences are written.
    """
    await _introduce(bot, "en", code=None)
    await _introduce(bot, "zh", code="zh")


async def _introduce(bot: ExtBot[int], language: Language, code: str | None) -> None:
    commands = tuple(BotCommand(name, words.say(f"command.{name}", language)) for name in COMMANDS)
    if await bot.get_my_commands(language_code=code) != commands:
        await bot.set_my_commands(commands, language_code=code)
    description = words.say("bot.description", language)
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, code)
    short = words.say("bot.short_description", language)
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
