"""Many short lives of the bot: each is a real process on the same store, killed when told to.

    python tests/e2e/lives.py TOKEN BASE_URL BASE_FILE_URL HOME

Reads a line for each life: the hours that the clock is ahead, and the tables of the store after
whose next change the life ends by itself, with commas between them, or -. Everything is imported once, and a life is a copy of this
process, so that hundreds of them take seconds.
"""

import asyncio
import gc
import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

from bot import talk
from data.store import Store, open_store
from handlers.application import build
from handlers.asking.plain import answer
from handlers.asking.thinking import Thinker
from handlers.context import House
from handlers.delivery.pacing import Limit, Throttle
from handlers.live import Pace
from knowledge.find import prepare
from solver.language import LANGUAGES
from trainer.engines.local import LocalEngine
from trainer.shelf import SHELF
from trainer.tables import describe

TABLE = "x,y\n" + "1,2\n" * 20


class CopiedThinker(Thinker):
    """The thinker as a copy of this process, which has loaded already what it needs."""

    def __init__(self) -> None:
        super().__init__(memory=1 << 32)
        self._processes._context = get_context("fork")


class CopiedEngine(LocalEngine):
    """The engine whose workers are copies of this process, too."""

    def __init__(self) -> None:
        super().__init__(workers=1)
        self._processes._context = get_context("fork")


def end_after_change_of(tables: str, db: Database) -> None:
    """Let this process be killed as soon as a change of one of the tables is in the store.

    The moment after a write is the worst: it is there, and whatever belongs to it is not.
    """
    execute, atomic = db.execute, db.atomic
    change = re.compile(
        rf"\W*(insert|update|replace)\b.*\b({tables.replace(',', '|')})\b",
        re.IGNORECASE | re.DOTALL,
    )
    changed = False

    def end() -> None:
        if changed and not db.conn.in_transaction:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(*query: Any) -> Any:
        nonlocal changed
        result = execute(*query)
        changed = changed or bool(change.match(query[0]))
        end()
        return result

    @contextmanager
    def together() -> Iterator[Database]:
        with atomic():
            yield db
        end()

    db.execute, db.atomic = watched, together


def _house(store: Store, ahead: timedelta) -> House:
    SHELF.folder = store.home / "datasets"
    return House(
        store,
        CopiedEngine(),
        lambda: datetime.now(UTC) + ahead,
        Pace(0, 0),
        Throttle(private=Limit(1000, 1.0), group=Limit(1000, 1.0)),
        thinker=CopiedThinker(),
    )


async def _live(token: str, server: tuple[str, str], house: House) -> None:
    async with AsyncExitStack() as closing:
        await talk(token, server, house, closing)
        await asyncio.Event().wait()


def main(token: str, base_url: str, base_file_url: str, home: str) -> None:
    """Begin a life for each line that is read, and say its process number."""
    prepare()
    for language in LANGUAGES:
        answer("1000 images, batch size 64, 1 epoch: how many iterations?", language)
    describe(TABLE)
    with TemporaryDirectory() as elsewhere:  # once here, so that its patterns are compiled
        build(token, base_url, base_file_url, _house(open_store(Path(elsewhere)), timedelta()))
    gc.freeze()  # what is here already is never looked through, so that lives share its memory
    _say("ready")
    for line in sys.stdin:
        life = os.fork()
        if not life:
            ahead, tables = line.split()
            store = open_store(Path(home))
            if tables != "-":
                end_after_change_of(tables, store.db)
            house = _house(store, timedelta(hours=float(ahead)))
            asyncio.run(_live(token, (base_url, base_file_url), house))
        _say(life)
        os.waitpid(life, 0)
        _say("over")


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
