"""The web chat is stopped and started again."""

import socket
from pathlib import Path

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from tests.person import Person
from webchat import WebChat

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again")]])


async def started(home: Path | None) -> WebChat:
    """A web chat with that home."""
    chat = WebChat(0, home=home)
    await chat.start()
    return chat


async def test_the_chat_is_still_there(tmp_path: Path, picture: bytes) -> None:
    """Messages, files, buttons, unconfirmed updates and the token outlive a restart."""
    chat = await started(tmp_path / "new" / "home")
    async with Bot(chat.token, chat.base_url) as bot, Person.at(chat.address) as ada:
        asked = await ada.send("What is an epoch?")
        (before,) = await bot.get_updates()
        sent = await bot.send_photo(ada.chat, picture, caption="One pass.", reply_markup=MARKUP)
    await chat.stop()

    again = await started(tmp_path / "new" / "home")
    assert again.token == chat.token
    async with Bot(again.token, again.base_url) as bot, Person.at(again.address) as ada:
        question, answer = await ada.messages()
        assert (question["message_id"], answer["caption"]) == (asked, "One pass.")
        assert await ada.download(answer["photo"][-1]["file_id"]) == picture
        await ada.tap("Again")
        same, press = await bot.get_updates()
        assert (same.update_id, press.update_id) == (before.update_id, before.update_id + 1)
        assert press.callback_query is not None
        await press.callback_query.answer()
        assert (await bot.send_message(ada.chat, "Next")).message_id == sent.message_id + 1
    await again.stop()


async def test_without_a_home_nothing_is_kept() -> None:
    """A web chat without a home begins empty, with a token of its own."""
    first, second = await started(None), await started(None)
    assert first.token != second.token
    async with Bot(first.token, first.base_url) as bot, Person.at(second.address) as ada:
        await bot.send_message(ada.chat, "Hello")
        assert await ada.messages() == []
    await first.stop()
    await second.stop()


async def test_votes_outlive_a_restart(tmp_path: Path) -> None:
    """A quiz that was answered stays answered."""
    chat = await started(tmp_path)
    async with Bot(chat.token, chat.base_url) as bot, Person.at(chat.address) as ada:
        quiz = await bot.send_poll(ada.chat, "?", ["a", "b"], type="quiz", correct_option_ids=[0])
        await ada.vote("b")
    await chat.stop()
    again = await started(tmp_path)
    async with Bot(again.token, again.base_url) as bot, Person.at(again.address) as ada:
        assert (await ada.messages())[-1]["chosen"] == [1]
        with pytest.raises(AssertionError, match="REVOTE_NOT_ALLOWED"):
            await ada.vote("a")
        assert (await bot.stop_poll(ada.chat, quiz.message_id)).total_voter_count == 1
        with pytest.raises(BadRequest):
            await bot.stop_poll(ada.chat, quiz.message_id)
    await again.stop()


async def test_port_in_use() -> None:
    """A port that is taken is an OSError."""
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(OSError, match="address already in use"),
    ):
        await WebChat(taken.getsockname()[1]).start()
