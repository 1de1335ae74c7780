"""A web chat that runs, a real bot at one door and people at the other."""

import struct
import zlib
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.person import Person
from webchat import WebChat


@pytest.fixture
async def chat() -> AsyncIterator[WebChat]:
    """A web chat on a free port, gone after the test."""
    chat = WebChat(0)
    await chat.start()
    yield chat
    await chat.stop()


@pytest.fixture
async def bot(chat: WebChat) -> AsyncIterator[Bot]:
    """The real library's bot, at that web chat."""
    async with Bot(chat.token, chat.base_url, chat.base_file_url) as bot:
        yield bot


@pytest.fixture
async def ada(chat: WebChat) -> AsyncIterator[Person]:
    """Ada, alone with the bot."""
    async with Person.at(chat.address) as person:
        yield person


@pytest.fixture
async def grace_in_group(chat: WebChat) -> AsyncIterator[Person]:
    """Grace, in the group that the bot is in."""
    async with Person.at(chat.address, "Grace", group=True) as person:
        yield person


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def _png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    parts = _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
def picture() -> bytes:
    """A grey PNG of 320 x 180 pixels."""
    return _png(320, 180)


@pytest.fixture
def ribbon() -> bytes:
    """A PNG that is more than twenty times as wide as high."""
    return _png(210, 10)
