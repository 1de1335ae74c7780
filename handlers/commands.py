"""The command menu of each kind of chat, and what a client shows of the bot before the start."""

from collections.abc import Collection, Sequence
from contextlib import suppress

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButton,
    MenuButtonCommands,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from data import words
from data.words import Language

_TABLE, ADMIN = "command.", "status"
_DESCRIBED = [key.removeprefix(_TABLE) for key in words.words("en") if key.startswith(_TABLE)]
COMMANDS = tuple(name for name in _DESCRIBED if name != ADMIN)
"""All that everybody can use; those that no menu lists are under their topic in /help."""
ALONE = (
    *("quiz", "learn", "train", "daily", "cards", "mistakes", "progress"),
    *("experiments", "runs", "settings", "help", "cancel"),
)
"""The menu of a chat with one person, in the order of use."""
GROUP = ("quiz", "train", "experiments", "glossary", "challenge", "settings", "help", "cancel")
"""The menu of a group: what is of use to several."""
_SPOKEN: Sequence[tuple[Language, str | None]] = (("en", None), ("zh", "zh"))
"""What a language is called where menus are set: English is for everybody else."""


async def introduce(bot: ExtBot[int], admins: Collection[int] = ()) -> None:
    """Set menus and descriptions, in English for everybody and in Chinese for its readers.

    Telegram limits such changes, so that only differences are written.
    """
    for language, code in _SPOKEN:
        await _list(bot, BotCommandScopeAllPrivateChats(), ALONE, language, code)
        await _list(bot, BotCommandScopeAllGroupChats(), GROUP, language, code)
        for admin in admins:
            with suppress(BadRequest, Forbidden):  # who has never written has no chat
                own = BotCommandScopeChat(admin)
                await _list(bot, own, (*ALONE, ADMIN), language, code)
        await _describe(bot, language, code)
    button = await bot.get_chat_menu_button()
    if button.type != MenuButton.COMMANDS:
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _list(
    bot: ExtBot[int],
    scope: BotCommandScope,
    names: Collection[str],
    language: Language,
    code: str | None,
) -> None:
    commands = tuple(BotCommand(name, words.say(f"command.{name}", language)) for name in names)
    if await bot.get_my_commands(scope, code) != commands:
        await bot.set_my_commands(commands, scope, code)


async def _describe(bot: ExtBot[int], language: Language, code: str | None) -> None:
    description = words.say("bot.description", language)
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, code)
    short = words.say("bot.short_description", language)
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
