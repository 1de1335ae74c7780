"""Bots under load: this one beside a bare echo bot, in three shapes, on the same server.

    .venv/bin/python -m benchmarks.load [--rounds 3]
    .venv/bin/python -m benchmarks.load --minutes 10 [--chats 10000] [--rate 100]

Every bot is a process of its own, and so is the server (`telegram_server.py`); they take turns.
Figures are medians over the rounds. Waits begin when an update exists, and end with the first
message or edit in its chat. "In a crowd": 64 updates unanswered at any time; "waiting": all of
them there at once. Asks are exercises and questions about topics in both languages, generated;
echo bots are told the same texts.
With `--minutes`: people who ask, learn and answer quiz questions for so long, and what becomes of
memory and of the database; then the time to ready on a store of 10,000 learners.
`--program` measures another wiring of this bot, a file that is started in place of `bot.py`.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Self

from benchmarks.load_texts import SHARE_OF_EXERCISES, asks
from benchmarks.memory import memory_of
from benchmarks.table import show
from trainer.config import RunConfig
from trainer.link import encode

ROOT = Path(__file__).resolve().parent.parent
CHATS = 200
FIRST_CHAT, NEIGHBOURS = 10_000, 1000
"""Every load has chats of its own, for Telegram's limits are those of a chat."""
CROWD = 64
CROWDED, WAITING, CALM = 300, 800, 400
"""Updates in a crowd, updates waiting, and updates at a moderate rate."""
RATES = (100, 200)
BESIDE_TRAINING, CALM_RATE = 300, 20
"""Updates with and without a training, and how many of them a second."""
TEACHER = 999
"""The chat that trains something meanwhile."""
LONG = RunConfig(epochs=2000)

Done = tuple[int, str]
"""The chat, and what is done there."""
Load = tuple[Sequence[Done], float, int]
"""What is done, how much of it a second, and how much unanswered at once."""
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A bot to be measured.

    Attributes:
        name: in the table.
        program: what Python starts.
        answers: whether it has questions to answer, too.
    """

    name: str
    program: tuple[str, ...]
    answers: bool = False


ECHO = ("-m", "benchmarks.echo_bot")
ECHOES = (
    Kind("echo", ECHO),
    Kind("echo, concurrent", (*ECHO, "--concurrent")),
    Kind("echo, aiohttp", (*ECHO, "--concurrent", "--aiohttp")),
)


class Texts:
    """What is asked: seldom the same twice, and the same in every run."""

    def __init__(self) -> None:
        self._asks = {share: asks(Random(1), share) for share in (0.0, SHARE_OF_EXERCISES, 1.0)}
        self._chats = count(FIRST_CHAT, NEIGHBOURS)
        self.used: list[str] = []

    def some(
        self, number: int, exercises: float = SHARE_OF_EXERCISES, chats: int = CHATS
    ) -> list[Done]:
        """So many, in so many new chats, such a share of them exercises."""
        told, first = [next(self._asks[exercises]) for _ in range(number)], next(self._chats)
        self.used += told
        return [(first + place % chats, text) for place, text in enumerate(told)]


class Server:
    """The server in a process of its own."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "benchmarks.telegram_server"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.address = self._process.stdout.readline().strip() if self._process.stdout else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def get(self, path: str) -> Told:
        """What is told at a path."""
        with urllib.request.urlopen(f"{self.address}/{path}") as reply:
            return dict(json.load(reply))

    def post(self, path: str, body: Told) -> Told:
        """What is told after that was posted."""
        url, kind = f"{self.address}/{path}", {"Content-Type": "application/json"}
        request = urllib.request.Request(url, json.dumps(body).encode(), kind)
        with urllib.request.urlopen(request) as reply:
            return dict(json.load(reply))


