"""What the process does that reads pictures; nothing heavy is loaded before its first one."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from photo.page import Page, Unread

if TYPE_CHECKING:
    from photo.recognizer import Recognizer

Reading = Callable[[bytes, int], Page | Unread]


def read_file(data: bytes, number: int) -> Page | Unread:
    """What stands in a picture, or on a page of a PDF, counted from 1."""
    from photo.read import read

    return read(data, number, _recognizer)


@cache
def _recognizer() -> "Recognizer":
    from photo.recognizer import Recognizer

    return Recognizer()
