"""What a teacher sees of a class, as tables in a rich message."""

from collections.abc import Iterator, Sequence

from data import words
from data.words import Language
from handlers.html import Html, say
from handlers.rich.html import as_rich, joined, paragraph, table
from handlers.rich.rich import Rich
from handlers.together.class_screens import mistake_words, percent, title
from quiz.classes import Report

_ABOUT, _LEARNERS, _PERCENT, _TIMES, _LEARNER = 2, 3, 4, 5, 1
"""Columns of the table for a spreadsheet, whose names are used here, too."""


def rich_page(head: Html, report: Report, language: Language) -> Rich:
    """A class: what it is and asks this week, and a table for each thing that is known of it."""
    return joined(as_rich(head), *_tables(report, language))


def _tables(report: Report, language: Language) -> Iterator[Rich]:
    known = [(title(one, language), f"{round(100 * one.share)}%") for one in report.known]
    mixed_up = [
        (mistake_words(one, language), f"{one.learners}", f"{one.times}") for one in report.mistakes
    ]
    own = [(one.name, f"{one.answers}", f"{percent(one)}%") for one in report.own]
    yield _table("known", (_ABOUT, _PERCENT), known, language)
    yield _table("mistakes", (_ABOUT, _LEARNERS, _TIMES), mixed_up, language)
    yield _table("own", (_LEARNER, _TIMES, _PERCENT), own, language)


def _table(
    name: str, columns: Sequence[int], rows: Sequence[Sequence[str]], language: Language
) -> Rich:
    """A table under its heading; nothing where it has no rows."""
    if not rows:
        return Rich("")
    names = words.say("class.columns", language).split("|")
    heading = paragraph(say(f"class.{name}_head", language))
    return joined(heading, table([names[at] for at in columns], rows, numbers_from=1))
