"""The bot is killed at any moment, hundreds of times, while people talk to it: nothing is lost."""

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.daily import Daily, Plan
from data.store import open_store
from quiz.daily import planned
from tests.e2e import kept_promises
from tests.e2e.busy_days import everybody_busy
from tests.e2e.drill import PATIENT, SEED, Drill, until
from tests.person import Person
from webchat import WebChat

ROOT = Path(__file__).resolve().parents[2]
LIVES = 200
HOURS_A_LIFE = 7.0
_TABLES = (
    "classes,tables,challenges,rounds",
    "round_questions",
    "plays,play_questions,members,events,votes",
    "asked,reviews,steps",
)
"""A life may end by itself after the next change of one of some tables; - for none."""
_UNFINISHED = "select id from inbox where body is not null"
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
            start_new_session=True,
        )
        lives = cls(process)
        assert await lives._line() == "ready"
        try:
            yield lives
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    async def begin(self, ahead: float, tables: str) -> int:
        """Begin a life; the number of its process.

        Args:
            ahead: so many hours the clock is ahead.
            tables: of the store, after whose next change it ends by itself; - for none.
        """
        assert self._process.stdin
        self._process.stdin.write(f"{ahead} {tables}\n".encode())
        return int(await self._line())

    async def kill(self, life: int, seconds: float = 0) -> None:
        """End a life without a warning, if it has not ended by itself after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                assert await self._line() == "over"
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.kill(life, signal.SIGKILL)
            assert await self._line() == "over"

    async def _line(self) -> str:
        assert self._process.stdout
        return (await self._process.stdout.readline()).decode().strip()


async def _killed_often(lives: Lives, ada: Person, drill: Drill) -> None:
    """Let the bot live and be killed, at any moment from its start to well after it is ready.

    How long that takes is measured again and again, for the machine may have more to do by then.
    """
    first = 0.0
    for number in range(LIVES):
        ahead = number * HOURS_A_LIFE
        if number % 10 == 0:
            first = await _first_answer(lives, ada, drill, ahead)
            continue
        tables = drill.draw.choice(("-", drill.draw.choice(_TABLES)))
        life = await _begun(lives, drill, ahead, tables)
        await lives.kill(life, drill.draw.uniform(0, 1.5 * first))


async def _first_answer(lives: Lives, person: Person, drill: Drill, ahead: float) -> float:
    """Seconds from the start of a life to its first answer, soon after which it is killed."""
    size = drill.size()
    drill.promised[person.chat, f"{size:,}"] += 1
    drill.worked_out[person.number] += 1
    await person.send(f"{size} images, batch size 64, 1 epoch: how many iterations?")
    begun = time.perf_counter()
    life = await _begun(lives, drill, ahead)
    await person.wait_for(f"{size:,}", patience=PATIENT)
    seconds = time.perf_counter() - begun
    await lives.kill(life, drill.draw.uniform(0, 0.3))
    return seconds


async def _begun(lives: Lives, drill: Drill, ahead: float, tables: str = "-") -> int:
    """Begin a life; what was in the chat then is all that the one before has said."""
    life = await lives.begin(ahead, tables)
    drill.note_end()
    return life


def _wishes_daily(home: Path, person: int) -> None:
    """Let a person have a question every day at eight."""
    store, now = open_store(home), datetime.now(UTC)
    store.people.meet(person, "en", now)
    store.people.set_zone(person, "UTC")
    daily = Daily(person, person, Plan("08:00", "UTC"))
    store.dailies.save(planned(daily, daily.plan, now))
    store.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a life is a copy of a process")
async def test_nothing_is_lost_when_the_bot_is_killed_200_times(tmp_path: Path) -> None:
    """Whatever people do is answered and counts once; a training goes on after it all."""
    drill = Drill(tmp_path, random.Random(SEED))
    async with AsyncExitStack() as there:
        door = WebChat(0, home=tmp_path / "webchat")
        await door.start()
        there.push_async_callback(door.stop)
        ada = await there.enter_async_context(Person.at(door.address, "Ada"))
        grace = await there.enter_async_context(Person.at(door.address, "Grace"))
        _wishes_daily(tmp_path, grace.number)
        lives = await there.enter_async_context(Lives.of(door, tmp_path))
        async with everybody_busy(door.address, drill):
            await _killed_often(lives, ada, drill)
            life = await _trained_in_spite(lives, ada, drill)
        await until(lambda: drill.kept(_DONE) == [(1,)], "the end of the training")
        await until(lambda: not drill.kept(_UNFINISHED), "the inbox to be empty")
        await lives.kill(life)
    kept_promises.check(drill)
    assert [extra for extra in drill.said_too_often() if extra.times > extra.cut] == []
    _check_chat(drill, ada.number, grace.number)


async def _trained_in_spite(lives: Lives, ada: Person, drill: Drill) -> int:
    """A training that is killed in the middle is trained after the next start."""
    await ada.send("train a linear model on digits with batch size 16 for 30 epochs")
    drill.worked_out[ada.number] += 1
    life = await _begun(lives, drill, LIVES * HOURS_A_LIFE)
    await until(lambda: len(drill.kept("select id from runs")) == 1, "a training")
    await lives.kill(life)
    return await _begun(lives, drill, LIVES * HOURS_A_LIFE)


def _check_chat(drill: Drill, ada: int, grace: int) -> None:
    """Whatever was said or pressed was answered, and the question of a day came once."""
    assert min(drill.worked_out[ada] / 10, drill.votes[ada] / 3, drill.tables, drill.challenges) > 2
    assert len(drill.in_chat("select id from updates")) <= 1  # the last is not confirmed yet
    assert drill.in_chat("select id from queries") == []
    days = LIVES * HOURS_A_LIFE / 24
    of_the_day = sum("Your question of the day" in text for text in drill.said(grace))
    assert 5 < of_the_day <= days + 1  # after days without an answer the bot keeps quiet
