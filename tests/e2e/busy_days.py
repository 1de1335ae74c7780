"""Everybody at once: alone with the bot, in the group, and with each other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from tests.e2e.busy_group import plays_rounds
from tests.e2e.busy_people import asks, challenges, learns_in_classes, practises, sends_files
from tests.e2e.drill import Drill
from tests.person import Person


@asynccontextmanager
async def everybody_busy(address: str, drill: Drill) -> AsyncIterator[None]:
    """Let everybody be busy meanwhile, and then come to an end; what fails for one fails here."""
    async with AsyncExitStack() as there:

        async def at(name: str, *, group: bool = False) -> Person:
            return await there.enter_async_context(Person.at(address, name, group=group))

        busy = (
            asks(await at("Ada"), drill),
            practises(await at("Grace"), drill),
            learns_in_classes(await at("Ada"), await at("小明"), drill),
            challenges(await at("Grace"), await at("小明"), drill),
            sends_files(await at("小明"), drill),
            plays_rounds(await at("Ada", group=True), await at("Grace", group=True), drill),
        )
        async with asyncio.TaskGroup() as people:
            for one in busy:
                people.create_task(one)
            yield
            drill.over = True
