"""What the process does that reads pictures; nothing heavy is loaded before its first one."""

import os
import resource
import signal
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from photo.limits import MEMORY
from photo.page import Page, Unread

if TYPE_CHECKING:
    from photo.recognizer import Recognizer

Reading = Callable[[bytes, int], Page | Unread]

_OUT_OF_MEMORY = 3  # exit status


def prepare() -> None:
    """What a new process does first: it may have so much memory, and Ctrl+C is not its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def guarded(reading: Reading, data: bytes, number: int) -> Page | Unread:
    """Read a file; without memory, end the process rather than go on in a damaged one."""
    try:
        return reading(data, number)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)


def read_file(data: bytes, number: int) -> Page | Unread:
    """What stands in a picture, or on a page of a PDF, counted from 1."""
    from photo.read import read

    return read(data, number, _recognizer)


@cache
def _recognizer() -> "Recognizer":
    from photo.recognizer import Recognizer

    return Recognizer()
