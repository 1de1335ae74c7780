"""When to ask back: a question that was not understood, or not all of it."""

import re
from dataclasses import replace

from solver import notation
from solver.companions import WORTH_KNOWING
from solver.derive import derive
from solver.problem import Ask, Problem
from solver.quantities import SIZES
from solver.results import Clarification, Result, Solution
from solver.solving import solve_problem
from solver.values import relations_of, values_of

MOST_CHOICES = 8
_OF_UNDERSTANDING = re.compile(
    r"\b(?:should i|better|best|difference|mean(?:s|ing)?|recommend\w*|affect\w*|influence)\b"
    r"|区别|更好|合适|什么意思|影响|建议|推荐|什么是|是什么",
    re.IGNORECASE,
)
_ENOUGH = 2
"""Quantities that must be stated before anything is offered that nobody asked for."""
_ECHOES = {"batches_per_epoch", "iterations_per_epoch", "val_batches"}


def offered(problem: Problem, text: str) -> Clarification | None:
    """What follows from the numbers of a question that was not understood; it asks what is meant.

    None for questions of understanding, and where hardly anything was stated.
    """
    stated = {known.quantity for known in problem.knowns}
    if len(stated) < _ENOUGH or stated <= SIZES or _OF_UNDERSTANDING.search(text):
        return None
    result = wondered(problem)
    if not isinstance(result, Solution) or only_repeats(result):
        return None
    return Clarification(problem, (), result.answers, companions=result.companions)


def in_doubt(result: Result) -> Result:
    """A solution that leaves numbers of the question aside is only an offer: it asks back."""
    if not isinstance(result, Solution) or result.verdict is False:
        return result
    answers = (*result.answers, *result.derived, *result.companions)
    numbers = {
        notation.number(a.span.value) for a in answers if a.span and a.span.value is not None
    }
    told = " ".join(known.text for known in result.problem.knowns)
    left = tuple(t for t in result.problem.unread if t not in numbers and t not in told)
    left += _echoed(result.problem)
    if not left:
        return result
    problem = replace(result.problem, unread=left)
    return Clarification(problem, (), result.answers, companions=result.companions)


def _echoed(problem: Problem) -> tuple[str, ...]:
    """Counts that are asked for though they were stated: then something else is meant."""
    stated = {known.quantity for known in problem.knowns if known.source != "observed"}
    asked = (ask for ask in problem.asks if not (ask.claimed or ask.given))
    return tuple(ask.text for ask in asked if ask.quantity in stated & _ECHOES)


def wondered(problem: Problem) -> Result | None:
    """All that follows, for somebody who asks why, or whether, without saying of what."""
    values = values_of(problem.knowns)
    follows = derive(values, relations_of(problem, drop_last=bool(problem.drop_last))).values
    wanted = [name for name in WORTH_KNOWING if name in follows and name not in values]
    if not wanted:
        return None
    return solve_problem(replace(problem, asks=tuple(Ask(name) for name in wanted[:3])))


def which_one(problem: Problem) -> Clarification:
    """Several values for one quantity: which is meant is asked, never guessed."""
    values = dict.fromkeys(known.value for known in problem.rivals)
    choices = tuple(value for value in values if isinstance(value, int))
    return Clarification(problem, (problem.rivals[0].quantity,), (), choices[:MOST_CHOICES])


def only_repeats(result: Result) -> bool:
    """Whether it says nothing but what was stated: then the question was not understood."""
    if not isinstance(result, Solution):
        return False
    answers = (*result.answers, *result.derived)
    if any(_is_worked_out(result.problem, answer.quantity) for answer in answers):
        return False
    return all(step.relation.trivial for answer in answers for step in answer.steps)


def _is_worked_out(problem: Problem, quantity: str) -> bool:
    """Whether a part of the data follows from its share, and is not the number that was said."""
    known = next((known for known in problem.knowns if known.quantity == quantity), None)
    if known is None or quantity not in SIZES or problem.value_of("dataset_size") is None:
        return False
    return str(known.value) not in known.text.replace(",", "")
