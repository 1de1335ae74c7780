"""A text, or a problem, becomes a solution, a question back, or a contradiction."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver import pasted
from solver.compare_runs import compare_runs
from solver.contrasts import contrasted
from solver.derive import contradiction, derive
from solver.doubts import in_doubt, offered, only_repeats, undecided, unsure, which_one, wondered
from solver.faults import fault_of
from solver.follow_up import follow_up
from solver.formula_claims import check_formula
from solver.frameworks.defaults import with_default_batch
from solver.language import detect
from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Known, NamedDataset, Problem
from solver.quantities import DATA
from solver.reading.asked.ended_asks import takes_as_equivalent, takes_as_same
from solver.reading.read import read, with_faults
from solver.reading.runs.several import read_runs
from solver.reading.stated.roles import assign
from solver.reading.tokens.scan import scan
from solver.results import Contradiction, Result, Solution
from solver.same_count import earlier, with_same_count
from solver.solving import solve_problem
from solver.values import held_values, relations_of, values_of
from solver.warnings import warnings

_OTHER_QUESTION = lazy_pattern(
    r"\b(?:does|do|did|is|are|should|can|could|will|would|why|which|what|better|how)\b"
    r"|吗|什么|哪|是否|还是|怎么|如何|为何",
    re.IGNORECASE,
)
_OF_A_SCRIPT = ("iterations_per_epoch",)
_USUAL_ASKS = ("iterations_per_epoch", "total_iterations", "epochs")


def solve(
    text: str,
    *,
    datasets: Sequence[NamedDataset] = (),
    previous: Problem | None = None,
) -> Result | None:
    """Answer a question in English or Chinese; None where it is no exercise.

    With the previous problem of a chat, "and with batch size 128?" changes one of its knowns.
    """
    scanned = scan(text, datasets)
    roles = assign(scanned)
    runs = read_runs(scanned, roles)
    if runs:
        return compare_runs(runs, detect(text))
    problem = read(scanned, roles, detect(text))
    problem = replace(problem, pasted=pasted.as_text(scanned.settings))
    problem = _followed_up(text, problem, previous)
    if problem.faults:
        return Contradiction(problem, faults=problem.faults) if problem.knowns else None
    if problem.rivals and problem.asks:
        return which_one(problem)
    return _answered(problem, text, code=scanned.settings.kind != "prose")


def _answered(problem: Problem, text: str, *, code: bool) -> Result | None:
    """The answer to a problem in which nothing is wrong; `code` where some of it is pasted."""
    if problem.formula and (problem.checks or not problem.asks):
        return check_formula(problem, solve_problem)
    problem = with_default_batch(problem)
    bare = code and problem.asks and all(ask.claimed for ask in problem.asks)
    if bare and not (problem.checks or problem.wonders or _OTHER_QUESTION.search(text)):
        problem = replace(problem, asks=problem.asks + _of_a_script(problem))
    if not (problem.asks or _OTHER_QUESTION.search(text)):
        problem = replace(problem, asks=_usual_asks(problem))
    told = problem.knowns or problem.letters
    if not (told or any(ask.given for ask in problem.asks)):
        return None
    if not problem.asks and code:
        problem = replace(problem, asks=_of_a_script(problem))
    if not problem.asks:
        return _without_question(problem, text)
    result = solve_problem(problem)
    if takes_as_same(text) or takes_as_equivalent(text):
        result = _compared(problem, result)
    result = contrasted(result, text)
    if only_repeats(result):
        return offered(problem, text)
    return warned(in_doubt(result))


def _compared(problem: Problem, result: Result) -> Result:
    """The result with a check whether a number stays the same, where two runs were solved."""
    ask = earlier(problem)
    same = (a for a in result.answers if ask and a.given == ask.given)
    spans = [a.span for a in same if ask and a.quantity == ask.quantity]
    value = spans[0].value if spans and spans[0] else None
    if ask is None or value is None or not isinstance(result, Solution):
        return result
    return solve_problem(with_same_count(problem, Known(ask.quantity, value, "claimed", ask.text)))


def _followed_up(text: str, problem: Problem, previous: Problem | None) -> Problem:
    """The problem, with what holds of the one before it in a chat."""
    if previous is None:
        return problem
    language = detect(text, previous.language)
    return with_faults(replace(follow_up(text, problem, previous), language=language))


def _without_question(problem: Problem, text: str) -> Result | None:
    """What a text is told that states numbers, but asks for none that was understood."""
    impossible = _impossible(problem)
    if impossible:
        return impossible
    if not (problem.wonders or problem.checks):
        return offered(problem, text)
    return undecided(problem) or unsure(wondered(problem))


def _impossible(problem: Problem) -> Contradiction | None:
    """What cannot be true together, where nothing is asked: parts that are more than the whole."""
    conflict = contradiction(held_values(problem), relations_of(problem, drop_last=False))
    rough = any(known.about for known in problem.knowns)
    if conflict is None or rough or problem.value_of(conflict.quantity) is None:
        return None
    return Contradiction(problem, conflicts=(conflict,))


def warned(result: Result) -> Result:
    """The result with what will go wrong in the pasted code or settings behind its problem."""
    problem = result.problem
    if not problem.pasted:
        return result
    values = derive(
        held_values(problem), relations_of(problem, drop_last=bool(problem.drop_last))
    ).values
    counts = {n: s.value for n, s in values.items() if isinstance(s.value, int)}
    settings = pasted.with_values(pasted.from_text(problem.pasted), problem.knowns)
    return replace(result, warnings=warnings(settings, counts))


def _of_a_script(problem: Problem) -> tuple[Ask, ...]:
    """What somebody wants who pastes a script and asks nothing: epochs where it counts steps."""
    stated = {known.quantity for known in problem.knowns}
    counts_steps = "total_iterations" in stated and "epochs" not in stated
    total = ("total_iterations",) if "epochs" in stated and not counts_steps else ()
    names = (*_OF_A_SCRIPT, "epochs") if counts_steps else (*_OF_A_SCRIPT, *total)
    return tuple(Ask(name) for name in names)


def fill(problem: Problem, quantity: str, value: int) -> Result:
    """Solve a problem again with one more quantity known, as after a question back."""
    known = Known(quantity, value, "stated", str(value))
    fault = fault_of(known)
    if fault:
        return Contradiction(problem, faults=(fault,))
    asks = tuple(
        dict.fromkeys(
            replace(ask, given=tuple(g for g in ask.given if g.quantity != quantity))
            for ask in problem.asks
        )
    )
    return warned(solve_problem(replace(problem.with_known(known), asks=asks, rivals=())))


def _usual_asks(problem: Problem) -> tuple[Ask, ...]:
    """What somebody wants who states a data set and a batch size and asks nothing."""
    stated = {known.quantity for known in problem.knowns}
    if not stated & DATA or not stated & {"batch_size"}:
        return ()
    wanted = [name for name in _USUAL_ASKS if name not in stated]
    rules = relations_of(problem, drop_last=bool(problem.drop_last))
    reachable = derive(values_of(problem.knowns), rules).values
    return tuple(Ask(name) for name in wanted if name in reachable)
