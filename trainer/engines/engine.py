"""What every engine does: fair turns, a second try, a wall of time, and an estimate beforehand."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Self, TypeVar, TypeVarTuple

from solver.language import Language
from trainer.budget import BUDGET, DOUBTFUL
from trainer.checks import check
from trainer.compare_worker import train_all
from trainer.comparison import Comparison, Histories
from trainer.config import RunConfig
from trainer.engines.estimates import Estimates
from trainer.engines.turns import Turns
from trainer.events import Event, Progress, Queued, Started
from trainer.history import History
from trainer.worker import Failed, call, train

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

CALLS_AT_ONCE = 2
TRIES = 2
"""How often a run is begun whose process ends without a word."""
GRACE = 30.0
"""Seconds that a run may take beyond its budget, to stop by itself and to draw its picture."""


@dataclass(frozen=True)
class Outcome:
    """What came of a run: its history, its chart as PNG, and the seconds that it trained."""

    history: History
    chart: bytes
    seconds: float


@dataclass(frozen=True)
class Compared:
    """What came of a comparison: its histories, their picture, and the seconds that it trained."""

    history: Histories
    chart: bytes
    seconds: float


class RunFailed(Exception):  # noqa: N818  # what happened to the run
    """A worker ended without a result.

    Attributes:
        message: the error that its function raised; None where the process itself ended.
        exit_code: how the process ended, negative for a signal; None where a function raised.
    """

    def __init__(self, message: str | None, exit_code: int | None) -> None:
        super().__init__(message or f"the worker process ended with exit code {exit_code}")
        self.message = message
        self.exit_code = exit_code

    @classmethod
    def raised(cls, last: Failed) -> Self:
        """The failure of a function that raised, with its trace."""
        failure = cls(last.message, None)
        failure.add_note(last.trace)
        return failure


class Engine(ABC):
    """Carries out runs, each in a process of its own."""

    def __init__(self, places: int, budget: float = BUDGET) -> None:
        """Prepare; nothing is started yet.

        Args:
            places: runs at the same time.
            budget: seconds that a run may train.
        """
        self._budget = budget
        self._turns = Turns(places)
        self._calls = asyncio.Semaphore(CALLS_AT_ONCE)
        self._estimates = Estimates()
        self._stopped = False

    @abstractmethod
    async def start(self) -> None:
        """Start what makes workers quick; it goes on in the background after this returns."""

    async def stop(self) -> None:
        """Kill all workers; who still awaits one gets `RunFailed`."""
        self._stopped = True

    @abstractmethod
    async def _work(
        self, function: Callable[..., T], args: tuple[object, ...], heard: Callable[[object], None]
    ) -> T:
        """Call `function(tell, *args)` in a fresh process, and pass on to `heard` what it tells.

        Cancelling the task that awaits this kills the process.

        Raises:
            RunFailed: the function raised, or the process ended.
        """

    async def _train(
        self, function: Callable[..., T], args: tuple[object, ...], heard: Callable[[object], None]
    ) -> T:
        """As `_work`, for what waited for its turn."""
        return await self._work(function, args, heard)

    async def run(
        self,
        config: RunConfig,
        language: Language,
        report: Callable[[Event], None],
        person: Hashable = None,
    ) -> Outcome:
        """Wait for one's turn, then train. Cancelling the awaiting task ends the run at once.

        Args:
            config: what to train.
            language: of the chart.
            report: told of each place in the queue, of every start, and of progress.
            person: whose run it is; each has one at a time, and they take turns.

        Raises:
            InvalidRun: the configuration cannot be run.
            RunFailed: the worker ended without a result, twice where it was the process.
        """
        check(config)
        args = (config, language, self._budget)
        outcome = Outcome(*await self.in_turn(train, args, report, person, self._budget + GRACE))
        self._estimates.learn_from(config, outcome.history, outcome.seconds)
        return outcome

    async def compare(
        self,
        comparison: Comparison,
        language: Language,
        report: Callable[[Event], None],
        person: Hashable = None,
    ) -> Compared:
        """Like `run`, for all runs of a comparison: one turn, one worker, one budget.

        Raises:
            InvalidRun: one of the runs cannot be run.
            RunFailed: the worker ended without a result, twice where it was the process.
        """
        for config in comparison.runs:
            check(config)
        args, wall = (comparison, language, self._budget), self._budget + GRACE
        return Compared(*await self.in_turn(train_all, args, report, person, wall))

    async def in_turn(
        self,
        function: Callable[..., T],
        args: tuple[object, ...],
        report: Callable[[Event], None],
        person: Hashable,
        wall: float,
    ) -> T:
        """Call `function(tell, *args)` in a worker as soon as it is the person's turn.

        Args:
            function: tells its progress, and gets a second process where its first one ends.
            args: its arguments.
            report: told of each place in the queue, of every start, and of progress.
            person: whose turn it is.
            wall: seconds after which the process is killed.

        Raises:
            RunFailed: the function raised or was killed, or two processes ended.
        """

        def heard(message: object) -> None:
            if isinstance(message, Progress):
                report(message)

        async with self._turns.turn(person, lambda place: report(Queued(place))):
            for left in reversed(range(TRIES)):
                report(Started())
                try:
                    async with asyncio.timeout(wall):
                        return await self._train(function, args, heard)
                except TimeoutError:
                    raise RunFailed(f"it was killed after {wall:g} seconds", None) from None
                except RunFailed as failure:
                    if failure.message or self._stopped or not left:
                        raise
        raise AssertionError

    async def call(self, function: Callable[[*Ts], T], *args: *Ts) -> T:
        """Call a function in a worker, at once even while runs wait for their turn.

        Args:
            function: a function of a module, which can be sent to another process.
            args: its arguments, of the same kind.

        Raises:
            RunFailed: it raised, or its process ended.
        """
        async with self._calls:
            return await self._work(call, (function, *args), lambda _: None)

    def estimate(self, config: RunConfig) -> float:
        """Roughly how many seconds a run takes, from the runs before it."""
        return self._estimates.seconds(config)

    async def measured_estimate(self, config: RunConfig) -> float:
        """About how many seconds a run takes; one that seems long is tried for a moment.

        Raises:
            InvalidRun: the configuration cannot be run.
            RunFailed: the trial ended without a result.
        """
        check(config)
        rough = self.estimate(config)
        if rough < min(DOUBTFUL, self._budget):
            return rough
        seconds = await self.call(_probed, config)
        self._estimates.learn(config, seconds)
        return seconds


def _probed(config: RunConfig) -> float:
    from trainer.probe import probed_seconds

    return probed_seconds(config)
