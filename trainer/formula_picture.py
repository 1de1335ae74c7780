"""The picture of a derivation: fractions and roundings as in a textbook, large enough for a phone.

matplotlib is imported in the functions that draw, so that the chat can name them without it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from data.chart_style import chart_style
from solver.sheet import FormulaSheet, Given, Row, SheetStep
from trainer.page import MARGIN, WIDTH, Page

INK, QUIET, RESULT = "#1f2933", "#52606d", "#0072b2"
_TITLE, _NAME, _GIVEN, _FORMULA = 15, 11.5, 13, 19
_BETWEEN = 0.1
_NAMES_AT = MARGIN + 0.62
_FONTS: dict[Any, Any] = {
    "mathtext.fontset": "custom",
    "mathtext.rm": "STIXGeneral",
    "mathtext.it": "STIXGeneral:italic",
    "mathtext.bf": "STIXGeneral:bold",
    "mathtext.cal": "STIXGeneral",
    "mathtext.sf": "Epochbot Sans",
    "mathtext.fallback": "stix",
}
"""Mathematics in the letters of a book, which come with matplotlib; units in those of the bot."""


def draw_formula(sheet: FormulaSheet) -> bytes:
    """Draw a sheet of formulas as a PNG, 1080 pixels wide and as long as it needs."""
    with _mathematics():
        page = Page()
        page.line([page.put(sheet.title, MARGIN, _TITLE, INK)], gap=0.16)
        for given in sheet.given:
            _write_given(page, given)
        for step in sheet.steps:
            page.rule(gap=0.14)
            _write_step(page, step)
        return page.png()


@contextmanager
def _mathematics() -> Iterator[None]:
    from matplotlib import rc_context

    with chart_style(), rc_context(_FONTS):
        yield


def _write_given(page: Page, given: Given) -> None:
    parts = [
        page.put(given.letter, MARGIN, _GIVEN, INK, math=True),
        page.put(given.name, _NAMES_AT, _NAME, QUIET),
        page.put(given.value, -MARGIN, _GIVEN, INK, math=True),
    ]
    page.line(parts, gap=0.1)


def _write_step(page: Page, step: SheetStep) -> None:
    page.line([page.put(step.name, MARGIN, _NAME, QUIET)], gap=0.1)
    for row in step.rows:
        _write_row(page, row, RESULT if row is step.rows[-1] else INK)


def _write_row(page: Page, row: Row, last: str) -> None:
    """Piece by piece; one that finds no room begins a line, below the first sign of equality."""
    parts = [page.put(row[0], MARGIN, _FORMULA, INK if row[1:] else last, math=True)]
    sign = at = MARGIN + page.width(parts[0]) + _BETWEEN
    for text in row[1:]:
        piece = page.put(text, sign, _FORMULA, last if text == row[-1] else INK, math=True)
        if at > sign and at + page.width(piece) > WIDTH - MARGIN:
            page.line(parts, gap=0.12)
            parts, at = [], sign
        piece.set_x(at)
        parts.append(piece)
        at += page.width(piece) + _BETWEEN
    page.line(parts, gap=0.14)