class Bot:
    """A bot in a process of its own, from its start to its end."""

    _started = 0

    def __init__(self, server: Server, kind: Kind, home: str | None = None) -> None:
        Bot._started += 1
        self._server = server
        self._token = f"{Bot._started}:{'A' * 35}"
        self._home = tempfile.TemporaryDirectory()
        settings = {
            "TELEGRAM_BOT_TOKEN": self._token,
            "TELEGRAM_BASE_URL": f"{server.address}/bot",
            "TELEGRAM_BASE_FILE_URL": f"{server.address}/file/bot",
            "EPOCHBOT_HOME": home or self._home.name,
            "PYTHONPATH": str(ROOT),
        }
        begun = time.time()
        self.process = subprocess.Popen(
            [sys.executable, *kind.program],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=subprocess.DEVNULL,
        )
        while not (at := server.get(f"ready/{self._token}")["at"]):
            if self.process.poll() is not None:
                raise RuntimeError(f"{kind.name} has ended instead of fetching updates")
        self.ready = at - begun

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self._home.cleanup()

    def carry(self, updates: Sequence[Done], rate: float = 0, crowd: int = 0) -> Told:
        """Let updates happen; how it went, with the processor time that each took."""
        before = self._processor_time()
        body = {"token": self._token, "updates": updates, "rate": rate, "crowd": crowd}
        told = self._server.post("load", body)
        cpu = max(0, self._processor_time() - before) / max(1, told["served"])
        pace = told["served"] / max(told["seconds"], 1e-9)
        return {**told, "rate": rate, "cpu": cpu, "pace": pace}

    def memory(self) -> float:
        """Megabytes of the bot and its workers; what they share is counted for each."""
        return sum(memory_of(process).resident for process in _family(self.process.pid))

    def _processor_time(self) -> float:
        """Seconds of all threads, and of the workers that are alive."""
        ticks = 0
        for process in _family(self.process.pid):
            with suppress(FileNotFoundError):  # a worker has just left
                numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                ticks += int(numbers[11]) + int(numbers[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def _family(process: int) -> Iterator[int]:
    """A process and all that it has begun."""
    yield process
    for begun in Path(f"/proc/{process}").glob("task/*/children"):
        with suppress(FileNotFoundError):
            for child in begun.read_text().split():
                yield from _family(int(child))


class Figures:
    """What the rounds have shown, by bot and by what was measured."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        self.lost: defaultdict[str, int] = defaultdict(int)

    def add(self, bot: str, what: str, value: float) -> None:
        """Note a figure, and show it to whoever watches."""
        print(f"{bot}: {what} {_short(value)}", file=sys.stderr, flush=True)
        self._found[bot, what].append(value)

    def add_load(self, bot: str, what: str, told: Told) -> None:
        """Note how a load went."""
        self.lost[bot] += told["lost"]
        if told["rate"]:
            self.add(bot, f"{what}, p50 ms", 1000 * told["p50"])
            self.add(bot, f"{what}, p99 ms", 1000 * told["p99"])
        else:
            self.add(bot, f"{what}, a second", told["pace"])
            self.add(bot, f"{what}, CPU ms each", 1000 * told["cpu"])

    def of(self, bot: str, what: str) -> float | None:
        """The median over the rounds; None where it was not measured."""
        values = self._found.get((bot, what))
        return statistics.median(values) if values else None

    def names(self) -> list[str]:
        """What was measured, in that order."""
        return list(dict.fromkeys(what for _, what in self._found))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=0, help="the long mode")
    parser.add_argument("--chats", type=int, default=10_000, help="of the long mode")
    parser.add_argument("--rate", type=float, default=100, help="of the long mode")
    parser.add_argument("--program", default="bot.py", help="started as this bot")
    options = parser.parse_args()
    ours = Kind("epochbot", (options.program, "run"), answers=True)
    with Server() as server:
        if options.minutes:
            from benchmarks.long_load import long_load  # noqa: PLC0415 (as seldom as it is long)

            long_load(server, ours, options.minutes, options.chats, options.rate)
        else:
            _side_by_side(server, (*ECHOES, ours), options.rounds)
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


def _side_by_side(server: Server, kinds: Sequence[Kind], rounds: int) -> None:
    figures, texts = Figures(), Texts()
    for _ in range(rounds):
        loads = _loads(texts)
        for kind in kinds:
            with Bot(server, kind) as bot:
                figures.add(kind.name, "ready after start, s", bot.ready)
                bot.carry(texts.some(CHATS), crowd=8)  # once warm
                for what, load in loads.items():
                    figures.add_load(kind.name, what, bot.carry(*load))
                if kind.answers:
                    _answers(bot, kind, figures)
                figures.add(kind.name, "memory, MB", memory_of(bot.process.pid).resident)
                figures.add(kind.name, "memory with workers, MB", bot.memory())
    _beside_training(server, kinds[-1], figures, texts)
    _print(figures, [kind.name for kind in kinds])
    used = texts.used
    print(f"{len(used):,} asks, {len(set(used)):,} distinct; unanswered: {dict(figures.lost)}")


def _loads(texts: Texts) -> Mapping[str, Load]:
    """What is asked in a round: of one kind and another in a crowd, all at once, and calmly."""
    return {
        "exercises in a crowd": (texts.some(CROWDED, 1), 0, CROWD),
        "topics in a crowd": (texts.some(CROWDED, 0), 0, CROWD),
        f"{WAITING} asks waiting": (texts.some(WAITING, chats=WAITING), 0, 0),
    } | {f"asks, {rate} a second": (texts.some(CALM), rate, 0) for rate in RATES}


def _answers(bot: Bot, kind: Kind, figures: Figures) -> None:
    """Open questions, and answer them: in a crowd, all at once, and at a moderate rate."""
    some, everybody, others = (
        range(NEIGHBOURS * block, NEIGHBOURS * block + number)
        for block, number in ((1, CALM), (2, WAITING), (3, CALM))
    )

    def carry(what: str, does: str, chats: range, rate: float = 0, crowd: int = CROWD) -> None:
        told = bot.carry([(chat, does) for chat in chats], rate, 0 if rate else crowd)
        figures.add_load(kind.name, what, told)

    carry("/start in a crowd", "/start", some)
    carry("/quiz in a crowd", "/quiz", some)
    carry("answers in a crowd", "press quiz", some)
    carry("/quiz in a crowd", "/quiz", everybody)
    carry(f"{WAITING} answers waiting", "press quiz", everybody, crowd=0)
    carry("/quiz in a crowd", "/quiz", others)
    carry(f"answers, {RATES[-1]} a second", "press quiz", others, RATES[-1])


def _beside_training(server: Server, kind: Kind, figures: Figures, texts: Texts) -> None:
    """The waits of asks while the other core trains, and right before."""
    updates = texts.some(BESIDE_TRAINING)
    with Bot(server, kind) as bot:
        bot.carry(texts.some(CHATS), crowd=8)
        idle = bot.carry(updates, rate=CALM_RATE)
        figures.add_load(kind.name, "asks, no training", idle)
        bot.carry([(TEACHER, "/train")])
        bot.carry([(TEACHER, f"press begin: begin:{TEACHER}:{encode(LONG)}:en")])
        time.sleep(3)  # the worker is up
        busy = bot.carry(texts.some(BESIDE_TRAINING), rate=CALM_RATE)
        figures.add_load(kind.name, "asks, beside a training", busy)


def _print(figures: Figures, names: Sequence[str]) -> None:
    print(f"{'':34}", *(f"{name:>18}" for name in names), sep="", flush=True)
    for what in figures.names():
        values = (figures.of(name, what) for name in names)
        print(f"{what:34}", *(f"{_short(value):>18}" for value in values), sep="", flush=True)
    show(_ratios(figures), "beside the echo bot")


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 (three digits)


def _ratios(figures: Figures) -> Iterator[tuple[str, str, str]]:
    """What is to be reached, as multiples of the bare echo bot's figures."""

    def times(what: str, beside: str) -> str:
        mine, theirs = figures.of("epochbot", what), figures.of("echo", beside)
        return f"{mine / theirs:.2f} x" if mine and theirs else ""

    exercises, waiting = "exercises in a crowd, a second", f"{WAITING} asks waiting, a second"
    yield "exercises a second, in a crowd", times(exercises, exercises), "1.5 x"
    topics = "topics in a crowd, a second"
    yield "questions on topics a second, in a crowd", times(topics, topics), "1.5 x"
    yield f"asks a second, {WAITING} waiting", times(waiting, waiting), "1.5 x"
    yield "answers a second, in a crowd", times("answers in a crowd, a second", exercises), "1 x"
    waits = f"{WAITING} answers waiting, a second"
    yield f"answers a second, {WAITING} waiting", times(waits, waiting), "1 x"
    for rate in RATES:
        p99 = f"asks, {rate} a second, p99 ms"
        yield f"p99 of asks at {rate} a second", times(p99, p99), "below 1 x"
    busy = figures.of("epochbot", "asks, beside a training, p99 ms")
    idle = figures.of("epochbot", "asks, no training, p99 ms")
    if busy and idle:
        yield "p99 beside a training, of that without", f"{busy / idle:.2f} x", "1.5 x"


if __name__ == "__main__":
    main()
