"""Values in Python code, worked out from its syntax tree; nothing is ever executed."""

import ast
import math
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol, TypeGuard

from solver.reading.code.setting_values import decimal
from solver.reading.tokens.numbers import LARGEST_EXPONENT
from solver.spans import Exact, exact

DEEPEST = 40
"""Expressions within expressions that are still worked out."""
_LEAVES = {ast.Name, ast.Constant, ast.alias}
_LARGEST = 10**LARGEST_EXPONENT


@dataclass(frozen=True)
class Data:
    """Samples, or batches of them.

    Attributes:
        size: how many samples; None where nobody knows.
        node: the expression that says the size.
        batch_size: samples of a batch, where they come in batches.
        drop_last: whether an incomplete last batch is left out.
        batches: how many batches are taken, where that is limited.
    """

    size: Exact | None
    node: ast.expr | None = None
    batch_size: Exact | None = None
    drop_last: bool = False
    batches: Exact | None = None

    @property
    def length(self) -> Exact | None:
        """What `len` gives: samples, or batches."""
        if self.batch_size is None:
            return self.size
        if not self.size or not self.batch_size:
            return self.batches
        rounded = math.floor if self.drop_last else math.ceil
        whole = rounded(Fraction(self.size) / self.batch_size)
        return whole if self.batches is None else min(whole, self.batches)

    def first(self, count: Exact) -> "Data":
        """The first samples, or the first batches."""
        if self.batch_size is not None:
            known = self.length
            return replace(self, batches=count if known is None else min(known, count))
        return replace(self, size=count if self.size is None else min(self.size, count))


Value = Exact | Data | tuple["Value", ...] | None
_OPERATIONS: dict[type[ast.operator], Callable[[Exact, Exact], Exact]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: Fraction(a) / b,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Exact, Exact], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def is_number(value: Value) -> TypeGuard[Exact]:
    """Whether a value is a number."""
    return isinstance(value, int | Fraction)


def constant(value: object) -> Exact | None:
    """The exact value of a literal number."""
    if isinstance(value, bool | int):
        return value if abs(value) < _LARGEST else None
    return decimal(repr(value)) if isinstance(value, float) and math.isfinite(value) else None


def combined(sign: ast.operator, left: Value, right: Value) -> Value:
    """The result of arithmetic on two numbers; None where it is none, or too large."""
    if not (is_number(left) and is_number(right)):
        return None
    if isinstance(sign, ast.Pow):
        return _power(left, right)
    operation = _OPERATIONS.get(type(sign))
    if operation is None or (not right and isinstance(sign, ast.Div | ast.FloorDiv | ast.Mod)):
        return None
    result = exact(operation(left, right))
    return result if abs(result) < _LARGEST else None


def _power(base: Exact, exponent: Exact) -> Exact | None:
    power = int(exponent)
    digits = len(str(Fraction(base).numerator)) + len(str(Fraction(base).denominator))
    if power != exponent or digits * abs(power) > LARGEST_EXPONENT or (not base and power < 0):
        return None
    return exact(Fraction(base) ** power)


def compared(sign: ast.cmpop, left: Value, right: Value) -> bool | None:
    """Whether a comparison of two numbers holds; None where nobody knows."""
    comparison = _COMPARISONS.get(type(sign))
    if comparison is None or not (is_number(left) and is_number(right)):
        return None
    return comparison(left, right)


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes right under a node; quicker than what `ast` offers."""
    found: list[ast.AST] = []
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found += [each for each in value if isinstance(each, ast.AST)]
        elif isinstance(value, ast.AST) and name not in {"ctx", "op"}:
            found.append(value)
    return found


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all under it, level by level."""
    level = [node]
    while level:
        yield from level
        level = [child for each in level if type(each) not in _LEAVES for child in children(each)]


def dotted(node: ast.AST) -> str:
    """The name that an expression writes, such as `args.batch_size`; empty for other ones.

    `config["batch_size"]` is the name config.batch_size.
    """
    parts: list[str] = []
    for _ in range(DEEPEST):
        if isinstance(node, ast.Name):
            return ".".join([node.id, *reversed(parts)])
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            parts.append(str(node.slice.value)[:60])
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            break
    return ".".join(reversed(parts))


def last_name(node: ast.AST) -> str:
    """The last part of the name that an expression writes."""
    return dotted(node).rpartition(".")[2]


class Scope(Protocol):
    """What a call can ask of the code around it, and tell it."""

    def evaluate(self, node: ast.expr) -> Value:
        """The value of an expression, as far as it is known."""
        ...

    def note(
        self,
        quantity: str,
        node: ast.AST,
        value: Value,
        name: str = "",
        until: ast.AST | None = None,
    ) -> None:
        """Keep a setting with the place that says it, which ends where another node ends."""
        ...

    def set(self, name: str, value: Value) -> None:
        """Give a name a value."""
        ...

    def fact(self, name: str, node: ast.AST) -> None:
        """Keep something else that the code shows."""
        ...

    def about_held_out(self, node: ast.AST) -> bool:
        """Whether an expression, or what it is given to, is about validation or test data."""
        ...
