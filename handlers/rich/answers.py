"""A solved exercise as a rich message: its formulas as in a book, what was read folded."""

from collections.abc import Iterator, Sequence

from data import words
from data.words import Language
from handlers.asking import answers
from handlers.asking.answers import explained, with_code
from handlers.asking.beside import Beside
from handlers.asking.log_words import diagnosis_first, diagnosis_of
from handlers.html import Html, bold
from handlers.rich.formulas import latex
from handlers.rich.html import folded, formula, joined, listed, paragraph, rich_of, table
from handlers.rich.html import letter as letter_within
from handlers.rich.rich import Rich, in_both
from handlers.screens import Screen
from solver.explain.explanation import Explanation
from solver.explain.sweeps import answer as answer_in_row
from solver.explain.sweeps import value as value_of_row
from solver.mathtext_values import letter
from solver.quantities import QUANTITIES
from solver.replies import Reply
from solver.results import Clarification, Contradiction, Solution
from solver.steps import Step
from solver.sweep_result import SweepResult
from trainer.diagnosis_words import tell as tell_finding


def answer_screen(
    found: Reply, language: Language, below: Sequence[Beside] = (), *, rich: bool
) -> Screen:
    """A reply as a message with its buttons; in both forms for somebody who wants that."""
    text, buttons = answers.answer_screen(found, language, below)
    if rich:
        room = (rich_of(one.text) for one in below)
        text = in_both(text, joined(rich_answer(found, language), *room))
    return text, buttons


def answer_text(found: Reply, language: Language, *, rich: bool) -> Html:
    """A reply as a message; in both forms for somebody who wants that."""
    text = answers.answer_text(found, language)
    return in_both(text, rich_answer(found, language)) if rich else text


def rich_answer(found: Reply, language: Language) -> Rich:
    """A reply as a rich message, in the order of the classic one."""
    shown = [tell_finding(finding, language) for finding in diagnosis_of(found)]
    diagnosis = joined(*(paragraph(bold(one.shown), one.tried) for one in shown))
    text = _explained(found, explained(found, language), language)
    return joined(*((diagnosis, text) if diagnosis_first(found) else (text, diagnosis)))


def sweep_table(result: SweepResult, language: Language) -> Rich:
    """The table of a sweep, its columns headed by the letters of what they hold."""
    names = (result.quantity, *result.asked)
    head = [letter_within(letter(QUANTITIES[name].symbol)) for name in names]
    rows = [
        (
            value_of_row(result, row, language),
            *(answer_in_row(one, language) for one in row.answers),
        )
        for row in result.rows
    ]
    return table(head, rows)


def rich_sweep(result: SweepResult, language: Language) -> Rich:
    """A sweep: its heading and table, what was read folded, and what was assumed."""
    told = explained(result, language)
    heading = paragraph(bold(told.answer[0]))
    return joined(heading, sweep_table(result, language), _read(told, language))


def _explained(found: Reply, told: Explanation, language: Language) -> Rich:
    """The answer and warnings, the steps, then what was read and assumed."""
    return joined(
        paragraph(*map(bold, told.answer)),
        paragraph(*map(with_code, told.beside)),
        paragraph(*map(with_code, told.warnings)),
        *_steps(found, told.steps, language),
        _read(told, language),
    )


def _read(told: Explanation, language: Language) -> Rich:
    """What was read, folded; what was assumed, which is seen unless somebody folds it."""
    return joined(
        folded(words.say("rich.read", language), listed(told.read)),
        folded(words.say("rich.assumed", language), listed(told.assumed), is_open=True),
    )


def _steps(found: Reply, told: Sequence[str], language: Language) -> Iterator[Rich]:
    """Each line of the steps as a formula under its name; one that is none stays as it is."""
    from solver.explain.steps import step_line
    from solver.formula_sheet import sheet_step

    known = {step_line(step, language): step for step in _derived(found)}
    for line in told:
        if line in known:
            step = sheet_step(known[line], language)
            yield joined(paragraph(step.name), formula(latex(step)))
        else:
            yield paragraph(line)


def _derived(found: Reply) -> Iterator[Step]:
    """Every step to what a reply says."""
    if isinstance(found, Contradiction):
        for conflict in found.conflicts:
            yield from (step for step in conflict.steps if not step.result.empty)
    if isinstance(found, Solution | Clarification | Contradiction):
        derived = found.derived if isinstance(found, Solution) else ()
        for answer in (*found.answers, *derived, *found.companions):
            yield from answer.steps
