"""Start a program as usual, and write down how long its database has taken, once a second.

    .venv/bin/python -m benchmarks.store_time FILE bot.py run

Counted are the seconds within SQLite's statements and commits, waiting for the disk and for a busy
processor included, and those of them that the processor worked. The program is as it is; only what
it gets from `sqlite3.connect` has a clock in it.
"""

import runpy
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_spent = [0.0, 0.0]


def _timed(do: Callable[P, R]) -> Callable[P, R]:
    @wraps(do)
    def timed(*args: P.args, **kwargs: P.kwargs) -> R:
        began, worked = time.perf_counter(), time.thread_time()
        try:
            return do(*args, **kwargs)
        finally:
            _spent[0] += time.perf_counter() - began
            _spent[1] += time.thread_time() - worked

    return timed


class _Cursor(sqlite3.Cursor):
    """A cursor with a clock."""

    execute = _timed(sqlite3.Cursor.execute)
    executemany = _timed(sqlite3.Cursor.executemany)
    fetchone = _timed(sqlite3.Cursor.fetchone)
    fetchall = _timed(sqlite3.Cursor.fetchall)


class _Connection(sqlite3.Connection):
    """A connection with a clock."""

    commit = _timed(sqlite3.Connection.commit)
    __exit__ = _timed(sqlite3.Connection.__exit__)

    def cursor(self, *_: Any) -> _Cursor:  # type: ignore[override]  # nobody asks for another kind
        return super().cursor(_Cursor)

    def execute(self, *args: Any) -> _Cursor:
        return self.cursor().execute(*args)

    def executemany(self, *args: Any) -> _Cursor:
        return self.cursor().executemany(*args)


def _write(file: Path) -> None:
    while True:
        file.write_text("{} {}".format(*_spent))
        time.sleep(1)


def main() -> None:
    """Run what the command line names, with clocks."""
    file, program, *arguments = sys.argv[1:]
    sqlite3.connect = partial(sqlite3.connect, factory=_Connection)  # type: ignore[assignment]
    threading.Thread(target=_write, args=[Path(file)], daemon=True).start()
    sys.argv = [program, *arguments]
    sys.path.insert(0, str(Path(program).resolve().parent))
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
