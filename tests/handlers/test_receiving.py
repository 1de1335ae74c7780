"""How updates are received: none keeps the others away, and no more of them than there is room."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from telegram import Bot, Update

from data.store import Store
from handlers.delivery import inbox
from handlers.delivery.aiohttp_request import AiohttpRequest
from handlers.delivery.inbox import AcknowledgingRequest, StoredUpdates
from handlers.operations.counts import Figures
from tests.person import Person
from webchat import WebChat


@dataclass(frozen=True)
class Scene:
    """A server, Ada who writes, and a bot that receives."""

    door: WebChat
    ada: Person
    bot: Bot
    updates: StoredUpdates


@pytest.fixture
async def scene(store: Store) -> AsyncIterator[Scene]:
    """A bot that has not asked for updates yet."""
    door = WebChat(0)
    await door.start()
    updates = StoredUpdates(store.inbox, 1)
    asking = AcknowledgingRequest(door.base_url, store.inbox, updates, Figures())
    sending = AiohttpRequest(door.base_url)
    bot = Bot(door.token, door.base_url, request=sending, get_updates_request=asking)
    async with bot, Person.at(door.address) as ada:
        yield Scene(door, ada, bot, updates)
    await door.stop()


def _text(update: Update) -> str | None:
    return update.message.text if update.message else None


async def test_an_update_that_cannot_be_read_keeps_nobody_waiting(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """What the library cannot read is left out when it comes again; all others are received."""
    await scene.ada.send("before")
    scene.door._chats.updates.push("message", {"text": "a secret"})  # type: ignore[arg-type]
    await scene.ada.send("after")
    with caplog.at_level(logging.CRITICAL + 1, "telegram"), pytest.raises(KeyError):
        await scene.bot.get_updates()
    told = await scene.bot.get_updates()
    assert [_text(update) for update in told] == ["before", None, "after"]
    for update in told:
        await scene.updates.put(update)
    assert await scene.bot.get_updates(offset=told[-1].update_id + 1, timeout=0) == ()
    assert "it is left out" in caplog.text
    assert "secret" not in caplog.text


async def test_no_more_is_received_than_there_is_room(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While too much waits to be served the rest stays at the server, and comes afterwards."""
    monkeypatch.setattr(inbox, "MOST", 2)
    await scene.ada.send("one")
    await scene.ada.send("two")
    first = await scene.bot.get_updates()
    for update in first:
        await scene.updates.put(update)
    await scene.ada.send("three")
    asking = asyncio.create_task(scene.bot.get_updates(offset=first[-1].update_id + 1))
    await asyncio.sleep(0.05)
    assert not asking.done()
    assert await scene.updates.get() is first[0]
    scene.updates.task_done()
    assert [_text(update) for update in await asking] == ["three"]
