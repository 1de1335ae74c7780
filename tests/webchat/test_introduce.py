"""The bot introduces itself: commands, name and descriptions."""

import aiohttp
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.error import BadRequest

from tests.person import Person
from webchat import WebChat

START, QUIZ = BotCommand("start", "Begin"), BotCommand("quiz", "A question")


async def menu(chat: WebChat, person: Person) -> list[str]:
    """The commands that a person sees in the own chat."""
    async with aiohttp.ClientSession(chat.address) as session:
        state = await (await session.get("/api/state", params={"person": person.number})).json()
    return [command["description"] for command in state["commands"][str(person.chat)]]


async def test_menu_in_the_persons_language(chat: WebChat, bot: Bot, ada: Person) -> None:
    """The command menu follows the person's language, else the default."""
    await bot.set_my_commands([START, QUIZ])
    await bot.set_my_commands([("start", "开始")], language_code="zh")
    assert await menu(chat, ada) == ["Begin", "A question"]
    await ada.speak("zh-hans")
    assert await menu(chat, ada) == ["开始"]
    await bot.delete_my_commands(language_code="zh")
    assert await menu(chat, ada) == ["Begin", "A question"]


async def test_menu_of_the_narrowest_scope(
    chat: WebChat, bot: Bot, ada: Person, grace_in_group: Person
) -> None:
    """One chat's menu goes before that of all groups, which goes before the default."""
    await bot.set_my_commands([START])
    await bot.set_my_commands([QUIZ], BotCommandScopeAllGroupChats())
    assert await menu(chat, grace_in_group) == ["A question"]
    await bot.set_my_commands([("runs", "Runs")], BotCommandScopeChat(ada.chat))
    assert await menu(chat, ada) == ["Runs"]
    assert await bot.get_my_commands() == (START,)
    assert await bot.get_my_commands(BotCommandScopeAllGroupChats()) == (QUIZ,)


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("Start", "x", "Bot_command_invalid"),
        ("测验", "x", "Bot_command_invalid"),
        ("x" * 33, "x", "Command length must not exceed 32"),
        ("x", "y" * 257, "Command description length must not exceed 256"),
        ("x", " ", "Command description must be non-empty"),
        ("/", "x", "Command must be non-empty"),
    ],
)
async def test_commands_telegram_refuses(
    bot: Bot, command: str, description: str, reason: str
) -> None:
    """Names and descriptions of commands have their form and length."""
    with pytest.raises(BadRequest) as refusal:
        await bot.set_my_commands([(command, description)])
    assert refusal.value.message == reason


async def test_too_many_commands(bot: Bot) -> None:
    """A menu has at most 100 commands, and its language has two letters."""
    with pytest.raises(BadRequest, match=r"(?i)bot_commands_too_much"):
        await bot.set_my_commands([START] * 101)
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_commands([START], language_code="zh-hans")


async def test_descriptions_per_language(bot: Bot) -> None:
    """Name and descriptions are kept per language, and fall back to the default."""
    await bot.set_my_description("All about epochs.")
    await bot.set_my_description("轮次的一切。", language_code="zh")
    await bot.set_my_short_description("Epochs.")
    await bot.set_my_name("Epoch bot")
    assert (await bot.get_my_description("zh")).description == "轮次的一切。"
    assert (await bot.get_my_description("de")).description == "All about epochs."
    assert (await bot.get_my_short_description("zh")).short_description == "Epochs."
    assert (await bot.get_my_name()).name == "Epoch bot"


async def test_descriptions_too_long(bot: Bot) -> None:
    """Name and descriptions have their limits."""
    with pytest.raises(BadRequest):
        await bot.set_my_description("x" * 513)
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("x" * 121)
    with pytest.raises(BadRequest):
        await bot.set_my_name("x" * 65)


async def test_menu_button(bot: Bot, ada: Person) -> None:
    """The menu button is set for all chats or for one."""
    assert isinstance(await bot.get_chat_menu_button(ada.chat), MenuButtonCommands)
    assert await bot.set_chat_menu_button(ada.chat, MenuButtonDefault())
    assert isinstance(await bot.get_chat_menu_button(ada.chat), MenuButtonDefault)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_chat_menu_button(42, MenuButtonCommands())


async def test_the_bot_knows_itself(bot: Bot) -> None:
    """The bot has a name, a number that fits its token, and does not hear all that groups say."""
    me = await bot.get_me()
    assert (me.username, str(me.id)) == ("epochbot", bot.token.partition(":")[0])
    assert me.can_read_all_group_messages is False
    assert await bot.log_out()
