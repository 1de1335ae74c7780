"""Whether memory grows: 200 trainings as the bot carries them out, and 200 in one process.

    .venv/bin/python -m benchmarks.soak [--runs 200]

The bot gives each a process of its own, which draws it, too, begun by a server that lives as long
as the bot; only the trainings of a comparison share a process.
"""

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from benchmarks.memory import Memory, memory_of
from settings import Settings
from trainer.budget import BUDGET
from trainer.config import RunConfig
from trainer.engines.local import LocalEngine
from trainer.events import Progress
from trainer.shelf import SHELF
from trainer.worker import train

RUNS = 200
AROUND = 10
"""Trainings of which each figure is the median."""
WALL = 600.0
DIGITS = RunConfig(epochs=2)
FASHION = (
    RunConfig("fashion", "mlp", hidden=(128,), batch_size=100, epochs=1),
    RunConfig("fashion", "cnn", batch_size=512, epochs=1),
)
T = TypeVar("T")
Tell = Callable[[Progress], None]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=int, default=RUNS, help="trainings in each of both parts")
    asyncio.run(_soak(parser.parse_args().runs))


async def _soak(runs: int) -> None:
    SHELF.folder = Settings().shelf
    engine = LocalEngine(workers=1)
    await engine.start()
    begun = time.perf_counter()
    print(f"{f'{runs} trainings, MB':44}{'begin':>9}{'middle':>9}{'end':>9}{'reach':>14}")
    here, workers, servers = [], [], []
    for seed in range(runs):
        worker, server = await _in_turn(engine, once, replace(DIGITS, seed=seed))
        workers.append(worker.peak)
        servers.append(server.resident)
        here.append(memory_of(os.getpid()).resident)
    _line("a process each: its peak", workers, "below 450")
    _line("the server that begins them: resident", servers, "no growth")
    _line("the process that awaits them: resident", here, "no growth")
    inside = await _in_turn(engine, often, DIGITS, runs)
    _line("all in one process: resident", [one.resident for one in inside], "no growth")
    _line("all in one process: peak so far", [one.peak for one in inside], "below 450")
    await _peaks_on_fashion(engine)
    await engine.stop()
    print(f"{time.perf_counter() - begun:.0f} s, load of the machine {os.getloadavg()[0]:.1f}")


async def _in_turn(
    engine: LocalEngine, work: Callable[..., T], config: RunConfig, *more: object
) -> T:
    return await engine.in_turn(work, (config, *more), lambda _: None, None, WALL)


async def _peaks_on_fashion(engine: LocalEngine) -> None:
    """What the largest data set takes, where it has been fetched."""
    for config in FASHION:
        name = f"{config.model} on Fashion-MNIST, one epoch"
        if SHELF.lacks(config.dataset):
            print(f"{name}: not fetched")
        else:
            worker, _ = await _in_turn(engine, once, config)
            print(f"{f'{name}: peak':62}{worker.peak:>9.0f}{'below 900':>14}", flush=True)


def once(tell: Tell, config: RunConfig) -> tuple[Memory, Memory]:
    """Train in a worker; its memory, and that of the server which began it."""
    train(tell, config, "en", BUDGET)
    return memory_of(os.getpid()), memory_of(os.getppid())


def often(_: Tell, config: RunConfig, runs: int) -> list[Memory]:
    """Train so many times in one worker, as for a comparison; its memory after each."""
    from trainer.loop import run  # noqa: PLC0415 (only the worker has torch)

    found = []
    for seed in range(runs):
        run(replace(config, seed=seed), lambda _: None, lambda: None)
        found.append(memory_of(os.getpid()))
    return found


def _line(what: str, megabytes: Sequence[float], reach: str) -> None:
    """Medians of some trainings each: of the first, from the middle, of the last."""
    count = min(AROUND, len(megabytes))
    starts = (0, (len(megabytes) - count) // 2, len(megabytes) - count)
    medians = (statistics.median(megabytes[start : start + count]) for start in starts)
    print(f"{what:44}", *(f"{one:>8.0f}" for one in medians), f"{reach:>13}", flush=True)


if __name__ == "__main__":
    from benchmarks import soak  # workers, which leave the main module alone, find it by this name

    soak.main()
