"""Statements of Python code, from top to bottom: assignments, loops, classes and functions."""

import ast
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.python_expressions import Expressions
from solver.reading.code.python_loops import (
    broken_off,
    cuts_batches,
    goes_over_batches,
    rounds_down,
    sliced,
    trains,
)
from solver.reading.code.python_values import (
    Data,
    Value,
    children,
    combined,
    dotted,
    is_number,
    last_name,
)
from solver.reading.code.setting_names import DROP_LAST, Entry, is_bare, meaning
from solver.spans import Exact

_DEEPEST = 60
"""Statements within statements that are still read."""
_EPOCH = lazy_pattern(r"_?(?:n_?)?(?:epochs?|ep|epoch_(?:num|i|idx|id))", re.IGNORECASE)
_STEP = lazy_pattern(r"_?(?:global_)?(?:step|iteration|iter|it|i_iter|iter_num)", re.IGNORECASE)
_BATCH = lazy_pattern(r"_?(?:batch|i_batch|batch_i|batch_idx|batch_index)", re.IGNORECASE)
_USUAL_NAMES = {
    "train_size": lazy_pattern(
        r"x|(?:x|data|inputs?|features|dataset)(?:_train)?"
        r"|train(?:ing)?|train_(?:x|data|set|dataset|ds|gen|generator)"
    ),
    "val_size": lazy_pattern(
        r"val|valid|validation|dev|(?:x|data|dataset)_(?:val|valid|validation|dev)"
        r"|(?:val|valid|validation|dev)_(?:x|data|set|dataset|ds|gen|generator)"
    ),
    "test_size": lazy_pattern(r"test|(?:x|data|dataset)_test|test_(?:x|data|set|dataset|ds)"),
}
_HELD_OUT = {"val_size", "test_size"}
_COUNTS_OF_BATCHES = {"batches_per_epoch", "iterations_per_epoch", "total_iterations"}
_WITH_STEP = 3


