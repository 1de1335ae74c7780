"""A page of a PDF: its own text where it has one, else its picture."""

from contextlib import closing

import pypdfium2 as pdfium

from photo.limits import CHARACTERS, PAGES, SIDE
from photo.page import UnreadError
from photo.picture import Pixels, as_pixels

_INCH = 72
_SHARP = 200
"""Dots an inch with which a page is drawn, unless it is huge."""
_LEAST_LETTERS = 8
"""Letters and digits from which a page's own text counts; a scan has none, or a page number."""


class Pdf:
    """An opened PDF; close it when done."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF.

        Raises:
            UnreadError: it is broken, asks for a password or has too many pages.
        """
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise UnreadError("locked" if "assword" in str(error) else "broken") from error
        self.pages = len(self._document)
        if not 0 < self.pages <= PAGES:
            self.close()
            raise UnreadError("pages" if self.pages else "broken")

    def text(self, number: int) -> str:
        """The text that a page, counted from 1, carries; empty where it is a picture of text."""
        with closing(self._page(number)) as page, closing(page.get_textpage()) as read:
            text = read.get_text_range(0, min(CHARACTERS, read.count_chars()), errors="ignore")
        text = "\n".join(text.replace("\0", "").splitlines()).strip()
        return text if sum(map(str.isalnum, text)) >= _LEAST_LETTERS else ""

    def drawn(self, number: int) -> Pixels:
        """The picture of a page, counted from 1."""
        with closing(self._page(number)) as page:
            longest = max(page.get_size())
            scale = min(_SHARP / _INCH, SIDE / max(longest, 1))
            return as_pixels(page.render(scale=scale).to_pil())

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def _page(self, number: int) -> pdfium.PdfPage:
        if not 1 <= number <= self.pages:
            raise UnreadError("broken")
        try:
            return self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise UnreadError("broken") from error
