"""What a file is, by its first bytes; its name says nothing."""

from typing import Literal

Kind = Literal["jpeg", "png", "webp", "pdf"]

_PDF_HEAD = 1024
"""Bytes among which a PDF may say that it is one (ISO 32000-1, implementation note 13)."""


def kind_of(data: bytes) -> Kind | None:
    """The kind of a file that can be read as a picture or a page; None for all others."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    return "pdf" if b"%PDF-" in data[:_PDF_HEAD] else None
