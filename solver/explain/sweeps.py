"""A sweep in words: a heading, a table in monospaced lines, what was read and assumed."""

from unicodedata import east_asian_width

from solver import amounts
from solver.explain.explanation import Explanation
from solver.explain.readings import assumed_lines, read_lines
from solver.language import Language, Phrase
from solver.quantities import QUANTITIES
from solver.results import Answer
from solver.spans import Span
from solver.sweep_result import SweepResult, SweepRow

_HEADING = Phrase("{asked}, for each {varied}", "不同{varied} 对应的{asked}")
_KEPT = Phrase(
    "Assumed: an incomplete last batch is kept, as is usual.",
    "假设：保留不完整的最后一批（通常的做法）。",
)
_GAP = "  "


def explain_sweep(result: SweepResult, language: Language | None = None) -> Explanation:
    """The heading and the table as the answer, then what all rows share."""
    language = language or result.language
    return Explanation(
        (heading(result, language), *table(result, language)),
        (),
        read_lines(result.problem, language),
        _assumed(result, language),
    )


def heading(result: SweepResult, language: Language) -> str:
    """Iterations in all T, for each batch size B."""
    asked = Phrase(", ", "、").say(language).join(named(name, language) for name in result.asked)
    varied = named(result.quantity, language)
    line = _HEADING.say(language, asked=asked, varied=varied)
    return line[0].upper() + line[1:]


def named(quantity: str, language: Language) -> str:
    """A quantity by its title and its letter: batch size B."""
    of = QUANTITIES[quantity]
    return f"{of.title.say(language)} {of.symbol}"


def table(result: SweepResult, language: Language) -> tuple[str, ...]:
    """Letters above, then a line for each value; every column ends at its right edge."""
    head = [QUANTITIES[name].symbol for name in (result.quantity, *result.asked)]
    cells = [head, *(_cells(result, row, language) for row in result.rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    first, *rest = (_GAP.join(map(_padded, line, widths)) for line in cells)
    return first, "─" * width(first), *rest


def width(text: str) -> int:
    """Columns that a text takes where Chinese characters take two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def value(result: SweepResult, row: SweepRow, language: Language) -> str:
    """What a row stands for."""
    return amounts.bare(result.quantity, Span.of(row.value), language)


def answer(of: Answer, language: Language) -> str:
    """What follows in a row."""
    return amounts.bare(of.quantity, of.span or Span.of(0), language)


def _cells(result: SweepResult, row: SweepRow, language: Language) -> list[str]:
    return [value(result, row, language), *(answer(each, language) for each in row.answers)]


def _padded(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text


def _assumed(result: SweepResult, language: Language) -> tuple[str, ...]:
    """The assumptions that all rows share."""
    first, *others = (assumed_lines(row.solution, language) for row in result.rows)
    shared = tuple(line for line in first if all(line in other for other in others))
    differs = any(row.solution.alternatives for row in result.rows)
    return (*shared, _KEPT.say(language)) if differs else shared
