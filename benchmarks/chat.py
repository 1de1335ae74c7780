"""How quick the chat is: time to ready, to the first answer, a question's latency, and memory.

    .venv/bin/python benchmarks/chat.py

Starts `bot.py` as its users do, with the web chat, and talks to it over HTTP as the page does.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
STARTS = 5
QUESTIONS = (
    "60,000 images, batch size 100, 30,000 iterations: how many epochs?",
    "训练集有6万张，batch size设为128，训练5轮，一共多少次迭代？",
    "1000 samples, 10 batches per epoch. What is the batch size?",
    "How many iterations per epoch with batch size 32?",
    "8 GPUs, batch size 16, gradient accumulation 4, 50k samples: iterations per epoch?",
    "one epoch has 2,000 updates of 80 ms each, how long do 3 epochs take?",
)


def main() -> None:
    """Measure and print a table."""
    rows = [
        ("ready after start, median of 5", f"{_median(_time_to_ready):.2f} s", "1.5 s"),
        ("first answer of a new process", f"{_median(_cold_answer):.2f} s", "1 s"),
    ]
    p50, p99 = _latency()
    rows += [
        ("an answer inside the process, p50", f"{p50:.1f} ms", "10 ms"),
        ("an answer inside the process, p99", f"{p99:.1f} ms", ""),
        ("from sending to the reply on the page", f"{_over_http() * 1000:.0f} ms", ""),
        ("memory of the chat process", f"{_memory():.0f} MB", "150 MB"),
    ]
    print(f"{'what':42}{'measured':>12}{'reach':>10}")
    for what, measured, reach in rows:
        print(f"{what:42}{measured:>12}{reach:>10}")


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(STARTS))


class _Bot:
    """A running `bot.py` with the web chat on a free port, in a data directory of its own."""

    def __init__(self) -> None:
        self.home = tempfile.TemporaryDirectory()
        environment = {k: v for k, v in os.environ.items() if not k.startswith("TELEGRAM")}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "bot.py", "run"],
            cwd=ROOT,
            env=environment | {"EPOCHBOT_HOME": self.home.name, "EPOCHBOT_PORT": "0"},
            stdout=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline() if self.process.stdout else ""
        self.ready = time.perf_counter() - self.started
        self.address = line.split("open ")[1].split()[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.home.cleanup()

    def somebody(self) -> tuple[int, int]:
        """The first person of the web chat, and their chat with the bot."""
        state = self.get("api/state")
        person = state["people"][0]["id"]
        return person, self.get(f"api/state?person={person}")["chats"][0]["id"]

    def get(self, path: str) -> Any:
        """What the page would read at that path."""
        with urllib.request.urlopen(self.address + path) as reply:
            return json.load(reply)

    def post(self, path: str, body: dict[str, object]) -> None:
        """Do what the page would do at that path."""
        request = urllib.request.Request(
            self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(request).close()


def _time_to_ready() -> float:
    with _Bot() as bot:
        return bot.ready


def _cold_answer() -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "bot.py", "ask", QUESTIONS[0]], cwd=ROOT, check=True, capture_output=True
    )
    return time.perf_counter() - start


def _latency() -> tuple[float, float]:
    """Milliseconds for reading, solving and explaining one question, in this process."""
    sys.path.insert(0, str(ROOT))
    from data.catalogue import datasets  # noqa: PLC0415 (only this measurement loads the solver)
    from solver import explain, solve  # noqa: PLC0415

    times = []
    for text in QUESTIONS * 200:
        start = time.perf_counter()
        result = solve(text, datasets=datasets())
        if result:
            explain(result)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return times[len(times) // 2], times[len(times) * 99 // 100]


def _over_http() -> float:
    """Seconds from sending a message to seeing the answer, median over the questions."""
    with _Bot() as bot:
        return statistics.median(_ask_on_page(bot, text) for text in QUESTIONS * 3)


def _ask_on_page(bot: _Bot, text: str) -> float:
    person, chat = bot.somebody()
    before = len(bot.get(f"api/messages?person={person}&chat={chat}"))
    start = time.perf_counter()
    bot.post("api/send", {"person": person, "chat": chat, "text": text})
    while len(bot.get(f"api/messages?person={person}&chat={chat}")) < before + 2:
        time.sleep(0.002)
    return time.perf_counter() - start


def _memory() -> float:
    """Megabytes that the chat process holds after some questions, with no training running."""
    with _Bot() as bot:
        for text in QUESTIONS:
            _ask_on_page(bot, text)
        status = Path(f"/proc/{bot.process.pid}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]) / 1024


if __name__ == "__main__":
    main()
