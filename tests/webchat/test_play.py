"""A player on the page asks for parts of a voice note."""

import aiohttp
import pytest
from telegram import Bot

from tests.person import Person
from webchat import WebChat

SOUND = b"OggS" + bytes(range(96))


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", SOUND),
        ("bytes=10-19", SOUND[10:20]),
        ("bytes=-8", SOUND[-8:]),
        ("bytes=90-400", SOUND[90:]),
    ],
)
async def test_a_part_of_a_file_is_sent(
    chat: WebChat, bot: Bot, ada: Person, asked: str, part: bytes
) -> None:
    """The player gets the bytes that it asks for, and so can find the end and jump there."""
    sent = await bot.send_voice(ada.chat, SOUND)
    assert sent.voice is not None
    where, headers = {"id": sent.voice.file_id}, {"Range": asked}
    async with aiohttp.ClientSession(chat.address) as session:
        async with session.get("/api/file", params=where, headers=headers) as answer:
            assert (answer.status, await answer.read()) == (206, part)
            start = SOUND.index(part)
            place = f"bytes {start}-{start + len(part) - 1}/{len(SOUND)}"
            assert answer.headers["Content-Range"] == place
        async with session.get("/api/file", params=where) as answer:
            assert (answer.status, await answer.read()) == (200, SOUND)


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=5-2", "seconds=1-2"])
async def test_a_part_that_is_not_there_is_refused(
    chat: WebChat, bot: Bot, ada: Person, asked: str
) -> None:
    """A part behind the end or without sense is refused as HTTP says."""
    sent = await bot.send_voice(ada.chat, SOUND)
    assert sent.voice is not None
    where, headers = {"id": sent.voice.file_id}, {"Range": asked}
    async with (
        aiohttp.ClientSession(chat.address) as session,
        session.get("/api/file", params=where, headers=headers) as answer,
    ):
        assert answer.status == 416
