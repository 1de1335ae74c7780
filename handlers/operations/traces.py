"""Errors as the log may tell them: what happened and where, and nothing that a person wrote."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Error as StoreError
from types import TracebackType

from telegram.error import TelegramError

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]
_HOME = Path(__file__).parents[2]
# What these say is of Telegram, the system or SQLite; that of others may quote a text.
_SAFE = (TelegramError, StoreError, OSError)
_LINES = 40


def kind_of(error: BaseException) -> str:
    """The type of an error."""
    return type(error).__name__


def place_of(error: BaseException) -> str:
    """Where an error was raised: in our own code, as far as it came through there."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if Path(one.filename).is_relative_to(_HOME / "handlers")]
    return next(map(_shown, reversed(ours or frames)), "?")


def told(error: BaseException) -> str:
    """An error in a line, with its message where that cannot quote anybody."""
    return f"{kind_of(error)}: {error}" if isinstance(error, _SAFE) else kind_of(error)


def trace(error: BaseException) -> list[str]:
    """An error and what led to it, the first cause first, with the places that it came through."""
    lines = [line for one in reversed(list(_chain(error))) for line in _told_with_places(one)]
    return lines if len(lines) <= _LINES else [*lines[: _LINES // 2], "…", *lines[-_LINES // 2 :]]


def _told_with_places(error: BaseException) -> Iterator[str]:
    yield told(error)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_shown(frame)}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _shown(frame: traceback.FrameSummary) -> str:
    file = Path(frame.filename)
    name = file.relative_to(_HOME) if file.is_relative_to(_HOME) else Path(*file.parts[-2:])
    return f"{name.as_posix()}:{frame.lineno} {frame.name}"
