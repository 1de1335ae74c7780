"""The values that a problem gives, and the relations that hold for it."""

from collections.abc import Iterable

from solver.conditions import Conditions
from solver.problem import Known, Problem
from solver.quantities import ONE_UNLESS_SAID
from solver.relations import Relation, relations
from solver.spans import Span


def roughly(known: Known) -> Span:
    """The value, or the range of a few percent around a rough one."""
    if not known.about:
        return Span.of(known.value)
    return Span(known.value * 47 // 50, known.value * 53 // 50 + 1)


def relations_of(problem: Problem, *, drop_last: bool) -> tuple[Relation, ...]:
    """The relations that hold for everything that a problem gives or asks."""
    stated = [*problem.knowns, *(known for ask in problem.asks for known in ask.given)]
    named = {known.quantity for known in stated if not goes_without_saying(known)}
    named |= {ask.quantity for ask in problem.asks} | set(problem.letters)
    return relations(Conditions.naming(named, drop_last=drop_last))


def values_of(knowns: Iterable[Known]) -> dict[str, Span]:
    """The values to derive from; a single device, or no accumulation, goes without saying."""
    return {k.quantity: Span.of(k.value) for k in knowns if not goes_without_saying(k)}


def held_values(problem: Problem) -> dict[str, Span]:
    """The values that a problem gives, as ranges where they are taken roughly."""
    if not problem.roughly:
        return values_of(problem.knowns)
    return {k.quantity: _rough(k) for k in problem.knowns if not goes_without_saying(k)}


def _rough(known: Known) -> Span:
    """An epoch more or less where iterations end inside one; a few percent for a rough number."""
    if known.quantity == "epochs":
        return Span(max(known.value - 1, 0), known.value + 1, low_open=True, high_open=True)
    return roughly(known)


def goes_without_saying(known: Known) -> bool:
    """Whether it says that there is only one: one device, no accumulation."""
    return known.quantity in ONE_UNLESS_SAID and known.value == 1
