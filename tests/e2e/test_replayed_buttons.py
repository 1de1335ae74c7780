"""Anybody can press any button anywhere: with a client of one's own, its data is just a text."""

import random
from collections.abc import Iterator

from data.store import Store
from handlers.application import _BUTTONS
from scripts.fuzzing.any_text import matching
from tests.e2e.world import World
from tests.person import Person, buttons, text_of

SECRETS = ("31,337", "31337", "Very secret class")
WORKING_COPIES = {"inbox", "steps", "sqlite_sequence", "_sqlite_migrations"}


def _rows_of(store: Store, person: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the store in which a person is named."""
    db = store.inbox._db
    tables = [name for name in db.table_names() if name not in WORKING_COPIES]
    rows = {name: db.execute(f"select * from [{name}]").fetchall() for name in tables}  # noqa: S608 (the store's own names)
    return {name: [row for row in found if person in row] for name, found in rows.items()}


def _every_data(owner: int) -> Iterator[str]:
    """Data for every button there is, in which the numbers are the owner's."""
    draw = random.Random(7)
    for form in _BUTTONS:
        for numbers in ((str(owner), "1"), ("1",), ("2",)):
            yield matching(form, draw, numbers)


async def test_nobody_changes_or_sees_what_is_anothers(world: World) -> None:
    """Grace presses every button with Ada's numbers, alone and in a group: Ada's things stay hers."""
    async with (
        Person.at(world.door.address) as ada,
        Person.at(world.door.address, group=True) as ada_among_others,
        Person.at(world.door.address, "Grace") as grace,
        Person.at(world.door.address, "Grace", group=True) as grace_among_others,
    ):
        await ada.send("31337 samples, batch size 10: iterations per epoch?")
        await ada.wait_for("3,134")
        for command in ("/class new Very secret class", "/daily 8:00", "/quiz", "/cards", "/myths"):
            await ada.send(command)
            await ada.wait_for(lambda message: "reply_markup" in message)
        await ada.send("train moons for 1 epoch")
        await ada.wait_for(lambda message: "photo" in message, patience=60)
        await ada_among_others.send("@epochbot 31337 samples, batch size 10: iterations per epoch?")
        shared = await ada_among_others.wait_for("3,134")
        own = [data for m in await ada.messages() for data in buttons(m).values()]
        await grace.send("/help")
        screen = await grace.wait_for(lambda message: "reply_markup" in message)

        before = _rows_of(world.house.store, ada.number)
        assert {"problems", "runs", "asked", "classes", "daily"} <= {
            name for name, found in before.items() if found
        }
        for data in dict.fromkeys([*own, *_every_data(ada.number)]):
            await grace.replay(screen["message_id"], data)
        for data in ("change", "answer:zh", "field:batch_size", "set:batch_size:7", "formula:zh"):
            await grace_among_others.replay(shared["message_id"], data)
        await grace.send("/privacy")
        await grace.wait_for(lambda message: "reply_markup" in message)

        assert _rows_of(world.house.store, ada.number) == before
        told = [text_of(message) for message in await grace.messages()]
        assert not [text for text in told for secret in SECRETS if secret in text]
        assert "3,134" in text_of(await ada_among_others.message(shared["message_id"]))
