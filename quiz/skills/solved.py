"""Answers from the solver's textbook: one relation, solved for one quantity, in whole numbers."""

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from solver.conditions import Conditions
from solver.spans import Span

if TYPE_CHECKING:
    from solver.relation import Relation


def span(name: str, unknown: str, *, drop_last: bool = False, **knowns: int | Fraction) -> Span:
    """All values of a quantity that a relation leaves possible.

    Args:
        name: of the relation, as the textbook calls it.
        unknown: the quantity; its standard name, like those of the knowns.
        drop_last: whether an incomplete last batch is dropped.
        knowns: every other quantity of the relation.
    """
    from solver.inversion import solve_for

    one = _relation(name, frozenset({unknown, *knowns}), drop_last=drop_last)
    return solve_for(one, unknown, {known: Span.of(value) for known, value in knowns.items()})[0]


def solved(
    name: str, unknown: str, *, drop_last: bool = False, **knowns: int | Fraction
) -> Fraction:
    """The one value that a relation leaves possible.

    Raises:
        ValueError: there are several.
    """
    value = span(name, unknown, drop_last=drop_last, **knowns).value
    if value is None:
        raise ValueError(f"{name} does not determine {unknown}")
    return Fraction(value)


@cache
def _relation(name: str, quantities: frozenset[str], *, drop_last: bool) -> "Relation":
    from solver.relations import relations

    conditions = Conditions.naming(quantities, drop_last=drop_last)
    return next(one for one in relations(conditions) if one.name == name)
