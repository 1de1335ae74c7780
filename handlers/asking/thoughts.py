"""What is thought about a text in the thinker's process; nothing here knows Telegram."""

from dataclasses import replace
from functools import lru_cache

from handlers.asking import road
from handlers.asking.outcomes import Setting, Thought
from solver.formula_sheet import formula_sheet
from solver.language import Language
from solver.problem import Problem
from solver.results import Result, Solution
from solver.sheet import FormulaSheet
from solver.solve import warned
from solver.solving import solve_problem
from trainer.config import RunConfig
from trainer.configuration import (
    configuration_within,
    read_comparison,
    read_configuration,
)
from trainer.faults import InvalidRun

_RECENT = 128
"""So many texts are remembered with what they came to; one that is flipped comes again."""


@lru_cache(_RECENT)
def think(
    text: str,
    previous: Problem | None = None,
    config: RunConfig | None = None,
    table: str | None = None,
) -> Thought:
    """Take a text down the road, and look for a configuration in it."""
    return Thought(road.take(text, previous, config, table), setting_of(text, table))


def setting_of(text: str, table: str | None = None) -> Setting | None:
    """The training that a configuration in a text sets, or what is wrong with it."""
    written = configuration_within(text) or text
    try:
        return read_comparison(written) or read_configuration(written, table)
    except InvalidRun as refusal:
        return tuple(refusal.faults)


def solved(problem: Problem) -> Result:
    """What follows from a problem now, with the warnings about the code behind it."""
    return warned(solve_problem(problem))


def formulas(problem: Problem, language: Language) -> tuple[Solution, FormulaSheet | None] | None:
    """The solution of a problem and its formulas in a language; None where it has no solution."""
    result = solve_problem(replace(problem, language=language))
    return (result, formula_sheet(result, language)) if isinstance(result, Solution) else None
