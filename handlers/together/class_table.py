"""What a teacher sees of a class as CSV, for a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO

from data import words
from data.words import Language
from handlers.together.class_screens import mistake_words, percent, title
from quiz.classes import Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula in a spreadsheet, if nothing stands before it."""


def table(report: Report, language: Language) -> str:
    """A report as CSV, with the mark by which spreadsheets know the letters."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(words.say("class.columns", language).split("|"))
    for row in _rows(report, language):
        writer.writerow([_harmless(str(cell)) for cell in row])
    return f"\ufeff{written.getvalue()}"


def _rows(report: Report, language: Language) -> Iterator[tuple[object, ...]]:
    """What, whose, about what, of how many learners, percent, how often."""
    group, mistake, own = (
        words.say(f"class.row_{kind}", language) for kind in ("known", "mistake", "own")
    )
    for known in report.known:
        yield group, "", title(known, language), known.learners, round(100 * known.share), ""
    for one in report.mistakes:
        yield (
            mistake,
            "",
            mistake_words(one, language),
            one.learners,
            "",
            one.times,
        )
    for learner in report.own:
        yield own, learner.name, "", 1, percent(learner), learner.answers
        for known in learner.known:
            yield group, learner.name, title(known, language), 1, round(100 * known.share), ""


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
