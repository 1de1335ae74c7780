"""An effective batch that no whole number of batches makes: the nearest that can be made."""

from dataclasses import replace
from fractions import Fraction
from math import floor

from solver.problem import Ask, Known, Problem


def as_near_as_possible(problem: Problem) -> Problem | None:
    """The problem with the steps that come nearest to an effective batch, if asked for.

    None where the wanted batch can be made, or is smaller than one batch.
    """
    if not any(ask.quantity == "grad_accumulation" and not ask.given for ask in problem.asks):
        return None
    wanted, size = problem.value_of("effective_batch_size"), problem.value_of("batch_size")
    stated = problem.value_of("grad_accumulation")
    if stated is not None or not isinstance(wanted, int) or not isinstance(size, int) or size < 1:
        return None
    at_once = size * (problem.value_of("devices") or 1)
    if wanted <= at_once or wanted % at_once == 0:
        return None
    steps = floor(Fraction(wanted) / at_once + Fraction(1, 2))
    told = next(known for known in problem.knowns if known.quantity == "effective_batch_size")
    kept = tuple(known for known in problem.knowns if known is not told)
    asks = problem.asks
    if all(ask.quantity != "effective_batch_size" for ask in asks):
        asks = (*asks, Ask("effective_batch_size"))
    made = Known("grad_accumulation", steps, "assumed", told.text)
    return replace(problem, knowns=(*kept, made), asks=asks)