class Reader(Expressions):
    """Reads statements, and keeps the settings and facts that they show."""

    def __init__(self, line_starts: Sequence[int]) -> None:
        super().__init__(line_starts)
        self._rounded: set[str] = set()
        """Names of counts of batches that were rounded down."""

    _within = 0
    _loops: tuple[str, ...] = ()
    _perhaps = False
    """Whether what is read may not happen: then it changes nothing that is known."""

    def read(self, statements: Sequence[ast.stmt]) -> None:
        """Every statement of a block, in order."""
        if self._within > _DEEPEST:
            return
        self._within += 1
        for statement in statements:
            read: Callable[[ast.stmt], None]
            read = getattr(self, "_" + type(statement).__name__.lower(), self._any)
            read(statement)
        self._within -= 1

    def finish(self, told: Mapping[str, Exact]) -> None:
        """Where nothing else says how large a part is, a variable with its usual name does."""
        whole = told.get("dataset_size")
        for quantity, names in _USUAL_NAMES.items():
            if quantity not in told and (quantity == "train_size" or not _HELD_OUT & told.keys()):
                self._measure_named(quantity, names, whole)

    def _measure_named(self, quantity: str, names: re.Pattern[str], whole: Exact | None) -> None:
        """The size of the variable with a usual name; one that says so before any other."""
        named = {**self.said, **self.values}
        for name in sorted(named, key=lambda name: "train" not in name.lower()):
            value = self.evaluate(ast.Name(name))
            data = value[0] if isinstance(value, tuple) and value else value
            if isinstance(data, Data) and data.node and names.fullmatch(name.lower()):
                if data.size != whole:
                    self.note(quantity, data.node, data.size, name)
                return

    def _any(self, statement: ast.stmt) -> None:
        for node in children(statement):
            if isinstance(node, ast.expr | ast.withitem):
                self.read_calls(node)
        self._inner(statement)

    def _assign(self, statement: ast.Assign) -> None:
        for target in statement.targets:
            if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
                pairs = zip(target.elts, statement.value.elts, strict=False)
                for each, value in pairs:
                    self._bound(each, value, (self.place(each)[0], self.place(value)[1]))
            else:
                self._bound(target, statement.value, self.place(statement))

    def _annassign(self, statement: ast.AnnAssign) -> None:
        if statement.value is not None:
            self._bound(statement.target, statement.value, self.place(statement))

    def _augassign(self, statement: ast.AugAssign) -> None:
        name = dotted(statement.target)
        before, change = self.values.get(name), self.evaluate(statement.value)
        self.values[name] = combined(statement.op, before, change)
        self.read_calls(statement.value)

    def _if(self, statement: ast.If) -> None:
        self.read_calls(statement.test)
        value = self.evaluate(statement.test)
        holds = bool(value) if is_number(value) else None
        before = self._perhaps
        is_main = isinstance(statement.test, ast.Compare) and _is_main(statement.test)
        self._perhaps = before or (holds is None and not is_main)
        for block, left_out in ((statement.body, False), (statement.orelse, True)):
            if holds is not left_out:
                self.read(block)
        self._perhaps = before

    def _functiondef(self, statement: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        given = statement.args.args[len(statement.args.args) - len(statement.args.defaults) :]
        keyed = zip(statement.args.kwonlyargs, statement.args.kw_defaults, strict=True)
        for argument, default in [*zip(given, statement.args.defaults, strict=True), *keyed]:
            if default is not None:
                place = self.place(argument)[0], self.place(default)[1]
                self._bound(ast.Name(argument.arg), default, place)
        self.read(statement.body)

    _asyncfunctiondef = _functiondef

    def _classdef(self, statement: ast.ClassDef) -> None:
        """Attributes of a class are settings of its objects, under any name of these."""
        self._inner(statement)
        for each in statement.body:
            if isinstance(each, ast.FunctionDef) and each.name == "__len__":
                self._measure(statement.name, each)
            targets = each.targets if isinstance(each, ast.Assign) else []
            targets = [each.target] if isinstance(each, ast.AnnAssign) else targets
            for target in targets:
                self.values["." + dotted(target)] = self.values.get(dotted(target))

    def _measure(self, name: str, length: ast.FunctionDef) -> None:
        """What a class of data sets says of its length."""
        last = length.body[-1]
        if isinstance(last, ast.Return) and last.value is not None:
            size = self.evaluate(last.value)
            if is_number(size):
                self.values[name + "()"] = Data(size, last.value)

    def _for(self, statement: ast.For | ast.AsyncFor) -> None:
        self.read_calls(statement.iter)
        place = self.place(statement)[0], self.place(statement.iter)[1]
        kind = self._kind_of(statement)
        count = self.evaluate(statement.iter)
        if isinstance(count, Data) and count.batch_size is None and kind:
            self.read_setting(kind, place, _times(statement.iter), count.size)
        if not kind and isinstance(statement.iter, ast.Call):
            self._read_slices(statement.iter)
        if kind in {"", "batches_per_epoch"}:
            self._read_batches(statement, kind)
        outside = self._loops
        self._loops = (*outside, kind)
        self._inner(statement)
        self._loops = outside

    _asyncfor = _for

    def _read_slices(self, loop: ast.Call) -> None:
        """`range(0, len(x), 32)` cuts batches of 32."""
        if last_name(loop.func) != "range" or len(loop.args) != _WITH_STEP:
            return
        start, end, step = loop.args
        size = self.evaluate(step)
        if self.evaluate(start) == 0 and is_number(size) and size > 1:
            self.note("batch_size", step, size)
            self.note("train_size", end, self.evaluate(end))

    def _read_batches(self, loop: ast.For | ast.AsyncFor, kind: str) -> None:
        """A loop inside an epoch: how many batches it goes through, where that is limited."""
        bound = _times(loop.iter)
        is_range = isinstance(loop.iter, ast.Call) and "range" in last_name(loop.iter.func)
        is_range = is_range and len(getattr(loop.iter, "args", ())) < _WITH_STEP
        counted = "epochs" in self._loops and is_range
        if counted and (rounds_down(bound) or dotted(bound) in self._rounded):
            start, end = self.place(bound)
            self.entries.append(Entry(DROP_LAST, value=True, start=start, end=end))
        elif counted and isinstance(bound, ast.Constant) and not kind and trains(loop):
            self.note("batches_per_epoch", loop, self.evaluate(bound), "", bound)
        if goes_over_batches(loop):
            for test, end_node, count in broken_off(loop, self.evaluate):
                self.note("batches_per_epoch", test, count, "break", end_node)
            for call, count in sliced(loop, self.evaluate):
                self.note("batches_per_epoch", call, count, "islice", call.args[-1])

    def _note_rounded(self, name: str, node: ast.expr, value: Value) -> None:
        """`train_steps = n // batch_size`, told before its numbers: a rest is left out."""
        if value is None and cuts_batches(node) and meaning(name) in _COUNTS_OF_BATCHES:
            start, end = self.place(node)
            self.entries.append(Entry(DROP_LAST, value=True, start=start, end=end))

    def _divided(self, node: ast.expr) -> None:
        """`60000 // batch_size` tells how many samples there are."""
        for each in ast.walk(node):
            if isinstance(each, ast.BinOp) and isinstance(each.op, ast.FloorDiv | ast.Div):
                of_batches = meaning(dotted(each.right)) == "batch_size"
                unknown = isinstance(each.left, ast.Name) and not meaning(each.left.id)
                value = self.evaluate(each.left)
                if of_batches and is_number(value) and (unknown or value == _literal(each.left)):
                    place = self.place(each.left)
                    self.entries.append(Entry("train_size", value, *place, quantity="train_size"))

    def _kind_of(self, statement: ast.For | ast.AsyncFor) -> str:
        """What a loop counts, by the name of its variable and the loops around it."""
        name = dotted(statement.target)
        if _EPOCH.fullmatch(name) or (not self._loops and _loops_over_batches(statement.body)):
            return "epochs"
        if _BATCH.fullmatch(name) or (_STEP.fullmatch(name) and "epochs" in self._loops):
            return "batches_per_epoch"
        return "total_iterations" if _STEP.fullmatch(name) and not self._loops else ""

    def _bound(self, target: ast.expr, node: ast.expr, place: tuple[int, int]) -> None:
        """A name gets a value."""
        name = _written(target)
        with self.given_to(name):
            value = self.evaluate(node)
            self.read_calls(node)
        if self._perhaps and self._known(target):
            return
        if isinstance(target, ast.Tuple | ast.List):
            self._unpacked(target, value)
            return
        self.values[dotted(target)] = value
        self._divided(node)
        if rounds_down(node):
            self._rounded.add(name)
            self._note_rounded(name, node, value)
        if isinstance(target, ast.Attribute):
            self.values["." + target.attr] = value
        counts = isinstance(node, ast.Constant) and is_bare(name) and value in {0, 1}
        if isinstance(node, ast.Tuple) and isinstance(value, tuple) and len(value) == 1:
            node, value = node.elts[0], value[0]
        if cuts_batches(node) and meaning(name) == "total_iterations":
            self.note("batches_per_epoch", target, value, name, node)
        elif not counts:
            self.read_setting(dotted(target), place, node, value)

    def _known(self, target: ast.expr) -> bool:
        """Whether a name has a value already."""
        if isinstance(target, ast.Tuple | ast.List):
            return any(self._known(each) for each in target.elts)
        return isinstance(target, ast.Name | ast.Attribute) and self.evaluate(target) is not None

    def _unpacked(self, target: ast.Tuple | ast.List, value: Value) -> None:
        values = value if isinstance(value, tuple) else ()
        for place, each in enumerate(target.elts):
            self.values[dotted(each)] = values[place] if place < len(values) else None

    def _inner(self, statement: ast.stmt) -> None:
        """The blocks of a statement."""
        for name in ("body", "handlers", "orelse", "finalbody", "cases"):
            block: Iterable[ast.AST] = getattr(statement, name, [])
            for each in block:
                if isinstance(each, ast.ExceptHandler | ast.match_case):
                    self.read(each.body)
            self.read([each for each in block if isinstance(each, ast.stmt)])


def _literal(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _is_main(test: ast.Compare) -> bool:
    """`if __name__ == "__main__"`."""
    return dotted(test.left) == "__name__"


def _written(target: ast.expr) -> str:
    """The names that an assignment gives, parted by spaces."""
    several = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    return " ".join(dotted(each) for each in several[:20])


def _times(node: ast.expr) -> ast.expr:
    """What a loop's `range` is told."""
    while isinstance(node, ast.Call) and node.args:
        node = node.args[min(1, len(node.args) - 1) if last_name(node.func) == "range" else 0]
    return node


def _loops_over_batches(statements: Sequence[ast.stmt]) -> bool:
    """Whether a block has a loop over a data loader."""
    loops = [each for each in statements if isinstance(each, ast.For)]
    return any("load" in ast.dump(loop.iter)[:500].lower() for loop in loops)
