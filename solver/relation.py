"""One relation between quantities: a SymPy equation with a name and a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from sympy import Eq, Expr, Symbol

from solver.language import Phrase
from solver.quantities import QUANTITIES

SYMBOLS: dict[str, Symbol] = {
    name: Symbol(quantity.symbol, integer=quantity.whole or None, nonnegative=True)
    for name, quantity in QUANTITIES.items()
}
QUANTITY_OF: dict[Symbol, str] = {symbol: name for name, symbol in SYMBOLS.items()}


@dataclass(frozen=True, eq=False)
class Relation:
    """One equation: a quantity on the left, an expression in others on the right.

    There is one object of each, made by `relation`, so that comparing them takes no time.
    """

    name: str
    equation: Eq
    sentence: Phrase

    def __reduce__(self) -> tuple[Callable[..., "Relation"], tuple[object, ...]]:
        """Sent to another process, it becomes the one object of that name there."""
        return relation, (self.name, self.left, self.right, *self.sentence)

    @cached_property
    def left(self) -> str:
        """The quantity that the equation defines."""
        return QUANTITY_OF[self.equation.lhs]

    @cached_property
    def right(self) -> Expr:
        """What it is equal to."""
        return self.equation.rhs

    @cached_property
    def trivial(self) -> bool:
        """It only says that all data is training data, which goes without a step."""
        return self.name == "split" and bool(self.right.is_Symbol)

    @cached_property
    def takes_full_batches(self) -> bool:
        """It holds only where no batch is smaller than the others."""
        return self.name == "samples of full batches"

    @cached_property
    def may_be_cut(self) -> bool:
        """It holds only up to a rounding, as where the last batch of tokens is smaller."""
        return self.name in {"tokens of the run", "tokens of the warm-up", "warm-up ratio"}

    @cached_property
    def quantities(self) -> frozenset[str]:
        """All quantities of the equation."""
        return frozenset(QUANTITY_OF[symbol] for symbol in self.equation.free_symbols)

    @cached_property
    def beside(self) -> dict[str, tuple[str, ...]]:
        """For each quantity, the others."""
        return {name: tuple(sorted(self.quantities - {name})) for name in self.quantities}


@cache
def relation(name: str, left: str, right: Expr, en: str, zh: str) -> Relation:
    """A relation that defines the left quantity, with its sentence in both languages."""
    return Relation(name, Eq(SYMBOLS[left], right, evaluate=False), Phrase(en, zh))


def letters(*names: str) -> tuple[Symbol, ...]:
    """The symbols of quantities, to write an equation with."""
    return tuple(SYMBOLS[name] for name in names)
