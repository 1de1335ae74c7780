"""What a picture of a derivation shows: plain text, so that any process can draw it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """A quantity that was stated: its letter in mathtext, its name and its value."""

    letter: str
    name: str
    value: str


Row = tuple[str, ...]
"""A line of mathtext in pieces, between which it may be broken."""


@dataclass(frozen=True)
class SheetStep:
    """One step: the name of what it finds, and its lines; the very last piece is the result."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FormulaSheet:
    """All that a picture of a derivation shows; plain text, so that any process can draw it."""

    title: str
    given: tuple[Given, ...]
    steps: tuple[SheetStep, ...]
