"""Trainings on a real scheduler and two real workers, each a process of its own."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest

from trainer.config import RunConfig
from trainer.engines.local import LocalEngine, Outcome, RunFailed
from trainer.events import Event, Progress, Queued, Started

pytest.importorskip("distributed")

from trainer.engines.dask import DaskEngine

ROOT = Path(__file__).parents[2]
SHORT = RunConfig("moons", epochs=2)
MIDDLING = RunConfig("moons", batch_size=4, epochs=20)
LONG = RunConfig("digits", "cnn", batch_size=1, epochs=200)
PATIENCE = 90.0
ALONE = """
import sys
from distributed import Client
from trainer.config import RunConfig
from trainer.engines.cluster_job import perform
from trainer.worker import train
config = RunConfig("digits", "cnn", batch_size=1, epochs=200)
client = Client(sys.argv[1])
client.subscribe_topic("alone", lambda event: print("it trains", flush=True))
client.submit(perform, "alone", None, train, (config, "en", 180.0), key="alone").result()
"""
"""A bot's own process, as far as the cluster sees it."""


@dataclass
class Cluster:
    """A scheduler and its workers, which can be killed and started again."""

    port: int
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self) -> None:
        """Start the scheduler."""
        self.scheduler = _dask("scheduler", "--host", "127.0.0.1", "--port", str(self.port))

    def start_worker(self) -> None:
        """Start one more worker."""
        self.workers.append(_dask("worker", self.address, "--no-nanny", "--nthreads", "1"))

    def stop(self) -> None:
        """Kill everything."""
        for process in (*self.workers, self.scheduler):
            if process:
                process.kill()
                process.wait()


def _dask(kind: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", kind, *arguments, "--no-dashboard"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A cluster with two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        cluster = Cluster(free.getsockname()[1])
    cluster.start_scheduler()
    for _ in range(2):
        cluster.start_worker()
    yield cluster
    cluster.stop()


@pytest.fixture
async def engine(cluster: Cluster) -> AsyncIterator[DaskEngine]:
    """An engine on that cluster."""
    engine = DaskEngine(cluster.address)
    await engine.start()
    yield engine
    await engine.stop()


def begin(
    engine: LocalEngine, config: RunConfig, person: str
) -> tuple[asyncio.Task[Outcome], list[Event]]:
    """Start a run without waiting for it, and hear its events."""
    events: list[Event] = []
    return asyncio.ensure_future(engine.run(config, "en", events.append, person)), events


async def until(seen: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = monotonic() + PATIENCE
    while not seen():
        assert monotonic() < end, "it never came"
        await asyncio.sleep(0.02)


def trains(events: list[Event]) -> bool:
    """Whether a run has told progress."""
    return any(isinstance(event, Progress) for event in events)


def children(process: subprocess.Popen[bytes]) -> set[str]:
    """The process ids of all that a process has started, and what these have."""
    found = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True)  # noqa: S607  # the system's own
    parents = dict(line.split() for line in found.stdout.splitlines()[1:])
    family = {str(process.pid)}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return family - {str(process.pid)}


def at_work(cluster: Cluster) -> set[str]:
    """The processes that the workers have started."""
    return {pid for worker in cluster.workers for pid in children(worker)}


async def test_a_cluster_trains_as_this_machine_does(engine: DaskEngine) -> None:
    """Two people's runs train at once on two workers, tell their progress, and end as here."""
    (first, told), (second, _) = (begin(engine, MIDDLING, person) for person in ("ada", "grace"))
    outcome, other = await asyncio.wait_for(asyncio.gather(first, second), PATIENCE)
    assert trains(told)
    assert isinstance(told[0], Queued)
    here = LocalEngine(1)
    await here.start()
    expected = await here.run(MIDDLING, "en", lambda _: None)
    await here.stop()
    for one in (outcome, other):
        assert [record.val_loss for record in one.history.records] == [
            record.val_loss for record in expected.history.records
        ]


async def test_cancelling_ends_the_process(cluster: Cluster, engine: DaskEngine) -> None:
    """A cancelled run's process on its worker is gone at once, and the worker takes the next.

    So is that of a bot that is stopped or killed: its runs are taken up again by the next one.
    """
    task, events = begin(engine, LONG, "ada")
    await until(lambda: trains(events))
    busy = at_work(cluster)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: busy > at_work(cluster))
    assert (await engine.run(SHORT, "en", lambda _: None)).history.records
    await _stop_in_good_order(cluster, engine)
    await _be_killed(cluster)


async def _stop_in_good_order(cluster: Cluster, engine: DaskEngine) -> None:
    """What a bot has on the cluster ends when it is stopped."""
    task, events = begin(engine, LONG, "ada")
    await until(lambda: trains(events))
    busy = at_work(cluster)
    await asyncio.wait_for(engine.stop(), PATIENCE)
    with pytest.raises(RunFailed):
        await asyncio.wait_for(task, PATIENCE)
    await until(lambda: busy > at_work(cluster))


async def _be_killed(cluster: Cluster) -> None:
    """What a bot has on the cluster ends also when it is killed."""
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ALONE, cluster.address), cwd=ROOT, stdout=subprocess.PIPE
    )
    assert bot.stdout
    await asyncio.wait_for(bot.stdout.readline(), PATIENCE)
    busy = at_work(cluster)
    bot.kill()
    await bot.wait()
    await until(lambda: busy > at_work(cluster))


async def test_losses(cluster: Cluster, engine: DaskEngine) -> None:
    """A run survives the loss of its worker, and then that of the scheduler."""
    task, events = begin(engine, MIDDLING, "ada")
    await until(lambda: trains(events))
    for worker in cluster.workers[:]:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        cluster.workers.remove(worker)
        cluster.start_worker()
    assert cluster.scheduler
    cluster.scheduler.kill()
    cluster.scheduler.wait()
    await until(lambda: isinstance(events[-1], Queued))
    cluster.start_scheduler()
    for worker in cluster.workers:
        worker.kill()
        worker.wait()
    cluster.workers.clear()
    cluster.start_worker()
    outcome = await asyncio.wait_for(task, PATIENCE)
    assert len(outcome.history.records) == MIDDLING.epochs
    assert events.count(Started()) >= 2
