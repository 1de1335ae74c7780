"""Expressions of Python code: what they are worth, and the settings that calls among them name."""

import ast
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from solver.reading.code.python_calls import handler_of
from solver.reading.code.python_data import argument
from solver.reading.code.python_values import (
    DEEPEST,
    Data,
    Value,
    combined,
    compared,
    constant,
    dotted,
    is_number,
    last_name,
    walk,
)
from solver.reading.code.setting_names import (
    DROP_LAST,
    IGNORED,
    Entry,
    devices_listed,
    held_out,
    is_bare,
    meaning,
)
from solver.spans import Exact, exact

_MOST_ELEMENTS = 1_000
_ROUNDING: dict[str, Callable[[Exact], int]] = {
    "int": math.trunc,
    "ceil": math.ceil,
    "floor": math.floor,
    "round": round,
}
_NO_SETTINGS = {
    *(
        "print",
        "log",
        "log_dict",
        "add_scalar",
        "add_scalars",
        "range",
        "format",
        "field",
        "update",
    ),
    *("ReduceLROnPlateau", "generate", "OneCycleLR", "add_argument", "info", "plot"),
    *("WeightedRandomSampler", "RandomSampler", "SubsetRandomSampler"),
    *("makedirs", "subplots", "StepLR", "GradScaler", "randint", "dict_of", "savefig", "sleep"),
}
"""Calls whose keywords are no settings of the run, or are read by what knows the call."""
_WHOLE_DATA = {"data", "target"}
"""Attributes of a scikit-learn data set that are as long as it is."""
_GIVEN_DATA = {"DataLoader", "batch", "dict"}
"""Calls whose first argument says what they are about."""
_OF_HELD_OUT = {"evaluate", "predict"}


