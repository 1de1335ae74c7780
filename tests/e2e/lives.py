"""Many short lives of the bot: each is a real process on the same store, killed when told to.

    python tests/e2e/lives.py TOKEN BASE_URL BASE_FILE_URL HOME

Reads a line for each life: the hours that the clock is ahead. Everything is imported once, and a
life is a copy of this process, so that hundreds of them take seconds.
"""

import asyncio
import gc
import os
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from pebble import ProcessPool

from bot import talk
from data.store import open_store
from handlers.application import build
from handlers.asking.plain import answer
from handlers.asking.thinking import Thinker, _ready
from handlers.context import House
from handlers.delivery.pacing import Limit, Throttle
from handlers.live import Pace
from knowledge.find import prepare
from solver.language import LANGUAGES
from trainer.engines.local import LocalEngine


class CopiedThinker(Thinker):
    """The thinker as a copy of this process, which has loaded already what it needs."""

    def _start(self) -> None:
        self._pool = ProcessPool(
            1, initializer=_ready, initargs=[1 << 32], context=get_context("fork")
        )


def _house(home: Path, ahead: timedelta) -> House:
    return House(
        open_store(home),
        LocalEngine(workers=1),
        lambda: datetime.now(UTC) + ahead,
        Pace(0, 0),
        Throttle(private=Limit(1000, 1.0)),
        thinker=CopiedThinker(),
    )


async def _live(token: str, server: tuple[str, str], home: Path, ahead: timedelta) -> None:
    async with AsyncExitStack() as closing:
        await talk(token, server, _house(home, ahead), closing)
        await asyncio.Event().wait()


def main(token: str, base_url: str, base_file_url: str, home: str) -> None:
    """Begin a life for each line that is read, and say its process number."""
    prepare()
    for language in LANGUAGES:
        answer("1000 images, batch size 64, 1 epoch: how many iterations?", language)
    with TemporaryDirectory() as elsewhere:  # once here, so that its patterns are compiled
        build(token, base_url, base_file_url, _house(Path(elsewhere), timedelta()))
    gc.freeze()  # what is here already is never looked through, so that lives share its memory
    _say("ready")
    for line in sys.stdin:
        life = os.fork()
        if not life:
            ahead = timedelta(hours=float(line))
            asyncio.run(_live(token, (base_url, base_file_url), Path(home), ahead))
        _say(life)
        os.waitpid(life, 0)
        _say("over")


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
