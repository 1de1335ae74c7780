"""Small formulas, worked out in visible steps: metrics, losses, layers, memory, schedules."""

from collections.abc import Callable, Mapping

from solver.formulas import (
    activations,
    descent,
    losses,
    memory,
    metrics,
    networks,
    scaling,
    schedules,
)
from solver.formulas.worked import Note, Worked, WorkedSolution
from solver.language import detect
from solver.reading.formulas.ask import read_formulas
from solver.reading.formulas.question import FormulaQuestion

__all__ = ["Note", "Worked", "WorkedSolution", "solve_formula"]

_FAMILIES: Mapping[str, Callable[[FormulaQuestion], tuple[Worked, ...]]] = {
    "activations": activations.work,
    "descent": descent.work,
    "losses": losses.work,
    "memory": memory.work,
    "metrics": metrics.work,
    "networks": networks.work,
    "scaling": scaling.work,
    "schedules": schedules.work,
}


def solve_formula(text: str) -> WorkedSolution | None:
    """Work out the formula that a question asks for; None where it asks for none of ours."""
    questions = read_formulas(text)
    answers = tuple(answer for q in questions for answer in _FAMILIES[q.family](q))
    if not answers:
        return None
    read = tuple(read for question in questions for read in question.read)
    return WorkedSolution(detect(text), answers, read)
