"""A quarter of all calls to Telegram goes wrong, in every way that they do: nothing is lost."""

import asyncio
from pathlib import Path
from random import Random

from data import words
from photo.available import available
from tests.e2e import kept_promises
from tests.e2e.busy_days import everybody_busy
from tests.e2e.drill import PATIENT, SEED, Drill, until
from tests.e2e.world import Opening, World, find
from tests.person import Person
from tests.photo.pictures import taken
from webchat.bad_days import TROUBLES

SHARE = 0.25
SECONDS = 12.0
"""For so long people begin something new; what they have begun, they bring to its end."""


async def test_everybody_is_answered_on_a_bad_day(opened: Opening, tmp_path: Path) -> None:
    """Whatever is refused, lost or slow: everything is answered, and counts once."""
    drill = Drill(tmp_path, Random(SEED), put_out=True)
    async with opened() as world:
        await _meet(world, "Ada", "Grace")
        day = world.door.have_a_bad_day(SHARE, SEED)
        async with everybody_busy(world.door.address, drill), asyncio.timeout(PATIENT):
            await asyncio.gather(_sends_a_photo(world), asyncio.sleep(SECONDS))
        inbox = world.house.store.inbox
        await until(lambda: not (world.door.pending() or inbox.waiting()), "all to be served")
        world.door.have_a_good_day()
    kept_promises.check(drill)
    twice = sum(extra.times for extra in drill.said_too_often())
    assert twice <= day.seen.get("unanswered", 0)
    assert len(drill.promised) > len(TROUBLES)
    assert len(day.seen) > len(TROUBLES) / 2


async def _meet(world: World, *names: str) -> None:
    """Let the bot know people, so that their votes are answers of their own."""
    for name in names:
        async with Person.at(world.door.address, name) as person:
            world.house.store.people.meet(person.number, "en", world.clock())


async def _sends_a_photo(world: World) -> None:
    """Send one photo of an exercise; where pictures are not read, that is the answer."""
    picture = taken(0)
    answer = f"{picture.answer:,}" if available() else words.say("photo.off", "zh")
    async with Person.at(world.door.address, "小明") as ming:
        await ming.upload(picture.data, "photo.jpg", "photo")
        await find(ming, answer, patience=PATIENT)
