"""Runs on this machine: one worker process each, as many at once as there are cores to spare."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple

from solver.language import Language
from trainer.checks import check
from trainer.config import RunConfig
from trainer.engines.processes import Processes, RunFailed
from trainer.engines.turns import Turns
from trainer.events import Event, Progress, Queued, Started
from trainer.history import History
from trainer.worker import call, train

__all__ = ["LocalEngine", "Outcome", "RunFailed"]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

BUDGET = 180.0
"""Seconds after which a run is stopped, and what it has done so far is shown."""

CALLS_AT_ONCE = 2


@dataclass(frozen=True)
class Outcome:
    """What came of a run: its history, its chart as PNG, and the seconds that it trained."""

    history: History
    chart: bytes
    seconds: float


class LocalEngine:
    """Carries out runs in worker processes."""

    def __init__(self, workers: int | None = None, budget: float = BUDGET) -> None:
        """Prepare; nothing is started yet.

        Args:
            workers: runs at the same time; None for one less than there are cores.
            budget: seconds that a run may train.
        """
        self._budget = budget
        self._processes = Processes()
        self._turns = Turns(workers or max(1, (os.cpu_count() or 1) - 1))
        self._calls = asyncio.Semaphore(CALLS_AT_ONCE)

    async def start(self) -> None:
        """Start what makes workers quick; it goes on in the background after this returns."""
        await self._processes.start()

    async def stop(self) -> None:
        """Kill all workers; who still awaits one gets `RunFailed`."""
        await self._processes.stop()

    async def run(
        self, config: RunConfig, language: Language, report: Callable[[Event], None]
    ) -> Outcome:
        """Wait for a free worker, then train. Cancelling the awaiting task ends the run at once.

        Args:
            config: what to train.
            language: of the chart.
            report: told of each place in the queue, of the start, and of progress.

        Raises:
            InvalidRun: the configuration cannot be run.
            RunFailed: the worker ended without a result.
        """
        check(config)

        def heard(message: object) -> None:
            if isinstance(message, Progress):
                report(message)

        async with self._turns.turn(lambda place: report(Queued(place))):
            report(Started())
            args = (config, language, self._budget)
            return Outcome(*await self._processes.run(train, args, heard))

    async def call(self, function: Callable[[*Ts], T], *args: *Ts) -> T:
        """Call a function in a worker, at once even while runs wait for their turn.

        Args:
            function: a function of a module, which can be sent to another process.
            args: its arguments, of the same kind.

        Raises:
            RunFailed: it raised, or its process ended.
        """
        async with self._calls:
            return await self._processes.run(call, (function, *args), lambda _: None)
