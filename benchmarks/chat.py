"""How quick the chat is: time to ready, to the first answer, a question's latency, and memory.

    .venv/bin/python -m benchmarks.chat

Starts `bot.py` as its users do, with the web chat, and talks to it over HTTP as the page does.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.memory import memory_of
from benchmarks.running_bot import ROOT, RunningBot
from benchmarks.table import Row, show
from data.catalogue import datasets
from solver.explain.results import explain
from solver.solve import solve

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
    show(_rows())


def _rows() -> Iterator[Row]:
    yield f"ready after start, median of {STARTS}", f"{_median(_time_to_ready):.2f} s", "1.5 s"
    yield "first answer of a new process", f"{_median(_cold_answer):.2f} s", "1 s"
    p50, p99 = _latency()
    yield "an answer inside the process, p50", f"{p50:.1f} ms", "10 ms"
    yield "an answer inside the process, p99", f"{p99:.1f} ms", ""
    yield "from sending to the reply on the page", f"{_over_http() * 1000:.0f} ms", ""
    yield "memory of the chat process", f"{_memory():.0f} MB", "150 MB"


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(STARTS))


def _time_to_ready() -> float:
    with RunningBot() as bot:
        return bot.ready


def _cold_answer() -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "bot.py", "ask", QUESTIONS[0]], cwd=ROOT, check=True, capture_output=True
    )
    return time.perf_counter() - start


def _latency() -> tuple[float, float]:
    """Milliseconds for reading, solving and explaining one question, in this process."""
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
    with RunningBot() as bot:
        return statistics.median(_ask_on_page(bot, text) for text in QUESTIONS * 3)


def _ask_on_page(bot: RunningBot, text: str) -> float:
    person, chat = bot.somebody()
    before = len(bot.get(f"api/messages?person={person}&chat={chat}"))
    start = time.perf_counter()
    bot.post("api/send", {"person": person, "chat": chat, "text": text})
    while len(bot.get(f"api/messages?person={person}&chat={chat}")) < before + 2:
        time.sleep(0.002)
    return time.perf_counter() - start


def _memory() -> float:
    """Megabytes that the chat process holds after some questions, with no training running."""
    with RunningBot() as bot:
        for text in QUESTIONS:
            _ask_on_page(bot, text)
        return memory_of(bot.process.pid).resident


if __name__ == "__main__":
    main()
