"""The bot hears what people do."""

import asyncio

import pytest
from telegram import Bot, MessageEntity
from telegram.error import Conflict

from tests.person import Person
from webchat import WebChat


async def heard(bot: Bot) -> list[str]:
    """The texts that wait for the bot."""
    updates = await bot.get_updates()
    return [update.message.text or "" for update in updates if update.message]


async def test_message_arrives_with_its_author(bot: Bot, ada: Person) -> None:
    """The bot hears who wrote what, in which language, with commands marked."""
    await ada.speak("de")
    number = await ada.send("/start from_a_link")
    (update,) = await bot.get_updates()
    message = update.message
    assert message is not None
    assert message.message_id == number
    assert message.from_user is not None
    assert (message.from_user.first_name, message.from_user.language_code) == ("Ada", "de")
    assert [e.type for e in message.entities] == [MessageEntity.BOT_COMMAND]


async def test_long_poll_waits(bot: Bot, ada: Person) -> None:
    """A long poll returns as soon as something happens."""
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    while not polling.done():
        await ada.send("Hello")
        await asyncio.sleep(0)
    assert (await polling)[0].message is not None


async def test_updates_come_until_confirmed(bot: Bot, ada: Person) -> None:
    """Updates come again until an offset confirms them, at most as many as asked for."""
    for text in ("one", "two", "three"):
        await ada.send(text)
    first, second = await bot.get_updates(limit=2)
    assert second.update_id == first.update_id + 1
    assert len(await bot.get_updates()) == 3
    assert len(await bot.get_updates(offset=second.update_id)) == 2
    assert len(await bot.get_updates(offset=-1)) == 1
    assert (await bot.get_webhook_info()).pending_update_count == 1


async def test_second_listener_ends_the_first(chat: WebChat, bot: Bot) -> None:
    """Two bots with one token get in each other's way, and the older is told so."""
    first = asyncio.create_task(bot.get_updates(timeout=30))
    async with Bot(chat.token, chat.base_url) as second:
        while not first.done():
            await second.get_updates(timeout=0)
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_only_wanted_updates_come(bot: Bot, ada: Person) -> None:
    """The kinds that the bot wants are remembered; none means the usual ones."""
    await bot.get_updates(allowed_updates=["callback_query"])
    await ada.send("unheard")
    assert await heard(bot) == []
    await bot.get_updates(allowed_updates=[])
    await ada.send("heard")
    assert await heard(bot) == ["heard"]


async def test_pending_updates_can_be_dropped(bot: Bot, ada: Person) -> None:
    """A bot may begin without what happened before."""
    await ada.send("before")
    assert await bot.delete_webhook(drop_pending_updates=True)
    await ada.send("after")
    assert await heard(bot) == ["after"]


async def test_corrected_message(bot: Bot, ada: Person) -> None:
    """A person corrects a message, and the bot hears it as an edit."""
    number = await ada.send("/quizz")
    await ada.edit(number, "/quiz")
    edited = (await bot.get_updates())[1].edited_message
    assert edited is not None
    assert (edited.message_id, edited.text) == (number, "/quiz")


async def test_group_talk_stays_among_people(bot: Bot, grace_in_group: Person) -> None:
    """In a group the bot hears commands, mentions and replies to it, and nothing else."""
    for text in ("Hello all", "/quiz", "/quiz@epochbot", "/quiz@otherbot", "@epochbot hi", "@ada"):
        await grace_in_group.send(text)
    sent = await bot.send_message(grace_in_group.chat, "Yes?")
    await grace_in_group.send("600", reply_to=sent.message_id)
    assert await heard(bot) == ["/quiz", "/quiz@epochbot", "@epochbot hi", "600"]


async def test_very_long_text_comes_in_pieces(bot: Bot, ada: Person) -> None:
    """A text that is too long for one message becomes several, as on a phone."""
    await ada.send("😀" * 3000)
    assert [len(text) for text in await heard(bot)] == [2048, 952]


async def test_files_from_people(bot: Bot, ada: Person, picture: bytes) -> None:
    """The bot downloads what a person sends: photos, files, voice notes; and sees stickers."""
    await ada.upload(picture, "loss.png", "photo", "image/png")
    await ada.upload(b"print()\n", "训练.py", mime="text/x-python")
    await ada.upload(b"OggS", "voice.ogg", "voice", "audio/ogg")
    await ada.upload(picture, "hello.webp", "sticker")
    photo, file, voice, sticker = [update.message for update in await bot.get_updates()]
    assert photo is not None
    assert await (await photo.photo[-1].get_file()).download_as_bytearray() == picture
    assert file is not None
    assert file.document is not None
    assert (file.document.file_name, file.document.mime_type) == ("训练.py", "text/x-python")
    assert await (await file.document.get_file()).download_as_bytearray() == b"print()\n"
    assert voice is not None
    assert voice.voice is not None
    assert sticker is not None
    assert sticker.sticker is not None


async def test_who_is_in_the_group(chat: WebChat, bot: Bot, grace_in_group: Person) -> None:
    """The bot can ask about chats and their members."""
    group = await bot.get_chat(grace_in_group.chat)
    assert group.type == "supergroup"
    assert (await bot.get_chat_member(group.id, grace_in_group.number)).status == "member"
    assert (await bot.get_chat_member(group.id, bot.id)).user == bot.bot
    async with Person.at(chat.address, "Ada") as ada:
        assert (await bot.get_chat_member(group.id, ada.number)).status == "creator"
        assert (await bot.get_chat(ada.chat)).first_name == "Ada"
