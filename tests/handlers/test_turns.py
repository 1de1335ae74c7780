"""In which order updates are served, and what is not done twice where one is served again."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from telegram import Chat, Message, Update
from telegram.ext import Application
from telegram.warnings import PTBUserWarning

from data.soundness import tells_of_damage
from data.store import Store, open_store
from handlers.delivery import chat_turns
from handlers.delivery.chat_turns import ChatTurns
from handlers.delivery.outbox import Outbox
from handlers.delivery.pacing import Throttle
from handlers.delivery.turns import current_turn, first, in_the_background, once
from handlers.operations.counts import Figures

if TYPE_CHECKING:
    from handlers.context import Bot

BOT = 7


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return open_store(tmp_path)


def _update(number: int, chat: int) -> Update:
    message = Message(number, datetime.now(UTC), Chat(chat, Chat.PRIVATE))
    return Update(number, message=message)


async def test_one_chat_keeps_its_order_and_others_do_not_wait(store: Store) -> None:
    """The second update of a chat waits for the first; another chat's goes ahead."""
    log: list[str] = []
    gate = asyncio.Event()

    async def slow() -> None:
        log.append("first begins")
        await gate.wait()
        log.append("first ends")

    async def quick(name: str) -> None:
        log.append(name)
        if name == "other chat":
            gate.set()

    async with ChatTurns(store.inbox, BOT, Figures()) as turns:
        await asyncio.gather(
            turns.process_update(_update(1, chat=1), slow()),
            turns.process_update(_update(2, chat=1), quick("second")),
            turns.process_update(_update(3, chat=2), quick("other chat")),
        )
    assert log == ["first begins", "other chat", "first ends", "second"]


async def test_a_chat_that_floods_keeps_nobody_waiting(store: Store) -> None:
    """Hundreds of updates that wait in one chat take no other chat's place."""
    gate = asyncio.Event()

    async def served() -> None:
        gate.set()

    async with ChatTurns(store.inbox, BOT, Figures()) as turns:
        flood = [
            asyncio.create_task(turns.process_update(_update(number, chat=1), gate.wait()))
            for number in range(1000)
        ]
        await asyncio.sleep(0)
        await asyncio.wait_for(turns.process_update(_update(2000, chat=2), served()), 2)
        await asyncio.gather(*flood)


