"""The steps of a derivation: data only, which is made and sent about without SymPy."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.spans import Span

if TYPE_CHECKING:
    from sympy import Expr

    from solver.relation import Relation


@dataclass(frozen=True)
class Move:
    """One step of undoing: this expression lies in this span."""

    expression: "Expr"
    span: Span


@dataclass(frozen=True)
class Step:
    """One relation solved for one quantity."""

    relation: "Relation"
    unknown: str
    inputs: dict[str, Span]
    result: Span
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """A quantity that was stated, what follows for it from the rest, and how."""

    quantity: str
    stated: Span
    follows: Span
    steps: tuple[Step, ...]
