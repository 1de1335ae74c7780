"""Random updates of every type that Telegram defines, through the whole bot: nothing may go wrong.

    .venv/bin/python -m scripts.fuzz_updates --updates 50000 --seed 1

A server of this script's own hands the updates out and takes every answer. What goes wrong is what
the bot logs as an error, an update that is not served to its end, and a store that is not whole.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot import talk
from data.store import Store, open_store
from handlers.asking.thinking import Thinker
from handlers.context import House
from handlers.delivery.pacing import Limit as Room
from handlers.delivery.pacing import Throttle
from handlers.live import Pace
from handlers.operations.budget import Budget, Limit
from scripts.fuzzing.server import AnyServer
from trainer.engines.local import LocalEngine
from trainer.shelf import SHELF

_PATIENCE = 120.0
_LIMITS = {"training": Limit(2, 10**9)}
"""Trainings take a core each for a while, and have tests of their own."""


@dataclass(frozen=True)
class Report:
    """What came of the updates.

    Attributes:
        served: how many were served to their end.
        seconds: how long that took.
        calls: how often the bot called the server.
        errors: what went wrong.
    """

    served: int
    seconds: float
    calls: int
    errors: list[str]


class _Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record with its trace."""
        self.found.append(logging.Formatter().format(record))


async def fuzz(updates: int, seed: int, home: Path, thinker: Thinker) -> Report:
    """Let a bot serve random updates, and look what is wrong afterwards."""
    errors, started = _Errors(), time.monotonic()
    logging.getLogger().addHandler(errors)
    try:
        async with AsyncExitStack() as closing:
            SHELF.folder = home / "datasets"
            closing.callback(setattr, SHELF, "folder", None)
            engine = LocalEngine(workers=1)
            closing.push_async_callback(engine.stop)
            store = open_store(home)
            closing.callback(store.close)
            house = _house(store, engine, thinker)
            given = AnyServer(updates, seed, store.inbox.waiting)
            server = await closing.enter_async_context(given)
            await talk(server.token, (server.base_url, server.base_file_url), house, closing)
            await _served(server, store)
            left = store.inbox.waiting()
        wrong = [*errors.found, *_broken(home)] + ([f"{left} not served"] if left else [])
        return Report(updates - left, time.monotonic() - started, server.calls, wrong)
    finally:
        logging.getLogger().removeHandler(errors)


def _house(store: Store, engine: LocalEngine, thinker: Thinker) -> House:
    clock = lambda: datetime.now(UTC)  # noqa: E731 (the clock of a real bot)
    at_once = Throttle(private=Room(1, 0), group=Room(1, 0))
    budget = Budget(_LIMITS)
    return House(store, engine, clock, Pace(0, 0), at_once, thinker=thinker, budget=budget)


async def _served(server: AnyServer, store: Store) -> None:
    """Wait until all updates are served; as long as the bot does something, it may go on."""
    calls, until = -1, 0.0
    while not server.empty or store.inbox.waiting():
        if server.calls != calls:
            calls, until = server.calls, time.monotonic() + _PATIENCE
        if time.monotonic() > until:
            return
        await asyncio.sleep(0.05)


def _broken(home: Path) -> list[str]:
    """What is not whole in a store that nobody uses any more."""
    store = open_store(home)
    try:
        db = store.inbox._db  # noqa: SLF001 (looks behind the counter)
        whole = [row[0] for row in db.execute("pragma integrity_check").fetchall()]
        lost = db.execute("pragma foreign_key_check").fetchall()
        return [*(one for one in whole if one != "ok"), *(f"foreign key: {one}" for one in lost)]
    finally:
        store.close()


def main() -> int:
    """Fuzz, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.ERROR, handlers=[logging.NullHandler()])
    with tempfile.TemporaryDirectory() as home:
        report = asyncio.run(_alone(options.updates, options.seed, Path(home)))
    for error in report.errors:
        print(error, end="\n\n")
    print(
        f"{report.served} updates served in {report.seconds:.0f} s with {report.calls} calls;"
        f" {len(report.errors)} errors"
    )
    return 1 if report.errors else 0


async def _alone(updates: int, seed: int, home: Path) -> Report:
    thinker = Thinker()
    try:
        return await fuzz(updates, seed, home, thinker)
    finally:
        await thinker.stop()


if __name__ == "__main__":
    sys.exit(main())
