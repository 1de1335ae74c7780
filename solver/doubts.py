"""When to ask back: a question that was not understood, or not all of it."""

import re
from dataclasses import replace
from fractions import Fraction

from solver import amounts
from solver.claims import CONCLUDED
from solver.companions import WORTH_KNOWING
from solver.derive import derive
from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Problem
from solver.quantities import SHARES, SIZES
from solver.results import Answer, Clarification, Result, Solution
from solver.solving import contradicted, solve_problem
from solver.spans import exact
from solver.values import relations_of, values_of

MOST_CHOICES = 8
_OF_UNDERSTANDING = lazy_pattern(
    r"\b(?:should i|better|best|difference|mean(?:s|ing)?|recommend\w*|affect\w*|influence)\b"
    r"|区别|更好|合适|什么意思|影响|建议|推荐|什么是|是什么",
    re.IGNORECASE,
)
_SUM = lazy_pattern(r"\d\)? [+×/] \(?\d")
"""How a number was worked out in reading: (10000 - 100) / 100 + 1."""
_ENOUGH = 2
"""Quantities that must be stated before anything is offered that nobody asked for."""
_UNITS = (60, 3600, 86_400)
"""Seconds of a minute, of an hour and of a day."""
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
    """A solution that leaves numbers of the question aside is only an offer: it asks back.

    Where it says no, it says instead what does not fit together: the number left aside may be why.
    """
    if not isinstance(result, Solution):
        return result
    answers = (*result.answers, *result.derived, *result.companions)
    numbers = {amounts.number(a.span.value) for a in answers if a.span and a.span.value is not None}
    given = (known for ask in result.problem.asks for known in ask.given)
    numbers |= {_in_unit(a, unit) for a in answers for unit in _UNITS if _is_time(a)}
    told = " ".join(known.text for known in (*result.problem.knowns, *given))
    left = tuple(t for t in result.problem.unread if t not in numbers and not _says(told, t))
    left += _echoed(result.problem)
    if not left:
        return result
    if result.verdict is False:
        return contradicted(result)
    problem = replace(result.problem, unread=left)
    return Clarification(problem, (), result.answers, companions=result.companions)


def _says(told: str, number: str) -> bool:
    """Whether words hold a number, not only as a part of a longer one."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", told))


def _is_time(answer: Answer) -> bool:
    single = answer.span is not None and answer.span.value is not None
    return single and answer.quantity.startswith("time")


def _in_unit(answer: Answer, unit: int) -> str:
    """A time as somebody writes it without a unit: 43.75 for as many hours."""
    seconds = answer.span.value if answer.span else None
    return amounts.number(exact(round(Fraction(seconds or 0) / unit, 2)))


def _echoed(problem: Problem) -> tuple[str, ...]:
    """Counts that are asked for though they were stated: then something else is meant."""
    stated = {known.quantity for known in problem.knowns if known.source != "observed"}
    asked = (ask for ask in problem.asks if not (ask.claimed or ask.given))
    return tuple(ask.text for ask in asked if ask.quantity in stated & _ECHOES)


def undecided(problem: Problem) -> Clarification | None:
    """What is missing to check what somebody concludes, where nothing else is asked."""
    told = problem.knowns[-1:]
    concluded = [k for k in told if k.source == "claimed" and k.quantity in CONCLUDED]
    if not (problem.checks and concluded):
        return None
    rest = problem.knowns[:-1]
    asks = (Ask(concluded[0].quantity, text=concluded[0].text, claimed=concluded[0]),)
    result = solve_problem(replace(problem, knowns=rest, asks=asks))
    return result if isinstance(result, Clarification) and result.missing else None


def unsure(result: Result | None) -> Result | None:
    """What follows is only an offer to somebody who wants a yes or a no that was not found."""
    if not isinstance(result, Solution) or result.problem.wonders or result.verdict is not None:
        return result
    return Clarification(result.problem, (), result.answers, companions=result.companions)


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
    if not isinstance(result, Solution) or result.contrasts:
        return False
    answers = (*result.answers, *result.derived)
    if any(_is_worked_out(result.problem, answer.quantity) for answer in answers):
        return False
    return all(step.relation.trivial for answer in answers for step in answer.steps)


def _is_worked_out(problem: Problem, quantity: str) -> bool:
    """Whether a part of the data follows from its share, and is not the number that was said."""
    known = next((known for known in problem.knowns if known.quantity == quantity), None)
    if known is None or quantity not in SIZES | SHARES:
        return False
    if quantity in SIZES and problem.value_of("dataset_size") is None:
        return False
    said = known.text.replace(",", "")
    return str(known.value) not in said or bool(_SUM.search(said))
