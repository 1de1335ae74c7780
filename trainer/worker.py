"""What a worker process does. Only here do torch and matplotlib come in."""

import contextlib
import math
import resource
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from solver.language import Language
from trainer.config import RunConfig
from trainer.events import Progress
from trainer.history import History, StopReason
from trainer.shelf import SHELF

T = TypeVar("T")

PROGRESS_GAP = 0.2
"""Seconds between two reports of progress; who watches a phone sees no more."""

MEMORY = 2 << 30
"""Bytes that a worker may have; one that wants more fails alone, and takes nobody with it."""

PRELOADED = ("trainer.warm",)
"""What is imported once, before the first worker, so that a fresh worker has it at hand."""


@dataclass(frozen=True)
class Done:
    """The last message of a worker: what its function returned."""

    value: object


@dataclass(frozen=True)
class Failed:
    """The last message of a worker whose function raised."""

    message: str
    trace: str


def work(
    sender: Connection,
    shelf: Path | None,
    function: Callable[..., object],
    args: tuple[object, ...],
) -> None:
    """Call a function that may tell things, and send what it returns, or what went wrong."""
    SHELF.folder = shelf
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more
        try:
            sender.send(Done(function(sender.send, *args)))
        except Exception as error:  # noqa: BLE001  # the border: whatever it is, it is told
            sender.send(Failed(f"{type(error).__name__}: {error}", traceback.format_exc()))


def call(_tell: Callable[[object], None], function: Callable[..., T], *args: object) -> T:
    """Call a function that has nothing to tell before it returns."""
    return function(*args)


def train(
    tell: Callable[[Progress], None], config: RunConfig, language: Language, budget: float
) -> tuple[History, bytes, float]:
    """Train, telling how far it is.

    Args:
        tell: takes progress now and then.
        config: what to train.
        language: of the chart.
        budget: seconds after which the run is stopped.

    Returns:
        The history, its chart as PNG, and the seconds that the training took.
    """
    from trainer.charts import draw
    from trainer.loop import run

    started = time.perf_counter()

    def stop() -> StopReason | None:
        return "time" if time.perf_counter() - started > budget else None

    history = run(config, paced(tell), stop)
    seconds = time.perf_counter() - started
    return history, draw(history, config, language), seconds


def paced(tell: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """Tell progress now and then, and always the last."""
    last = -math.inf

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.perf_counter()
        if progress.finished or now - last >= PROGRESS_GAP:
            last = now
            tell(progress)

    return report
