"""Mistakes about the counts of a run, where another computation invites them too."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from solver.misconceptions.runs import RUNS
from solver.mistaking import Slip

_SENTENCES = {one.name: one.sentence for one in RUNS}

Wrong = Callable[[Mapping[str, Fraction]], int | Fraction]


def again(name: str, wrong: Wrong) -> Slip:
    """A known mistake with its known sentence, made with the numbers of another question."""
    return Slip(name, _SENTENCES[name], wrong)
