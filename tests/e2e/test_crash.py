"""The bot is killed at any moment, hundreds of times, while people talk to it: nothing is lost."""

import asyncio
import json
import os
import random
import re
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.daily import Daily, Plan
from data.store import open_store
from quiz.daily import planned
from tests.person import Person, buttons, text_of
from webchat import WebChat

ROOT = Path(__file__).resolve().parents[2]
LIVES = 200
HOURS_A_LIFE = 7.0
_ANSWER = re.compile(r"quiz:\d+:a")
_UNFINISHED = "select count(*) from inbox where body is not null"
_DONE = "select count(*) from runs where state = 'done'"


class Lives:
    """The bot, begun and killed as often as wanted."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    @asynccontextmanager
    async def of(cls, door: WebChat, home: Path) -> AsyncIterator["Lives"]:
        """The lives of a bot on a server and a store."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("lives.py")),
            door.token,
            door.base_url,
            door.base_file_url,
            str(home),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        lives = cls(process)
        assert await lives._line() == "ready"
        try:
            yield lives
        finally:
            process.kill()
            await process.wait()

    async def begin(self, ahead: float) -> int:
        """Begin a life whose clock is so many hours ahead; the number of its process."""
        assert self._process.stdin
        self._process.stdin.write(f"{ahead}\n".encode())
        return int(await self._line())

    async def kill(self, life: int) -> None:
        """End a life without a warning."""
        os.kill(life, signal.SIGKILL)
        assert await self._line() == "over"

    async def _line(self) -> str:
        assert self._process.stdout
        return (await self._process.stdout.readline()).decode().strip()


async def _asks(person: Person, draw: random.Random, asked: list[int]) -> None:
    """Ask one question after another, each with a number of its own."""
    while True:
        asked.append(100_003 + 1_001 * len(asked))
        await person.send(f"{asked[-1]} images, batch size 64, 1 epoch: how many iterations?")
        await asyncio.sleep(draw.uniform(0.1, 0.5))


async def _practises(person: Person, draw: random.Random) -> None:
    """Ask for questions, and press the buttons under them, once or twice."""
    while True:
        newest = next((m for m in reversed(await person.messages()) if buttons(m)), None)
        options = [data for data in buttons(newest or {}).values() if _ANSWER.match(data)]
        if newest and options:
            for option in draw.choices(options, k=draw.choice((1, 1, 2))):
                await person.replay(newest["message_id"], option)
        else:
            await person.send("/quiz")
        await asyncio.sleep(draw.uniform(0.1, 0.5))


async def _killed_often(lives: Lives, ada: Person, draw: random.Random) -> None:
    """Let the bot live and be killed, at any moment from its start to well after it is ready.

    How long that takes is measured again and again, for the machine may have more to do by then.
    """
    first = 0.0
    for number in range(LIVES):
        if number % 20 == 0:
            first = await _first_answer(lives, ada, number)
            continue
        life = await lives.begin(number * HOURS_A_LIFE)
        await asyncio.sleep(draw.uniform(0, 1.5 * first))
        await lives.kill(life)


async def _first_answer(lives: Lives, person: Person, number: int) -> float:
    """Seconds from the start of a life to its first answer, at which it is killed."""
    iterations = 20_011 + number
    await person.send(f"{64 * iterations} images, batch size 64, 1 epoch: how many iterations?")
    begun = time.perf_counter()
    life = await lives.begin(number * HOURS_A_LIFE)
    await person.wait_for(f"{iterations:,}", patience=60)
    seconds = time.perf_counter() - begun
    await lives.kill(life)
    return seconds


def _wishes_daily(home: Path, person: int) -> None:
    """Let a person have a question every day at eight."""
    store, now = open_store(home), datetime.now(UTC)
    store.people.meet(person, "en", now)
    store.people.set_zone(person, "UTC")
    daily = Daily(person, person, Plan("08:00", "UTC"))
    store.dailies.save(planned(daily, daily.plan, now))
    store.close()


async def _until(done: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    for _ in range(1200):
        if done():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"waited a minute for {what}")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a life is a copy of a process")
async def test_nothing_is_lost_when_the_bot_is_killed_200_times(tmp_path: Path) -> None:
    """Every question has its answer, every answer counts once, a training goes on after it all."""
    draw, asked = random.Random(7), list[int]()
    door = WebChat(0, home=tmp_path / "webchat")
    await door.start()
    async with (
        Person.at(door.address, "Ada") as ada,
        Person.at(door.address, "Grace") as grace,
        Lives.of(door, tmp_path) as lives,
    ):
        _wishes_daily(tmp_path, grace.number)
        async with _while(_asks(ada, draw, asked), _practises(grace, draw)):
            await _killed_often(lives, ada, draw)
        with closing(sqlite3.connect(tmp_path / "epochbot.db")) as db:
            await _trained_in_spite(lives, ada, db)
            life = await lives.begin(LIVES * HOURS_A_LIFE)
            await _until(lambda: _number(db, _UNFINISHED) == 0, "the inbox to be empty")
            await lives.kill(life)
            _check_store(db)
    await door.stop()
    with closing(sqlite3.connect(tmp_path / "webchat" / "webchat.db")) as chat:
        _check_chat(chat, asked, ada.number, grace.number)


@asynccontextmanager
async def _while(*busy: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Let people be busy meanwhile."""
    tasks = [asyncio.create_task(one) for one in busy]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(end, asyncio.CancelledError) for end in ends), ends


async def _trained_in_spite(lives: Lives, ada: Person, db: sqlite3.Connection) -> None:
    """A training that is killed in the middle is trained after the next start, and shown."""
    await ada.send("train a linear model on digits with batch size 16 for 30 epochs")
    life = await lives.begin(LIVES * HOURS_A_LIFE)
    await _until(lambda: _number(db, "select count(*) from runs") == 1, "a training")
    await lives.kill(life)
    life = await lives.begin(LIVES * HOURS_A_LIFE)
    await _until(lambda: _number(db, _DONE) == 1, "the end of the training")
    await lives.kill(life)


def _check_store(db: sqlite3.Connection) -> None:
    """Each answer is one review, and the file is sound."""
    answered = _number(db, "select count(*) from asked where answered_at is not null")
    assert _number(db, "select count(*) from reviews") == answered > 10
    assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    assert _number(db, "select count(*) from steps") == 0
    assert _number(db, "select count(*) from runs") == 1


def _check_chat(chat: sqlite3.Connection, asked: list[int], ada: int, grace: int) -> None:
    """Whatever was said or pressed was answered, and the question of a day came once."""
    bodies = [json.loads(body) for (body,) in chat.execute("select body from messages order by id")]
    said = {
        number: [text_of(m) for m in bodies if m["chat"]["id"] == number and m["from"]["is_bot"]]
        for number in (ada, grace)
    }
    assert len(asked) > 30
    for number in asked:
        assert any(f"{number:,}" in text for text in said[ada]), number
    assert _number(chat, "select count(*) from updates") <= 1  # the last is not confirmed yet
    assert _number(chat, "select count(*) from queries") == 0
    days = LIVES * HOURS_A_LIFE / 24
    of_the_day = sum("Your question of the day" in text for text in said[grace])
    assert 5 < of_the_day <= days + 1  # after days without an answer the bot keeps quiet


def _number(db: sqlite3.Connection, query: str) -> int:
    """The one number that a query gives; 0 before there is a table."""
    try:
        return int(db.execute(query).fetchone()[0])
    except sqlite3.OperationalError:
        return 0
