"""A formula in words is checked: with the numbers that are known, or in letters."""

from collections.abc import Callable
from dataclasses import replace

from solver.problem import Ask, Problem
from solver.quantities import QUANTITIES
from solver.reading.sums.formula_check import with_values
from solver.results import Result

_SAME = {"dataset_size": "train_size"}


def check_formula(problem: Problem, solve: Callable[[Problem], Result]) -> Result | None:
    """What a formula in words should be; what it gives too, where its numbers are known.

    None where it names nothing that is known here.
    """
    if problem.formula is None:
        return None
    formula = with_values(problem.formula, problem.knowns)
    names = [name for name in (*formula.above, *formula.below) if name in QUANTITIES]
    if not names:
        return None
    held = {known.quantity for known in problem.knowns}
    held |= {"train_size"} & {_SAME.get(name, name) for name in held}
    letters = tuple(dict.fromkeys((*problem.letters, *(n for n in names if n not in held))))
    asks = problem.asks or (Ask(formula.quantity),)
    return solve(replace(problem, formula=formula, letters=letters, asks=asks))
