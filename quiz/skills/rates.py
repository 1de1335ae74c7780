"""Learning rates from the solver's formulas."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from solver.formulas import scaling, schedules
from solver.formulas.worked import Exact, Worked
from solver.reading.formulas.question import FormulaQuestion, Read

_KEPT = 512


def scheduled(kind: str, place: Exact, **values: Exact) -> Fraction:
    """The rate at a step or epoch of a schedule.

    Args:
        kind: of schedule, as the solver's formulas call it.
        place: the step or epoch.
        values: what the schedule needs, by the names of the solver's formulas.
    """
    return _worked(schedules.work, kind, place=place, **values)


def scaled(rule: str, rate: Exact, old_batch_size: int, new_batch_size: int) -> Fraction:
    """The rate after a change of the batch size, by the rule of this name."""
    sizes = {"old_batch_size": old_batch_size, "new_batch_size": new_batch_size}
    return _worked(scaling.work, rule, learning_rate=rate, **sizes)


@lru_cache(_KEPT)
def _worked(
    work: Callable[[FormulaQuestion], tuple[Worked, ...]], option: str, **values: Exact
) -> Fraction:
    read = tuple(Read(name, name, (value,), "") for name, value in values.items())
    question = FormulaQuestion("", ("learning_rate",), read, frozenset({option}))
    (answer,) = work(question)
    if answer.value is None or isinstance(answer.value, float):
        raise ValueError(f"{option} has no exact rate at {values}")
    return Fraction(answer.value)
