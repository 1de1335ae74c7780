"""Runs on this machine: one worker process each, as many at once as there are cores to spare."""

import os
from collections.abc import Callable
from typing import TypeVar

from trainer.budget import BUDGET
from trainer.engines.engine import Engine, Outcome, RunFailed
from trainer.engines.processes import Processes

__all__ = ["LocalEngine", "Outcome", "RunFailed"]

T = TypeVar("T")


class LocalEngine(Engine):
    """Carries out runs in worker processes."""

    def __init__(self, workers: int | None = None, budget: float = BUDGET) -> None:
        """Prepare; nothing is started yet.

        Args:
            workers: runs at the same time; None for one less than there are cores.
            budget: seconds that a run may train.
        """
        super().__init__(workers or max(1, (os.cpu_count() or 1) - 1), budget)
        self._processes = Processes()

    async def start(self) -> None:
        """Start what makes workers quick; it goes on in the background after this returns."""
        await self._processes.start()

    async def stop(self) -> None:
        """Kill all workers; who still awaits one gets `RunFailed`."""
        await super().stop()
        await self._processes.stop()

    async def _work(
        self, function: Callable[..., T], args: tuple[object, ...], heard: Callable[[object], None]
    ) -> T:
        return await self._processes.run(function, args, heard)
