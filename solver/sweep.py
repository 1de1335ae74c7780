"""One quantity at several values: a table of what was asked, a row for each value."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from solver.conditions import Conditions
from solver.derive import reconcile
from solver.faults import fault_of
from solver.problem import Ask, Known, NamedDataset, Problem
from solver.reading.sweeps.sweep import Sweep, read_sweep
from solver.relations import relations
from solver.results import Solution
from solver.solve import solve
from solver.solving import solve_problem
from solver.spans import Span
from solver.sweep_result import SweepResult, SweepRow

_IN_THE_TEXT = {"stated", "observed"}


def sweep(
    text: str, *, datasets: Sequence[NamedDataset] = (), previous: Problem | None = None
) -> SweepResult | None:
    """The answers to a question that names several values for one quantity; None where it is none.

    Every value must have its answers: otherwise something is missing, and `solve` asks for it.
    """
    found = read_sweep(text)
    if found is None:
        return None
    for question in (found.question, f"and {found.question}"):
        result = solve(question, datasets=datasets, previous=previous)
        if isinstance(result, Solution) and not result.claims:
            return _swept(result.problem, found)
    return None


def with_value(problem: Problem, known: Known) -> Problem:
    """The problem with another value for one quantity, be it of the whole or of one question.

    What was worked out from the old value gives way; what fits the new one stays.
    """
    problem = _without_claims(problem)
    if not _holds(problem.knowns, known) and any(_holds(a.given, known) for a in problem.asks):
        return replace(problem, asks=tuple(_asked_with(ask, known) for ask in problem.asks))
    old = {other.quantity: Span.of(other.value) for other in problem.knowns}
    old.pop(known.quantity, None)
    drop_last = bool(problem.drop_last)
    rules = relations(Conditions.naming({*old, known.quantity}, drop_last=drop_last))
    kept = reconcile(old, {known.quantity: Span.of(known.value)}, rules)
    fitting = tuple(other for other in problem.knowns if other.quantity in kept)
    return replace(problem, knowns=_in_place(fitting, known))


def _without_claims(problem: Problem) -> Problem:
    """The problem without numbers to check: they were worked out from the old value."""
    asked = tuple(ask for ask in problem.asks if not ask.claimed)
    claims = tuple(replace(ask, claimed=None) for ask in problem.asks)
    return replace(problem, asks=asked or claims, checks=False, wonders=False)


def _in_place(knowns: tuple[Known, ...], known: Known) -> tuple[Known, ...]:
    """The new value where the old one stood, so that what was read keeps its order."""
    if all(other.quantity != known.quantity for other in knowns):
        return (*knowns, known)
    return tuple(known if other.quantity == known.quantity else other for other in knowns)


def _asked_with(ask: Ask, known: Known) -> Ask:
    return replace(ask, given=_in_place(ask.given, known)) if _holds(ask.given, known) else ask


def _holds(knowns: Iterable[Known], known: Known) -> bool:
    return any(other.quantity == known.quantity for other in knowns)


def _swept(problem: Problem, found: Sweep) -> SweepResult | None:
    quantity = _quantity(problem, found)
    if quantity is None:
        return None
    rows = [_row_of(problem, Known(quantity, value)) for value in found.values]
    shared = replace(
        problem, knowns=tuple(known for known in problem.knowns if known.quantity != quantity)
    )
    complete = [row for row in rows if row is not None]
    return SweepResult(shared, quantity, tuple(complete)) if len(complete) == len(rows) else None


def _quantity(problem: Problem, found: Sweep) -> str | None:
    """What the example among the values was read as."""
    everything = (*problem.knowns, *(known for ask in problem.asks for known in ask.given))
    named = {
        known.quantity
        for known in everything
        if known.source in _IN_THE_TEXT
        and known.value == found.example
        and found.text in known.text
    }
    return named.pop() if len(named) == 1 else None


def _row_of(problem: Problem, known: Known) -> SweepRow | None:
    if fault_of(known):
        return None
    result = solve_problem(with_value(problem, known))
    if not isinstance(result, Solution) or any(answer.span is None for answer in result.answers):
        return None
    return SweepRow(known.value, result)
