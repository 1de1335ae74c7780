"""The whole road of a question: a formula, a log, several values at once, or an exercise."""

from collections.abc import Sequence

from solver.as_json import Json, as_json
from solver.contrasts import of_two_rows
from solver.explain import formulas as formula_words
from solver.explain.explanation import Explanation
from solver.explain.log_reports import explain_report, report_as_json
from solver.explain.results import explain
from solver.explain.sweeps import explain_sweep
from solver.formulas import solve_formula
from solver.formulas.worked import WorkedSolution
from solver.language import Language
from solver.log_report import find_log, report
from solver.log_result import LogReport
from solver.problem import NamedDataset, Problem
from solver.replies import Reply
from solver.solve import solve
from solver.sweep import sweep
from solver.sweep_json import sweep_as_json
from solver.sweep_result import SweepResult


def reply(
    text: str, *, datasets: Sequence[NamedDataset] = (), previous: Problem | None = None
) -> Reply | None:
    """Answer whatever the solver can answer; None where a text is none of that."""
    return (
        solve_formula(text)
        or of_two_rows(sweep(text, datasets=datasets, previous=previous), text)
        or _about_a_log(text, datasets)
        or solve(text, datasets=datasets, previous=previous)
    )


def _about_a_log(text: str, datasets: Sequence[NamedDataset]) -> Reply | None:
    """What a log in the text says, and what follows with it."""
    history = find_log(text)
    return report(text, history, datasets) if history else None


def explain_reply(told: Reply, language: Language | None = None) -> Explanation:
    """A reply in words, in the language of the question unless another is wanted."""
    if isinstance(told, WorkedSolution):
        return formula_words.explain(told, language)
    if isinstance(told, SweepResult):
        return explain_sweep(told, language)
    if isinstance(told, LogReport):
        return explain_report(told, language)
    return explain(told, language)


def reply_as_json(told: Reply, language: Language | None = None) -> Json:
    """The object of the command line's contract for a reply."""
    if isinstance(told, WorkedSolution):
        return formula_words.as_json(told, explain_reply(told, language), language)
    if isinstance(told, SweepResult):
        return sweep_as_json(told, language)
    if isinstance(told, LogReport):
        return report_as_json(told, language)
    return as_json(told, explain(told, language), language)
