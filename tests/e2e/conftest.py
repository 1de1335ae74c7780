"""The whole bot, talking over HTTP to the web chat's server."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot import talk
from data.store import open_store
from handlers.context import House
from handlers.live import Pace
from tests.e2e.world import Clock, Opening, World
from tests.person import Person
from trainer.engines.local import LocalEngine
from trainer.shelf import SHELF
from webchat import WebChat


@pytest.fixture
def opened(tmp_path: Path) -> Opening:
    """A way to start the bot; started again, it finds what was there."""
    clock = Clock()

    @asynccontextmanager
    async def start() -> AsyncIterator[World]:
        async with AsyncExitStack() as closing:
            store = open_store(tmp_path)
            closing.callback(store.close)
            SHELF.folder = tmp_path / "datasets"
            closing.callback(setattr, SHELF, "folder", None)
            engine = LocalEngine(workers=1)
            closing.push_async_callback(engine.stop)
            house = House(store, engine, clock, Pace(private=0, group=0))
            door = WebChat(0, home=tmp_path / "webchat")
            await door.start()
            closing.push_async_callback(door.stop)
            bot = await talk(door.token, (door.base_url, door.base_file_url), house, closing)
            await engine.start()
            yield World(house, bot, door, clock)

    return start


@pytest.fixture
async def world(opened: Opening) -> AsyncIterator[World]:
    """A running bot with an empty store."""
    async with opened() as running:
        yield running


@pytest.fixture
async def ada(world: World) -> AsyncIterator[Person]:
    """Ada, alone with the bot."""
    async with Person.at(world.door.address) as person:
        yield person
