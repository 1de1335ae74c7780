"""The bytes of a file -> what stands in it."""

from collections.abc import Callable
from contextlib import closing

from photo.kinds import kind_of
from photo.limits import BYTES
from photo.page import Line, Page, Unread, UnreadError
from photo.pdf import Pdf
from photo.picture import Pixels, opened
from photo.recognizer import Recognizer
from photo.rows import as_written, rows

_READABLE = 0.6
"""How sure a whole picture must be read to be told."""

Recognizing = Callable[[], Recognizer]


def read(data: bytes, number: int, recognizing: Recognizing) -> Page | Unread:
    """What stands in a picture, or on a page of a PDF.

    Args:
        data: the file.
        number: of the page, from 1.
        recognizing: gives what reads pictures, which is made when it is needed first.
    """
    kind = kind_of(data)
    if kind is None or len(data) > BYTES:
        return Unread("bytes" if kind else "kind")
    try:
        if kind == "pdf":
            return _page_of(data, number, recognizing)
        return _pictured(opened(data), recognizing())
    except UnreadError as unread:
        return Unread(unread.reason)


def _page_of(data: bytes, number: int, recognizing: Recognizing) -> Page | Unread:
    with closing(Pdf(data)) as pdf:
        if text := pdf.text(number):
            lines = text.splitlines()
            told = tuple(Line(line, 1.0) for line in lines if line.strip())
            return Page(told, text, number, pdf.pages)
        try:
            page = _pictured(pdf.drawn(number), recognizing())
        except UnreadError as unread:
            return Unread(unread.reason, number, pdf.pages)
        return Page(page.lines, page.text, number, pdf.pages)


def _pictured(picture: Pixels, recognizer: Recognizer) -> Page:
    found = rows(recognizer.read(picture))
    if not found:
        raise UnreadError("empty")
    letters = sum(len(row.text) for row in found)
    if sum(len(row.text) * row.confidence for row in found) < _READABLE * letters:
        raise UnreadError("blurred")
    return Page(tuple(row.line for row in found), as_written(found))
