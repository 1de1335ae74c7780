"""How many runs a minute a Dask cluster on this machine does, with one worker and with two.

    .venv/bin/python -m benchmarks.cluster

Needs the extra `cluster`. The run is the default one of /train: an MLP on digits, ten epochs.
"""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

from trainer.config import RunConfig
from trainer.engines.dask import DaskEngine

ROOT = Path(__file__).parents[1]
ADDRESS = "tcp://127.0.0.1:48786"
RUNS = 12
CANCELLED = RunConfig("digits", "cnn", batch_size=1, epochs=200)


def main() -> None:
    """Measure and print."""
    for workers in (1, 2):
        processes = [_dask("scheduler", "--host", "127.0.0.1", "--port", "48786")]
        processes += [
            _dask("worker", ADDRESS, "--no-nanny", "--nthreads", "1") for _ in range(workers)
        ]
        try:
            asyncio.run(_measure(workers))
        finally:
            for process in processes:
                process.kill()
                process.wait()


def _dask(kind: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", kind, *arguments, "--no-dashboard"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


async def _measure(workers: int) -> None:
    engine = DaskEngine(ADDRESS)
    await engine.start()
    await asyncio.sleep(10)  # until all workers are there
    people = range(workers)
    await asyncio.gather(*(_runs(engine, person, 1) for person in people))  # warm
    started = time.perf_counter()
    await asyncio.gather(*(_runs(engine, person, RUNS // workers) for person in people))
    minutes = (time.perf_counter() - started) / 60
    print(f"{workers} workers: {RUNS / minutes:.0f} runs a minute", flush=True)
    print(f"cancelled in {1000 * await _cancelled(engine):.0f} ms", flush=True)
    await engine.stop()


async def _runs(engine: DaskEngine, person: int, count: int) -> None:
    for _ in range(count):
        await engine.run(RunConfig(), "en", lambda _: None, person)


async def _cancelled(engine: DaskEngine) -> float:
    task = asyncio.ensure_future(engine.run(CANCELLED, "en", lambda _: None))
    await asyncio.sleep(3)
    started = time.perf_counter()
    task.cancel()
    await asyncio.wait([task])
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
