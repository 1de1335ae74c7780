import asyncio
import math
import multiprocessing
import operator
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from trainer.charts import draw
from trainer.config import RunConfig
from trainer.counts import compare
from trainer.engines.local import LocalEngine, Outcome, RunFailed
from trainer.events import Event, Progress, Queued, Started
from trainer.faults import InvalidRun

SHORT = RunConfig("moons", epochs=2)
MIDDLING = RunConfig("moons", batch_size=1, epochs=3)
LONG = RunConfig("digits", "cnn", batch_size=1, epochs=200)


class Watch:
    """Hears the events of a run, and can be awaited for the first of a kind."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._news = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()

    def __call__(self, event: Event) -> None:
        """Hear an event, and tell who waits."""
        self.events.append(event)
        task = asyncio.ensure_future(self._tell())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def hears(self, wanted: type[Event] | Event) -> None:
        """Return as soon as an event of this kind, or this very event, has been heard."""
        async with self._news:
            await self._news.wait_for(lambda: any(self._is(one, wanted) for one in self.events))

    async def hears_or_ends(self, wanted: type[Event], task: asyncio.Task[object]) -> None:
        """Return as soon as an event of this kind has been heard, or the run has ended."""
        hearing = asyncio.ensure_future(self.hears(wanted))
        await asyncio.wait({hearing, task}, return_when=asyncio.FIRST_COMPLETED)
        hearing.cancel()

    @staticmethod
    def _is(event: Event, wanted: type[Event] | Event) -> bool:
        return isinstance(event, wanted) if isinstance(wanted, type) else event == wanted


@pytest.fixture
async def engine() -> AsyncIterator[LocalEngine]:
    """An engine with one worker."""
    engine = LocalEngine(workers=1)
    await engine.start()
    yield engine
    await engine.stop()
    assert working() == []


def working() -> list[BaseProcess]:
    """The processes of engines; other tests of this session may have others."""
    children = multiprocessing.active_children()
    return [one for one in children if not one.name.startswith("pebble")]


def begin(
    engine: LocalEngine, config: RunConfig, person: str = "ada"
) -> tuple[asyncio.Task[object], Watch]:
    """Start a run without waiting for it."""
    watch = Watch()
    return asyncio.ensure_future(engine.run(config, "en", watch, person)), watch


def losses(outcome: Outcome) -> list[float]:
    """The validation losses of a run."""
    return [record.val_loss for record in outcome.history.records]


async def ended(task: asyncio.Task[object]) -> None:
    """Cancel a run and wait until it is gone."""
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def worker() -> int:
    """The process id of the only worker."""
    (process,) = working()
    assert process.pid
    return process.pid


async def test_a_run_ends_with_its_picture(engine: LocalEngine) -> None:
    """A run starts, tells its progress to the last epoch, and returns history and chart."""
    watch = Watch()
    outcome = await engine.run(SHORT, "zh", watch)
    assert watch.events[0] == Started()
    last = watch.events[-1]
    assert isinstance(last, Progress)
    assert last.finished
    assert compare(SHORT, outcome.history).agree
    assert outcome.chart == draw(outcome.history, SHORT, "zh")
    assert outcome.seconds > 0


async def test_a_cancelled_run_leaves_nothing(engine: LocalEngine) -> None:
    """Cancelling kills the process, and the next run starts at once."""
    task, watch = begin(engine, LONG)
    await watch.hears(Progress)
    pid = worker()
    await ended(task)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert (await engine.run(SHORT, "en", Watch())).history.records


async def test_runs_wait_in_line(engine: LocalEngine) -> None:
    """The second run waits at place 1, the third at place 2, and each moves up in its turn."""
    first, hears_first = begin(engine, LONG)
    await hears_first.hears(Started)
    second, hears_second = begin(engine, LONG)
    await hears_second.hears(Queued(1))
    third, hears_third = begin(engine, SHORT)
    await hears_third.hears(Queued(2))
    await ended(first)
    await hears_second.hears(Started)
    await hears_third.hears(Queued(1))
    await ended(second)
    await third
    assert hears_third.events[:3] == [Queued(2), Queued(1), Started()]


async def test_who_leaves_the_line_lets_others_move_up(engine: LocalEngine) -> None:
    """A run cancelled while it waits starts nothing, and those behind it move up."""
    first, hears_first = begin(engine, LONG)
    await hears_first.hears(Started)
    second, hears_second = begin(engine, LONG)
    await hears_second.hears(Queued(1))
    third, hears_third = begin(engine, LONG)
    await hears_third.hears(Queued(2))
    await ended(second)
    await hears_third.hears(Queued(1))
    assert hears_second.events == [Queued(1)]
    await ended(third)
    await ended(first)


async def test_calls_are_answered_during_a_run(engine: LocalEngine) -> None:
    """A function is called in another process while every worker trains."""
    task, watch = begin(engine, LONG)
    await watch.hears(Progress)
    trains = worker()
    assert await engine.call(operator.add, 2, 3) == 5
    assert await engine.call(os.getpid) not in {os.getpid(), trains}
    await ended(task)


async def test_a_run_survives_its_worker(engine: LocalEngine) -> None:
    """A run whose worker is killed is begun once more, and ends with the same numbers."""
    task, watch = begin(engine, MIDDLING)
    await watch.hears(Progress)
    os.kill(worker(), signal.SIGKILL)
    outcome = await task
    assert isinstance(outcome, Outcome)
    assert watch.events.count(Started()) == 2
    assert losses(outcome) == losses(await engine.run(MIDDLING, "en", Watch()))


async def test_a_run_that_kills_its_workers_is_reported(engine: LocalEngine) -> None:
    """A run whose second worker is killed, too, ends with its exit code, and others go on."""
    task, watch = begin(engine, LONG)
    for _ in range(2):
        await watch.hears(Progress)
        watch.events.clear()
        os.kill(worker(), signal.SIGKILL)
        await watch.hears_or_ends(Progress, task)
    with pytest.raises(RunFailed) as failure:
        await task
    assert failure.value.exit_code == -signal.SIGKILL
    assert (await engine.run(SHORT, "en", Watch())).history.records


async def test_the_fork_server_may_die(engine: LocalEngine) -> None:
    """Without the process that starts the workers, the next run gets a new one."""
    assert await engine.call(operator.add, 1, 1) == 2
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # no public name
    os.kill(server, signal.SIGKILL)
    assert (await engine.run(SHORT, "en", Watch())).history.records


async def test_people_take_turns(engine: LocalEngine) -> None:
    """Who asks for one run while another waits with two is served between these two."""
    first, hears_first = begin(engine, LONG, "ada")
    await hears_first.hears(Started)
    second, hears_second = begin(engine, LONG, "ada")
    third, hears_third = begin(engine, LONG, "ada")
    await hears_third.hears(Queued(2))
    other, hears_other = begin(engine, SHORT, "grace")
    await hears_other.hears(Queued(1))
    await hears_third.hears(Queued(3))
    await ended(first)
    await other
    await hears_second.hears(Started)
    assert Started() not in hears_third.events
    await ended(third)
    await ended(second)


async def test_a_crash_is_reported(engine: LocalEngine) -> None:
    """A function that ends its process is told by its exit code."""
    with pytest.raises(RunFailed, match="exit code 3") as failure:
        await engine.call(os._exit, 3)
    assert failure.value.exit_code == 3


async def test_an_error_is_reported(engine: LocalEngine) -> None:
    """A function that raises is told by its message, its traceback noted for the log."""
    with pytest.raises(RunFailed) as failure:
        await engine.call(math.sqrt, -1)
    assert str(failure.value).startswith("ValueError: ")
    assert "Traceback" in failure.value.__notes__[0]


async def test_an_impossible_run_is_refused_at_once(engine: LocalEngine) -> None:
    """A configuration that cannot be run never waits in line."""
    watch = Watch()
    with pytest.raises(InvalidRun):
        await engine.run(RunConfig("moons", "cnn"), "en", watch)
    assert watch.events == []


async def test_time_is_limited() -> None:
    """A run that uses up its time is stopped, and what it did is shown."""
    engine = LocalEngine(workers=1, budget=0)
    outcome = await engine.run(LONG, "en", Watch())
    assert outcome.history.stopped_by == "time"
    assert outcome.history.measured_iterations == 1
    assert outcome.chart.startswith(b"\x89PNG")
    await engine.stop()


async def test_stopping_ends_what_works(engine: LocalEngine) -> None:
    """A stopped engine has no process left; who still awaited a run is told."""
    task, watch = begin(engine, LONG)
    await watch.hears(Progress)
    await engine.stop()
    with pytest.raises(RunFailed):
        await task


async def test_ctrl_c_is_for_the_chat(engine: LocalEngine) -> None:
    """An interrupt, which a terminal sends to every process, does not end a worker."""
    assert await engine.call(signal.raise_signal, signal.SIGINT) is None


def test_the_chat_stays_small() -> None:
    """The modules that a chat needs load nothing that trains, draws or solves."""
    script = (
        "import sys, trainer.engines.local, trainer.request, trainer.charts, trainer.counts\n"
        "print(*sorted({'torch', 'matplotlib', 'sklearn', 'numpy', 'sympy'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    loaded = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == ""