class Expressions:
    """Values of names, settings and facts, gathered while code is read from top to bottom."""

    def __init__(self, line_starts: Sequence[int]) -> None:
        self.values: dict[str, Value] = {}
        self.said: dict[str, Data] = {}
        """What the text around says of variables whose value the code does not tell."""
        self.entries: list[Entry] = []
        self.facts: dict[str, int] = {}
        self._line_starts = line_starts
        self._worth: dict[int, Value] = {}
        self._depth = 0
        self._around: list[str] = []

    def place(self, node: ast.AST) -> tuple[int, int]:
        """Where a node starts and ends in the text."""
        line, end_line = getattr(node, "lineno", 1), getattr(node, "end_lineno", 1)
        start = self._line_starts[line - 1] + getattr(node, "col_offset", 0)
        return start, self._line_starts[end_line - 1] + getattr(node, "end_col_offset", 0)

    def note(
        self,
        quantity: str,
        node: ast.AST,
        value: Value,
        name: str = "",
        until: ast.AST | None = None,
    ) -> None:
        """Keep a setting with the place that says it, which ends where another node ends."""
        if is_number(value):
            start, end = self.place(node)[0], self.place(until or node)[1]
            computed = _is_computed(until or node)
            entry = Entry(name or quantity, value, start, end, "", quantity, computed)
            self.entries.append(entry)

    def set(self, name: str, value: Value) -> None:
        """Give a name a value."""
        self.values[name] = value

    def fact(self, name: str, node: ast.AST) -> None:
        """Keep something else that the code shows."""
        self.facts.setdefault(name, self.place(node)[0])

    def about_held_out(self, node: ast.AST) -> bool:
        """Whether an expression, or what it is given to, is about validation or test data."""
        return held_out(" ".join([dotted(node), *self._around]))

    @contextmanager
    def given_to(self, name: str) -> Iterator[None]:
        """While an expression is read whose value gets this name."""
        self._around.append(name)
        yield
        self._around.pop()

    def evaluate(self, node: ast.expr) -> Value:
        """The value of an expression, as far as it is known."""
        if isinstance(node, ast.Call) and id(node) in self._worth:
            return self._worth[id(node)]
        if self._depth > DEEPEST:
            return None
        self._depth += 1
        read: Callable[[ast.expr], Value] | None
        read = getattr(self, "_" + type(node).__name__.lower(), None)
        value = read(node) if read else None
        self._depth -= 1
        if isinstance(node, ast.Call):
            self._worth[id(node)] = value
        return value

    def read_calls(self, node: ast.AST) -> None:
        """Every call in an expression, the outer ones first."""
        for each in walk(node):
            if isinstance(each, ast.Call):
                self.evaluate(each)
            elif isinstance(each, ast.Dict):
                self._read_pairs(each)

    def _constant(self, node: ast.Constant) -> Value:
        return constant(node.value)

    def _name(self, node: ast.Name | ast.Attribute) -> Value:
        name = dotted(node)
        value = self.values.get(name)
        if name not in self.values and "." in name:
            value = self.values.get("." + name.rpartition(".")[2])
        if value is None and isinstance(node, ast.Attribute) and node.attr in _WHOLE_DATA:
            value = self.evaluate(node.value)
        return self.said.get(name) if value is None else value

    def _tuple(self, node: ast.Tuple | ast.List) -> Value:
        return tuple(self.evaluate(each) for each in node.elts[:_MOST_ELEMENTS])

    _attribute = _name
    _list = _tuple

    def _binop(self, node: ast.BinOp) -> Value:
        return combined(node.op, self.evaluate(node.left), self.evaluate(node.right))

    def _unaryop(self, node: ast.UnaryOp) -> Value:
        value = self.evaluate(node.operand)
        return -value if is_number(value) and isinstance(node.op, ast.USub) else None

    def _ifexp(self, node: ast.IfExp) -> Value:
        holds = self.evaluate(node.test)
        return None if holds is None else self.evaluate(node.body if holds else node.orelse)

    def _compare(self, node: ast.Compare) -> Value:
        if len(node.ops) > 1:
            return None
        return compared(node.ops[0], self.evaluate(node.left), self.evaluate(node.comparators[0]))

    def _subscript(self, node: ast.Subscript) -> Value:
        """`data[:200]`, `x.shape[0]`, `parts[0]`, or `config["epochs"]`."""
        if isinstance(node.slice, ast.Slice):
            return self._sliced(node, node.slice)
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            name = dotted(node)
            return self.values.get(name, self.values.get("." + name.rpartition(".")[2]))
        index = self.evaluate(node.slice)
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape" and index == 0:
            data = self.evaluate(node.value.value)
            return data.size if isinstance(data, Data) else None
        whole = self.evaluate(node.value)
        inside = isinstance(whole, tuple) and isinstance(index, int) and index < len(whole)
        return (
            whole[index] if isinstance(whole, tuple) and inside and isinstance(index, int) else None
        )

    def _sliced(self, node: ast.Subscript, part: ast.Slice) -> Value:
        whole = self.evaluate(node.value)
        low = self.evaluate(part.lower) if part.lower else 0
        high = self.evaluate(part.upper) if part.upper else None
        known = whole.size if isinstance(whole, Data) else None
        if part.step or not is_number(low) or low < 0 or (part.upper and not is_number(high)):
            return None
        end = known if high is None else high
        if not is_number(end) or (end < 0 and known is None):
            return None
        end = end + (known or 0) if end < 0 else end
        end = end if known is None else min(end, known)
        return Data(max(0, end - low), part.upper or node)

    def _call(self, node: ast.Call) -> Value:
        name = last_name(node.func)
        known = handler_of(node)
        value = known(self, node) if known else self._simple(name, node)
        if name not in _NO_SETTINGS:
            self._read_keywords(node, name)
        return value

    def _simple(self, name: str, node: ast.Call) -> Value:
        values = [self.evaluate(each) for each in node.args[:_MOST_ELEMENTS]]
        if name == "len" and values:
            return values[0].length if isinstance(values[0], Data) else None
        if f"{name}()" in self.values:
            return self.values[f"{name}()"]
        numbers = [value for value in values if is_number(value)]
        if not numbers or len(numbers) < len(values):
            return None
        if name in {"min", "max"}:
            return min(numbers) if name == "min" else max(numbers)
        if name in {"float", "Fraction"}:
            return exact(numbers[0])
        return _ROUNDING[name](numbers[0]) if name in _ROUNDING and len(numbers) == 1 else None

    def _read_keywords(self, node: ast.Call, name: str) -> None:
        around = "validation" if name in _OF_HELD_OUT else ""
        first = argument(node, 0, "dataset")
        about = dotted(first) if first is not None and name in _GIVEN_DATA else ""
        for keyword in node.keywords:
            with self.given_to(" ".join([around, about, keyword.arg or ""])):
                value = self.evaluate(keyword.value)
                if meaning(keyword.arg or "") == "batches_per_epoch":
                    self._read_rounded(keyword.value)
                if keyword.arg and not (name.endswith("Sampler") and keyword.arg == "drop_last"):
                    self.read_setting(keyword.arg, keyword, keyword.value, value)
        if name == "dict":
            self.values |= {f".{word.arg}": self.evaluate(word.value) for word in node.keywords}

    def _read_rounded(self, node: ast.expr) -> None:
        """`steps_per_epoch=train.samples // 32`: the batch size, and no incomplete batch."""
        divided = isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv)
        if isinstance(node, ast.BinOp) and divided and self.evaluate(node) is None:
            start, end = self.place(node)
            self.note("batch_size", node.right, self.evaluate(node.right))
            self.entries.append(Entry(DROP_LAST, value=True, start=start, end=end))

    def _read_pairs(self, node: ast.Dict) -> None:
        for key, each in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                value = self.evaluate(each)
                self.values["." + key.value] = value
                start, end = self.place(key)[0], self.place(each)[1]
                self.read_setting(key.value, (start, end), each, value)

    def read_setting(
        self, name: str, at: ast.AST | tuple[int, int], node: ast.expr, value: Value
    ) -> None:
        """Keep a setting if its name is known and its value is a number."""
        start, end = at if isinstance(at, tuple) else self.place(at)
        quantity = ""
        if isinstance(node, ast.List | ast.Tuple):
            listed = devices_listed(name, str([0] * len(node.elts)))
            value, quantity = listed, "devices" if listed else ""
        found = quantity or meaning(name)
        if not is_number(value) or found in {None, IGNORED} or (is_bare(name) and value < 1):
            return
        computed = _is_computed(node)
        self.entries.append(
            Entry(name, value, start, end, " ".join(self._around), quantity, computed)
        )


def _is_computed(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Name | ast.Call) for each in walk(node))
