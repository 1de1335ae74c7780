"""What is thought about a text in the thinker's process; nothing here knows Telegram."""

from dataclasses import dataclass, replace

from handlers.asking import road
from solver import Problem, Result, Solution
from solver.formula_sheet import FormulaSheet, formula_sheet
from solver.language import Language
from solver.solve import warned
from solver.solving import solve_problem
from trainer.comparison import Comparison
from trainer.config import RunConfig
from trainer.configuration import (
    Configuration,
    configuration_within,
    read_comparison,
    read_configuration,
)
from trainer.faults import Fault, InvalidRun

Setting = Configuration | Comparison | tuple[Fault, ...]


@dataclass(frozen=True)
class Thought:
    """What a text comes to.

    Attributes:
        outcome: where its road ends.
        setting: the training that a configuration in it sets, or what is wrong with that one.
    """

    outcome: road.Outcome
    setting: Setting | None


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
