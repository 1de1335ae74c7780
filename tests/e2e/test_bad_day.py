"""A quarter of all calls to Telegram goes wrong, in every way that they do: nothing is lost."""

import asyncio
import re

from tests.e2e.world import Opening
from tests.person import Message, Person, buttons, text_of
from webchat.bad_days import TROUBLES

QUESTIONS = 30
ROUNDS = 4
_ANSWER = re.compile(r"quiz:\d+:a")


async def test_everybody_is_answered_on_a_bad_day(opened: Opening) -> None:
    """Whatever is refused, lost or slow: all questions are answered, and each answer counts once."""
    async with (
        opened() as world,
        Person.at(world.door.address, "Ada") as ada,
        Person.at(world.door.address, "Grace") as grace,
    ):
        day = world.door.have_a_bad_day(0.25, seed=3)
        sizes = [10_007 + 1_001 * number for number in range(QUESTIONS)]
        for size in sizes:
            await ada.send(f"{size} images, batch size 64, 1 epoch: how many iterations?")
        for _ in range(ROUNDS):
            await _answers_one(grace)
        for _ in range(600):
            await asyncio.sleep(0.1)
            if not (world.door.pending() or world.house.store.inbox.waiting()):
                break
        world.door.have_a_good_day()
        said = "".join(text_of(one) for one in world.door.said(ada.chat))
        assert [size for size in sizes if f"{size:,}" not in said] == []
        assert len(world.house.store.reviews.history(grace.number)) == ROUNDS
        assert world.house.store.db.execute("pragma integrity_check").fetchone() == ("ok",)
    assert len(day.seen) > len(TROUBLES) / 2


async def _answers_one(person: Person) -> None:
    """Ask for a question, and press an answer twice, as one does when nothing seems to happen."""
    await person.send("/quiz")
    asked = await person.wait_for(lambda message: bool(_options(message)), patience=60)
    await person.replay(asked["message_id"], _options(asked)[0])
    await person.replay(asked["message_id"], _options(asked)[0])
    await person.wait_for(lambda message: not _options(message), patience=60)


def _options(message: Message) -> list[str]:
    return [data for data in buttons(message).values() if _ANSWER.match(data)]
