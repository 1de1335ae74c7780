"""The long mode of `load`: many people for minutes, and the start on what they leave behind."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random
from statistics import mean, median

from benchmarks.load import FIRST_CHAT, Bot, Done, Kind, Server
from benchmarks.load_texts import asks
from benchmarks.memory import memory_of
from benchmarks.quiz_store import (
    FIRST,
    MISTAKES,
    NOW,
    SKILLS,
    _fill,
    _memories,
    _questions,
    _reviews,
)
from benchmarks.table import show
from data.store import Store, open_store

LOOK = 30
"""Seconds between two looks at the memory."""
POOL = 2000
"""Distinct asks; of so many people some ask the same."""
LEARNERS, DAYS, STARTS = 10_000, 10, 5


@dataclass(frozen=True)
class Look:
    """What was seen in some seconds.

    Attributes:
        memory: at their end, in MB.
        database: the time that it took, waits included, as a share of the time.
        worked: of that, what the processor worked.
        processor: what the processor worked for the whole bot.
        p50: of the waits, in seconds.
        p99: of the waits, in seconds.
        lost: updates without an answer.
    """

    memory: float
    database: float
    worked: float
    processor: float
    p50: float
    p99: float
    lost: int


def long_load(server: Server, kind: Kind, minutes: float, chats: int, rate: float) -> None:
    """Measure and print, a line for each look and a table at the end."""
    seen = list(_looks(server, kind, (chats, rate), round(60 * minutes / LOOK)))
    half = seen[(len(seen) - 1) // 2].memory
    rows = [
        ("without an answer", f"{sum(look.lost for look in seen)}", "0"),
        ("memory, growth in the last half", f"{seen[-1].memory / half - 1:.1%}", "5 %"),
        ("database, share of a core", f"{mean(look.worked for look in seen):.1%}", "20 %"),
        ("database, with its waits", f"{mean(look.database for look in seen):.1%}", ""),
        ("p99 of the waits, median of the looks", f"{median(look.p99 for look in seen):.3f} s", ""),
        _ready(server, kind),
    ]
    show(rows, f"{len(seen) * LOOK * rate:,.0f} updates in {chats:,} chats")


def _looks(server: Server, kind: Kind, size: tuple[int, float], looks: int) -> Iterator[Look]:
    """Let things happen in so many chats, so many a second, and look every now and then."""
    draw, (chats, rate) = Random(2), size
    pool = list(islice(asks(draw), POOL))
    head = f"{'s':>6}{'MB':>8}{'database':>10}{'works':>8}{'CPU':>8}"
    print(f"{head}{'p50 ms':>10}{'p99 ms':>10}{'lost':>6}")
    with tempfile.NamedTemporaryFile() as clock:
        timed = replace(kind, program=("-m", "benchmarks.store_time", clock.name, *kind.program))
        with Bot(server, timed) as bot:
            for number in range(1, looks + 1):
                before = _clock(clock.name)
                told = bot.carry(_doings(draw, pool, chats, round(rate * LOOK)), rate=rate)
                after = _clock(clock.name)
                database, worked = (
                    (late - early) / told["seconds"]
                    for early, late in zip(before, after, strict=True)
                )
                memory = memory_of(bot.process.pid).resident
                processor = told["cpu"] * told["served"] / told["seconds"]
                waits = told["p50"], told["p99"], told["lost"]
                look = Look(memory, database, worked, processor, *waits)
                _show(number * LOOK, look)
                yield look


def _show(seconds: int, look: Look) -> None:
    shares = f"{look.database:>10.1%}{look.worked:>8.1%}{look.processor:>8.0%}"
    waits = f"{1000 * look.p50:>10.1f}{1000 * look.p99:>10.1f}{look.lost:>6}"
    print(f"{seconds:>6}{look.memory:>8.0f}{shares}{waits}", flush=True)


def _clock(file: str) -> tuple[float, float]:
    """Seconds that the database has taken so far, and those that the processor worked for it."""
    while not (told := Path(file).read_text().split()):
        time.sleep(0.01)  # it is just being written
    return float(told[0]), float(told[1])


def _doings(draw: Random, pool: list[str], chats: int, number: int) -> list[Done]:
    """What people do: half of it is the quiz, a quarter asks, a quarter begins anew."""
    does = ("press quiz", "press quiz", "/start", "")
    return [
        (draw.randrange(FIRST_CHAT, FIRST_CHAT + chats), draw.choice(does) or draw.choice(pool))
        for _ in range(number)
    ]


def _ready(server: Server, kind: Kind) -> tuple[str, str, str]:
    """The time to ready on a large store."""
    with tempfile.TemporaryDirectory() as home:
        store = open_store(Path(home))
        rows = _filled(store)
        store.close()
        times = []
        for _ in range(STARTS):
            with Bot(server, kind, home) as bot:
                times.append(bot.ready)
    name = f"ready, {LEARNERS:,} learners, {rows / 1e6:.1f} million rows"
    return name, f"{median(times):.2f} s", "1.5 s"


def _filled(store: Store) -> int:
    """Fill a store with what learners leave behind in some weeks; the rows in it."""
    people = [FIRST + number * 37 for number in range(LEARNERS)]
    for person in people:
        store.people.meet(person, "zh" if person % 2 else "en", NOW)
    _fill(store, "names", [1, 2], enumerate([*SKILLS, *MISTAKES], 1))
    _reviews(store, people, DAYS)
    _questions(store, people, DAYS)
    _memories(store, people)
    return sum(table.count for table in store.db.tables)
