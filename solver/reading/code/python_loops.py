"""Loops over batches: bounds that are rounded down, breaks, and what is done every so many."""

import ast
import re
from collections.abc import Callable, Iterator

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.python_values import Value, dotted, is_number, last_name, walk
from solver.reading.code.setting_names import meaning
from solver.spans import Exact

Loop = ast.For | ast.AsyncFor
_BATCHES = lazy_pattern(r"load|(?:^|_)dl$|data|(?:^|_)ds$|batches|gen", re.IGNORECASE)
_TRAINS = {"step", "backward", "train_on_batch", "train_step", "training_step", "run", "minimize"}
_WITH_START = 3
"""Arguments of `islice` up to where it stops, when it is told where to start."""
_STARTS_AT = 2
"""The arguments of `enumerate` when it does not count from zero."""


def rounds_down(node: ast.expr) -> bool:
    """Whether an expression is `n // b` or `int(n / b)`."""
    if isinstance(node, ast.Call) and last_name(node.func) in {"int", "floor"} and node.args:
        inner = node.args[0]
        return isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Div | ast.FloorDiv)
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv)


def cuts_batches(node: ast.expr) -> bool:
    """Whether an expression is samples divided by a batch size, rounded or not."""
    while isinstance(node, ast.Call) and len(node.args) == 1:
        node = node.args[0]
    divides = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv)
    by = node.right if isinstance(node, ast.BinOp) and divides else None
    return by is not None and meaning(dotted(by)) == "batch_size"


def goes_over_batches(loop: ast.AST) -> bool:
    """Whether a loop takes what a data loader gives."""
    if not isinstance(loop, ast.For | ast.AsyncFor):
        return False
    names = (dotted(each) for each in walk(loop.iter) if isinstance(each, ast.Name | ast.Attribute))
    return any(_BATCHES.search(name) for name in names)


def trains(loop: ast.AST) -> bool:
    """Whether something in a loop updates weights."""
    return any(isinstance(e, ast.Call) and last_name(e.func) in _TRAINS for e in walk(loop))


def counter_of(loop: ast.AST) -> tuple[str, Exact] | None:
    """The name that counts the batches of `enumerate(loader)`, and its first value."""
    if not isinstance(loop, ast.For | ast.AsyncFor) or not isinstance(loop.iter, ast.Call):
        return None
    call = loop.iter
    while last_name(call.func) == "tqdm" and call.args and isinstance(call.args[0], ast.Call):
        call = call.args[0]
    name = dotted(loop.target)
    if last_name(call.func) == "enumerate" and isinstance(loop.target, ast.Tuple):
        starts = [word.value for word in call.keywords if word.arg == "start"]
        starts += call.args[1:_STARTS_AT]
        first = starts[0] if starts else ast.Constant(0)
        value = first.value if isinstance(first, ast.Constant) else None
        return (dotted(loop.target.elts[0]), value) if isinstance(value, int) else None
    return (name, 0) if last_name(call.func) in {"range", "trange"} and name else None


def broken_off(
    loop: Loop, evaluate: Callable[[ast.expr], Value]
) -> Iterator[tuple[ast.If, ast.Break, Exact]]:
    """`if i == 200: break`: after how many batches a loop ends."""
    counter = counter_of(loop)
    for place, node in enumerate(loop.body if counter else ()):
        last = node.body[-1] if isinstance(node, ast.If) and node.body else None
        if not (isinstance(node, ast.If) and isinstance(last, ast.Break) and counter):
            continue
        met = _first_met(node.test, counter[0], evaluate)
        if met is not None:
            yield node, last, met - counter[1] + (1 if place else 0)


def sliced(loop: Loop, evaluate: Callable[[ast.expr], Value]) -> Iterator[tuple[ast.Call, Exact]]:
    """`for x, y in islice(loader, 100)`: how many batches are taken of a loader."""
    for call in walk(loop.iter):
        if isinstance(call, ast.Call) and last_name(call.func) == "islice":
            *start, stop = [evaluate(bound) for bound in call.args[1:_WITH_START]] or [None]
            first = start[0] if start else 0
            if is_number(first) and is_number(stop) and stop > first:
                yield call, stop - first


def _first_met(test: ast.expr, name: str, evaluate: Callable[[ast.expr], Value]) -> Exact | None:
    """The first value of a counter for which a comparison holds."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    left, value = test.left, evaluate(test.comparators[0])
    shift = evaluate(left.right) if isinstance(left, ast.BinOp) else 0
    counted = left.left if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Add) else left
    if dotted(counted) != name or not (is_number(value) and is_number(shift)):
        return None
    if isinstance(test.ops[0], ast.Eq | ast.GtE):
        return value - shift
    return value - shift + 1 if isinstance(test.ops[0], ast.Gt) else None


def done_from_first(loop: ast.AST, test: ast.expr) -> bool | None:
    """Whether `i % 100 == 0` holds for the first batch of an epoch; None for other counters.

    A counter that starts anew in each epoch meets `(i + 1) % 100 == 0` only after full hundreds.
    """
    counter = counter_of(loop)
    for node in walk(test):
        if not (counter and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)):
            continue
        left, shift = node.left, counter[1]
        if isinstance(left, ast.BinOp) and isinstance(left.right, ast.Constant):
            left, shift = left.left, shift + 1
        if dotted(left) != counter[0]:
            return None
        return shift == 0 and _with_zero(test)
    return None


def _with_zero(test: ast.expr) -> bool:
    """Whether a remainder is compared with zero, as in `i % n == 0` and `not i % n`."""
    compared = [node for node in walk(test) if isinstance(node, ast.Compare)]
    with_zero = compared and isinstance(compared[0].comparators[0], ast.Constant)
    return not compared or bool(with_zero and compared[0].comparators[0].value == 0)  # type: ignore[attr-defined]
