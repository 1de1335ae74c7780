"""What whoever runs the bot has of it: its state, its figures, its backups, and what goes wrong."""

import asyncio
import json
import logging
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    closing,
    suppress,
)
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random

import aiohttp
import pytest

from bot import talk
from data import words
from data.backup import Backup, Backups
from data.soundness import Recovered
from data.store import open_store
from handlers.asking.thinking import Thinker
from handlers.context import House
from handlers.delivery.listening import Doors, Webhook
from handlers.live import Pace
from handlers.operations.backups import back_up, forget_in_backups
from handlers.personal.forget import forget
from tests.e2e.world import Clock, World, answer_to, find, flip
from tests.person import Person, buttons, text_of
from trainer.engines.local import LocalEngine
from webchat import WebChat

QUESTION = "60,000 images, batch size 128, 10 epochs: how many iterations?"
ADA, GRACE = 5_001_001, 5_001_003
Running = Callable[..., AbstractAsyncContextManager[World]]
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def _free_port() -> int:
    """A port that is free, and that the system gives to nobody by itself meanwhile."""
    for port in Random().sample(range(20_000, 30_000), 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError


def _people(copy: Path) -> int:
    with closing(sqlite3.connect(copy)) as db:
        return int(db.execute("select count(*) from people").fetchone()[0])


@pytest.fixture
def running(thinker: Thinker) -> Running:
    """A way to start a bot that Ada runs."""
    return partial(_running, thinker)


@asynccontextmanager
async def _running(
    thinker: Thinker, home: Path, doors: Doors | None = None, recovered: Recovered | None = None
) -> AsyncIterator[World]:
    """A bot that Ada runs."""
    clock = Clock()
    async with AsyncExitStack() as closing:
        store = open_store(home)
        closing.callback(store.close)
        house = House(
            store,
            LocalEngine(workers=1),
            clock,
            Pace(private=0, group=0),
            admins=frozenset({ADA}),
            backups=Backups(home, home / "backups", timedelta(days=1), 7),
            recovered=recovered,
            thinker=thinker,
        )
        door = WebChat(0)
        await door.start()
        closing.push_async_callback(door.stop)
        bot = await talk(door.token, (door.base_url, door.base_file_url), house, closing, doors)
        yield World(house, bot, door, clock)


async def test_the_state_for_admins(running: Running, tmp_path: Path) -> None:
    """/status tells an admin how the bot is, in both languages; for others there is no such thing."""
    async with running(tmp_path) as world:
        async with Person.at(world.door.address) as ada:
            await ada.send("/status")
            status = await ada.wait_for("epochbot")
            assert "No backup yet" in text_of(status)
            assert "No errors since the start" in text_of(status)
            assert list(buttons(status)) == ["Refresh", "中文"]
            await back_up(world.bot)
            world.clock.advance(hours=3)
            for _ in range(1000):
                world.house.figures.served("text", 0.004)
            await ada.press("Refresh")
            again = text_of(await ada.wait_for("Last backup: 3 h 0 min ago"))
            assert "half within 4 ms" in again
            await flip(ada, "zh", "上次备份：3 小时 0 分前")
            await forget(world.bot, world.house.store.people.get(ADA))
            assert world.house.backups is not None
            await forget_in_backups(world.house, ADA)
            assert not _people(world.house.backups.all()[0].file)
        async with Person.at(world.door.address, "Grace") as grace:
            await grace.send("/status")
            refused = await grace.wait_for("/status")
            assert "epochbot" not in text_of(refused)
            query = await grace.replay(refused["message_id"], "status:en")
            assert "ask again" in (await answer_to(grace, query)).text


async def test_what_goes_wrong(
    running: Running, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A person gets a reference, an admin the place in the code, once; nobody's words are told."""
    async with (
        running(tmp_path) as world,
        Person.at(world.door.address) as ada,
        Person.at(world.door.address, "Grace") as grace,
    ):
        await grace.send("/start")
        await grace.wait_for(lambda _: True)
        world.house.store.db.execute("alter table reviews rename to gone")
        with caplog.at_level(logging.INFO):
            await grace.send("/progress of my secret")
            await grace.wait_for("Something went wrong")
            told = text_of(await ada.wait_for("OperationalError"))
            await grace.send("/progress of my secret")
            await grace.wait_for("Something went wrong")
        reference = world.house.figures.faults[0].reference
        assert reference in told
        assert "handlers/" in told
        assert reference in caplog.text
        assert "secret" not in caplog.text + told
        assert sum("OperationalError" in text_of(m) for m in await ada.messages()) == 1
        await ada.send("/status")
        assert "Errors since the start: 2" in text_of(await ada.wait_for("Errors since"))


async def test_a_store_that_cannot_be_written(running: Running, tmp_path: Path) -> None:
    """Where nothing can be written, a person is told to try again later, and an admin why."""
    async with (
        running(tmp_path) as world,
        Person.at(world.door.address) as ada,
        Person.at(world.door.address, "Grace") as grace,
    ):
        await grace.send("/start")
        await grace.wait_for(lambda _: True)
        store, inbox = world.house.store.db, world.house.store.inbox
        received = inbox.store
        world.house.store.people.meet(GRACE, "en", world.clock())

        def full(bot: int, update: int, body: str) -> bool:
            """The store is full from here on."""
            stored = received(bot, update, body)
            store.execute("pragma query_only = on")
            return stored

        inbox.store = full  # type: ignore[method-assign]
        await grace.send(QUESTION)
        await grace.wait_for("cannot write anything down right now")
        await ada.wait_for("The store cannot be written")
        store.execute("pragma query_only = off")
        inbox.store = received  # type: ignore[method-assign]
        await grace.send(QUESTION)
        await grace.wait_for("4,690")


async def test_a_damaged_store(running: Running, tmp_path: Path) -> None:
    """A bot whose store turns out damaged stops; the next one tells admins what was lost."""
    async with running(tmp_path) as world, Person.at(world.door.address) as ada:
        await ada.send("/start")
        await ada.wait_for(lambda _: True)
        made = world.house.backups.make(world.clock()) if world.house.backups else None
        world.house.store.db.execute("pragma wal_checkpoint(truncate)")
        with (tmp_path / "epochbot.db").open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * 40_000)
        world.clock.advance(days=2)
        await back_up(world.bot)
        assert world.house.damaged.is_set()
    assert made is not None
    recovered = Recovered(Backup(made.file, made.at), tmp_path / "aside" / "20260304", "malformed")
    async with (
        running(tmp_path / "other", recovered=recovered) as world,
        Person.at(world.door.address) as ada,
    ):
        await find(ada, "backup of 2026-03-02 08:00 UTC")


async def test_updates_that_are_brought(running: Running, tmp_path: Path) -> None:
    """With a webhook, messages are answered; who does not know the secret brings none."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    doors = Doors(Webhook(url, ("127.0.0.1", port)), ("127.0.0.1", port + 1))
    assert doors.webhook is not None
    async with (
        running(tmp_path, doors) as world,
        Person.at(world.door.address) as ada,
        aiohttp.ClientSession() as session,
    ):
        await ada.send(QUESTION)
        await ada.wait_for("4,690")
        assert world.bot.updater is not None
        assert not world.bot.updater.running
        forged = {"update_id": 1, "message": {"message_id": 1, "date": 0, "text": "/start"}}
        knows = {_HEADER: doors.webhook.secret}
        tries: list[tuple[dict[str, str], object, int]] = [
            ({}, forged, 403),
            ({_HEADER: "Ünknown"}, forged, 403),
            (knows, [], 400),
            (knows, "x" * (1 << 20), 413),
        ]
        for headers, body, status in tries:
            sent = BytesIO(json.dumps(body).encode())
            async with session.post(url, data=sent, headers=headers) as response:
                assert response.status == status
        async with session.get(url) as response:
            assert response.status == 405
        for unreadable in ({"update_id": 3, "message": {"message_id": 1}}, {"update_id": 4}):
            async with session.post(url, json=unreadable, headers=knows) as response:
                assert response.status == 200  # it would be brought for ever else
        world.house.store.db.execute("pragma query_only = on")
        update = {**forged, "update_id": 2}
        async with session.post(url, json=update, headers=knows) as response:
            assert response.status == 503
        await _watched(world, ada, f"http://127.0.0.1:{port + 1}/healthz")


async def _watched(world: World, ada: Person, healthz: str) -> None:
    """See what is said of a bot that updates are brought to, whose store cannot be written."""

    async def health() -> str:
        async with aiohttp.ClientSession() as session, session.get(healthz) as response:
            return f"{response.status} {await response.text()}"

    assert await health() == "200 ok\n"
    world.house.figures.fetched()
    world.house.figures._clock = lambda: time.monotonic() + 100
    assert await health() == "200 ok\n"  # nobody writes
    await ada.send(QUESTION)
    assert "503 updates wait at the server" in await health()
    world.house.store.db.execute("pragma query_only = off")
    await ada.wait_for("4,690")
    assert await health() == "200 ok\n"
    world.house.figures._clock = lambda: time.monotonic() + 200
    await world.bot.bot.set_webhook("http://127.0.0.1:1/other")
    assert await health() == "503 the server does not bring updates here\n"
    world.door.fail_next("getWebhookInfo", 502)
    assert await health() == "503 no answer from the server\n"


async def test_health_and_figures(running: Running, tmp_path: Path) -> None:
    """The bot says over HTTP whether it is well, and tells Prometheus its figures."""
    port = _free_port()
    async with (
        running(tmp_path, Doors(health=("127.0.0.1", port))) as world,
        Person.at(world.door.address) as ada,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        await ada.send(QUESTION)
        await ada.wait_for("4,690")
        async with session.get("/healthz") as response:
            assert (response.status, await response.text()) == (200, "ok\n")
        world.house.figures.served("text", 0.004)
        world.house.figures.sent("sendMessage")
        runs = world.house.store.runs
        runs.trained(runs.add(ADA, ADA, "en", {}, world.clock()).id, "{}", world.clock())
        await back_up(world.bot)
        async with session.get("/metrics") as response:
            told = (await response.text()).splitlines()
        assert 'epochbot_update_seconds_bucket{kind="text",le="0.005"} ' in "\n".join(told)
        assert 'epochbot_calls_total{method="sendMessage"} ' in "\n".join(told)
        assert any(line.startswith("epochbot_store_bytes ") for line in told)
        assert 'epochbot_runs{state="trained"} 1.0' in told
        assert "epochbot_trainings_running 1.0" in told
        assert any(line.startswith("epochbot_last_backup_timestamp_seconds 1.7") for line in told)
        assert not any("60,000" in line or str(ADA) in line for line in told)
        (tmp_path / "epochbot.db").rename(tmp_path / "moved.db")
        async with session.get("/healthz") as response:
            assert response.status == 503
            assert "store cannot be written" in await response.text()
        (tmp_path / "moved.db").rename(tmp_path / "epochbot.db")


async def test_a_stop_does_not_wait_for_ever(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes too long when the bot stops is left to the next start."""
    monkeypatch.setattr("handlers.delivery.stopping.SERVING", 0.2)
    begun = asyncio.Event()
    ended: list[str] = []

    async def long() -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("cancelled")

    async with asyncio.timeout(5), running(tmp_path) as world:
        world.bot.create_task(long())
        await begun.wait()
    assert ended == ["cancelled"]
    assert words.say("status.refresh", "en") == "Refresh"
