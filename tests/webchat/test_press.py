"""People press buttons, and the bot answers."""

import asyncio

import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from tests.person import Answer, Person
from webchat import WebChat

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again:1")]])
TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


async def pressed(bot: Bot) -> CallbackQuery:
    """The oldest unconfirmed update, which is a pressed button."""
    update = (await bot.get_updates(timeout=10))[0]
    assert update.callback_query is not None
    return update.callback_query


async def test_answer_reaches_who_pressed(bot: Bot, ada: Person) -> None:
    """The bot hears who pressed which button under what, and its answer reaches that person."""
    sent = await bot.send_message(ada.chat, "Done.", reply_markup=MARKUP)
    pressing = asyncio.create_task(ada.press("Again"))
    query = await pressed(bot)
    assert (query.from_user.id, query.data) == (ada.number, "again:1")
    assert query.message == sent
    await query.answer("Here we go", show_alert=True)
    assert await pressing == Answer("Here we go", alert=True)


async def test_answer_only_once(bot: Bot, ada: Person) -> None:
    """A query is answered once; a second answer, or one to a made-up query, is refused."""
    await bot.send_message(ada.chat, "Done.", reply_markup=MARKUP)
    await ada.tap("Again")
    query = await pressed(bot)
    await query.answer()
    for id_ in (query.id, "1234"):
        with pytest.raises(BadRequest, match=TOO_OLD):
            await bot.answer_callback_query(id_)


async def test_answer_too_long(bot: Bot, ada: Person) -> None:
    """An answer may have 200 characters."""
    await bot.send_message(ada.chat, "Done.", reply_markup=MARKUP)
    await ada.tap("Again")
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await (await pressed(bot)).answer("x" * 201)


async def test_answer_too_late() -> None:
    """A query that has waited for minutes cannot be answered any more."""
    now = [1_700_000_000.0]
    chat = WebChat(0, clock=lambda: now[0])
    await chat.start()
    async with Bot(chat.token, chat.base_url) as bot, Person.at(chat.address) as ada:
        await bot.send_message(ada.chat, "Done.", reply_markup=MARKUP)
        await ada.tap("Again")
        query = await pressed(bot)
        now[0] += 3600
        with pytest.raises(BadRequest, match=TOO_OLD):
            await query.answer()
    await chat.stop()


async def test_old_button_can_be_replayed(bot: Bot, ada: Person) -> None:
    """A button that is gone can still be pressed by whoever kept its data, as on Telegram."""
    sent = await bot.send_message(ada.chat, "Done.", reply_markup=MARKUP)
    await sent.edit_reply_markup(None)
    await ada.replay(sent.message_id, "again:1")
    assert (await pressed(bot)).data == "again:1"


async def test_anybody_presses_in_a_group(chat: WebChat, bot: Bot, grace_in_group: Person) -> None:
    """In a group another person can press, and only that person sees the answer."""
    await bot.send_message(grace_in_group.chat, "For Ada", reply_markup=MARKUP)
    async with Person.at(chat.address, "小明", group=True) as xiaoming:
        pressing = asyncio.create_task(xiaoming.press("Again"))
        query = await pressed(bot)
        assert query.from_user.first_name == "小明"
        await query.answer("这不是你的题目")
        assert (await pressing).text == "这不是你的题目"