async def _interrupted(store: Store, serve: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Serve an update, but be killed just before its end; then serve it again after a start."""
    store.inbox.store(BOT, 1, "{}")

    async def killed() -> None:
        await serve()
        raise asyncio.CancelledError

    async with ChatTurns(store.inbox, BOT, Figures()) as turns:
        with pytest.raises(asyncio.CancelledError):
            await turns.process_update(_update(1, chat=1), killed())
    assert [one.update for one in store.inbox.take_up(BOT)] == [1]
    async with ChatTurns(store.inbox, BOT, Figures()) as turns:
        turns.again.add(1)
        await turns.process_update(_update(1, chat=1), serve())
    assert store.inbox.take_up(BOT) == []


async def test_an_effect_is_applied_once(store: Store) -> None:
    """What was written before the bot was killed is not written again, and gives the same."""
    written: list[int] = []
    seen: list[object] = []

    async def serve() -> None:
        def effect() -> int:
            written.append(len(written))
            return len(written)

        seen.append((once("write", effect), once("write", effect), first("found", len(seen))))

    await _interrupted(store, serve)
    assert written == [0, 1]
    assert seen == [(1, 2, 0), (1, 2, 0)]


async def test_a_failed_effect_leaves_no_note(store: Store) -> None:
    """Effect and note are one transaction: where the effect fails, nothing is kept of either."""

    def effect() -> None:
        store.db.execute("update inbox set tries = 9 where id = 1")
        raise ValueError

    async def serve() -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - nothing else raises it
            once("write", effect)
        assert store.db.execute("select count(*) from steps").fetchone() == (0,)
        assert store.db.execute("select tries from inbox where id = 1").fetchone()[0] < 9

    await _interrupted(store, serve)


async def test_a_message_that_arrived_is_not_sent_again(store: Store) -> None:
    """What had arrived before the bot was killed is not sent again; other words are."""
    box, sent = Outbox(Throttle(), Figures()), []

    async def serve() -> None:
        for text in ("one", "one", f"number {len(sent)}"):

            async def send(text: str = text) -> dict[str, str]:
                sent.append(text)
                return {"text": text}

            data = {"chat_id": 1, "text": text}
            assert await box.process_request(send, (), {}, "sendMessage", data, None) == {
                "text": text
            }

    await _interrupted(store, serve)
    assert sent == ["one", "one", "number 0", "number 3"]


async def test_what_goes_on_in_the_background_is_no_part_of_the_update(store: Store) -> None:
    """A training that an update began is followed on its own, also while that is still served."""
    bot = Application.builder().token("1:" + "A" * 35).updater(None).build()
    language = ContextVar("language", default="en")

    async def follow() -> tuple[object, str]:
        return current_turn(), language.get()

    async def serve() -> None:
        language.set("zh")
        with pytest.warns(PTBUserWarning, match="not running"):
            task = in_the_background(cast("Bot", bot), follow())
        assert await task == (None, "zh")
        assert current_turn()

    async with ChatTurns(store.inbox, BOT, Figures()) as turns:
        await turns.process_update(_update(1, chat=1), serve())


async def test_what_cannot_be_noted_is_served_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update that is served again waits while nothing can be written; nothing is said twice."""
    monkeypatch.setattr(chat_turns, "_UNTIL_ROOM", 0.01)
    store.inbox.store(BOT, 1, "{}")
    store.inbox.note(BOT, 1, "number 1", 7)
    served: list[int] = []

    async def serve() -> None:
        served.append(first("number", 8))

    store.db.execute("pragma query_only = on")
    async with ChatTurns(store.inbox, BOT, Figures()) as turns:
        turns.again.add(1)
        serving = asyncio.create_task(turns.process_update(_update(1, chat=1), serve()))
        await asyncio.sleep(0.05)
        assert not serving.done()
        assert served == []
        store.db.execute("pragma query_only = off")
        await serving
    assert served == [7]
    assert store.inbox.take_up(BOT) == []


async def test_an_answer_that_cannot_be_noted_is_no_failure(store: Store, tmp_path: Path) -> None:
    """Who was answered is told of no failure, whether the disk is full or the store closed."""
    box = Outbox(Throttle(), Figures())

    async def send() -> str:
        return "arrived"

    async def answer_on_a_full_disk() -> None:
        store.db.execute("pragma query_only = on")
        assert await box.process_request(send, (), {}, "sendMessage", {"chat_id": 1}, None)

    async def answer_before_the_end() -> None:
        store.close()

    store.inbox.store(BOT, 1, "{}")
    async with ChatTurns(store.inbox, BOT, Figures()) as turns:
        await turns.process_update(_update(1, chat=1), answer_on_a_full_disk())
        await turns.process_update(_update(2, chat=1), answer_before_the_end())
    assert [one.update for one in open_store(tmp_path).inbox.take_up(BOT)] == [1]


async def test_damage_is_seen_where_an_update_is_finished(store: Store, tmp_path: Path) -> None:
    """Whoever looks after errors hears of a damaged store, although the update was served."""
    known = "select rootpage from sqlite_master where tbl_name = 'inbox' and sql is null"
    (page,) = store.db.execute(known).fetchone()
    (size,) = store.db.execute("pragma page_size").fetchone()
    store.close()
    with (tmp_path / "epochbot.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    damaged = open_store(tmp_path)
    served: list[bool] = []

    async def serve() -> None:
        served.append(True)

    async with ChatTurns(damaged.inbox, BOT, Figures()) as turns:
        with pytest.raises(sqlite3.DatabaseError) as error:
            await turns.process_update(_update(1, chat=1), serve())
        turns.again.add(2)
        with pytest.raises(sqlite3.DatabaseError):
            await turns.process_update(_update(2, chat=1), serve())
    assert tells_of_damage(error.value)
    assert served == [True]
    damaged.close()
