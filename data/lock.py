"""One running bot for each data directory: two would answer everything twice."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from data.store import StoreUnavailableError


class StoreInUseError(Exception):
    """Another process holds the data directory."""


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Hold a data directory, made where needed, inside a `with` block.

    The system lets go of it however the process ends.

    Raises:
        StoreInUseError: another process holds it.
        StoreUnavailableError: the directory cannot be made or written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = (home / "epochbot.lock").open("a")
    except OSError as error:
        raise StoreUnavailableError(home, str(error)) from error
    with file:
        _take(file)
        yield


def _take(file: IO[str]) -> None:
    if sys.platform == "win32":
        return  # no flock there: nothing keeps a second bot out
    import fcntl  # noqa: PLC0415 - not there on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StoreInUseError from error
