"""The button "Figures" under trainings side by side: what came of each, as a table."""

from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data import words
from data.words import Language
from handlers.context import Context, met
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.keyboards import flip
from handlers.presses import pressed
from handlers.rich.html import joined, paragraph, table
from handlers.rich.rich import Rich, in_both
from handlers.screens import Screen, turned_to
from handlers.training.sides import Sides, names_in, own_sides
from trainer.comparison_words import title
from trainer.standings import Standing, standings

_NONE = "–"


async def on_figures(update: Update, context: Context) -> None:
    """Send the figures of trainings side by side, or turn them to another language."""
    _, (key, shown_in) = pressed(update)
    sides = await own_sides(update, context.house, key)
    if sides is not None:
        rich = met(update, context.house).rich
        await turned_to(update, figures_screen(sides, cast("Language", shown_in), rich=rich))


def figures_screen(sides: Sides, language: Language, *, rich: bool) -> Screen:
    """A row for each run: how good it became, when, and what that took."""
    found = standings(sides.comparison, sides.histories, names_in(sides, language))
    head = bold(title(sides.comparison, language))
    columns, rows = words.say("figures.columns", language).split("|"), [*map(_row, found.rows)]
    text = paragraphs(head, *(_told(row, columns, language) for row in rows))
    if rich:
        text = in_both(text, _table(head, columns, rows))
    here = flip(f"figures:{sides.key}:{language}", language)
    return text, InlineKeyboardMarkup([[here]])


def _row(row: Standing) -> tuple[str, ...]:
    return (
        row.name,
        _NONE if row.loss is None else f"{row.loss:.4f}",
        _NONE if row.accuracy is None else f"{row.accuracy:.1%}",
        f"{row.epoch or _NONE}",
        f"{row.counts.measured_iterations:,}",
        f"{row.seconds:.1f}",
    )


def _table(head: Html, columns: list[str], rows: list[tuple[str, ...]]) -> Rich:
    return joined(paragraph(head), table(columns, rows, numbers_from=1))


def _told(row: tuple[str, ...], columns: list[str], language: Language) -> Html:
    """A run on lines of its own, as a table of six columns does not fit a phone."""
    told = (
        say("figures.cell", language, column=column, value=value)
        for column, value in zip(columns[1:], row[1:], strict=True)
        if value != _NONE
    )
    return lines(bold(row[0]), *told)
