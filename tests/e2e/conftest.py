"""The whole bot, talking over HTTP to the web chat's server."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot import talk
from data.store import open_store
from handlers.asking.thinking import Thinker
from handlers.context import House
from handlers.delivery.pacing import Limit, Throttle
from handlers.live import Pace
from tests.e2e.world import Clock, Opening, World
from tests.person import Person
from trainer.engines.local import LocalEngine
from trainer.shelf import SHELF
from webchat import WebChat


@pytest.fixture(scope="session")
def thinker() -> Iterator[Thinker]:
    """One process for all bots: it remembers nothing, and loads for as long as a test takes."""
    thinker = Thinker()
    yield thinker
    asyncio.run(thinker.stop())


@pytest.fixture
def opened(tmp_path: Path, thinker: Thinker) -> Opening:
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
            at_once = Limit(1000, 1.0)
            throttle = Throttle(private=at_once, group=at_once)
            house = House(store, engine, clock, Pace(0, 0), throttle, thinker=thinker)
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
