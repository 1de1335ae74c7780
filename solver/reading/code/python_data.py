"""Calls in Python code that make data, part it, and load it in batches."""

import ast
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from solver.reading.code.python_values import Data, Scope, Value, dotted, is_number, last_name
from solver.spans import Exact

Handler = Callable[[Scope, ast.Call], Value]
AGAIN = "repeat"
"""The name of epochs that are told by repeating batches: `dataset.batch(32).repeat(3)`."""
_DEFAULT_TEST_SHARE = Fraction(1, 4)
_ARRAYS = (
    *("randn", "rand", "zeros", "ones", "empty", "full", "normal", "uniform", "randint"),
    *("random", "random_sample"),
)
_AS_LONG = ("list", "tuple", "tqdm", "enumerate", "sorted", "iter", "numpy_input_fn", "Dataset")
_METHODS_AS_LONG = (
    *("shuffle", "map", "prefetch", "cache", "with_options", "astype", "float", "to", "cuda"),
    *("reshape", "view", "double", "long", "cpu", "copy", "numpy"),
)


def argument(call: ast.Call, place: int | None, *names: str) -> ast.expr | None:
    """An argument of a call, by one of its names or else by its place."""
    for keyword in call.keywords:
        if keyword.arg in names:
            return keyword.value
    return call.args[place] if place is not None and place < len(call.args) else None


def note_data(scope: Scope, value: Value, given: ast.AST) -> None:
    """Keep how many samples are trained on, or held out."""
    data = value[0] if isinstance(value, tuple) and value else value
    if isinstance(data, Data) and data.size is not None:
        held_out = scope.about_held_out(given)
        scope.note("val_size" if held_out else "train_size", data.node or given, data.size)


def number(scope: Scope, node: ast.expr | None) -> Exact | None:
    """The number that an argument is worth; None where there is none."""
    value = scope.evaluate(node) if node is not None else None
    return value if is_number(value) else None


def _true(scope: Scope, node: ast.expr | None) -> bool:
    return node is not None and scope.evaluate(node) is True


def _data(scope: Scope, node: ast.expr | None) -> Data | None:
    value = scope.evaluate(node) if node is not None else None
    if isinstance(value, tuple):
        value = value[0] if value else None
    return value if isinstance(value, Data) else None


def _tensor(scope: Scope, call: ast.Call) -> Value:
    """An array made by its shape: the first dimension counts samples."""
    shape = argument(call, None, "size", "shape")
    tuples = [node for node in call.args if isinstance(node, ast.Tuple | ast.List)]
    shape = shape or (tuples[0] if tuples else call.args[0] if call.args else None)
    if isinstance(shape, ast.Tuple | ast.List):
        shape = shape.elts[0] if shape.elts else None
    size = number(scope, shape)
    return Data(size, shape) if size is not None else None


def _literal(_scope: Scope, call: ast.Call) -> Value:
    """An array made of its values."""
    values = call.args[0] if call.args else None
    if isinstance(values, ast.List | ast.Tuple) and values.elts:
        return Data(len(values.elts), call)
    return None


def _counted(scope: Scope, call: ast.Call) -> Value:
    given = [number(scope, node) for node in call.args[:3]]
    if not given or None in given or 0 in given[2:]:
        return None
    whole = [int(value) for value in given if value is not None]
    return Data(_length(range(*whole)), call.args[min(1, len(call.args) - 1)])


def _length(numbers: range) -> int:
    """The length of a range; `len` refuses very long ones."""
    step = numbers.step
    return max(0, (numbers.stop - numbers.start + step - (1 if step > 0 else -1)) // step)


def _same(scope: Scope, call: ast.Call) -> Value:
    """A call that hands on its first argument: its samples are as many as before."""
    return scope.evaluate(call.args[0]) if call.args else None


def _data_of(scope: Scope, call: ast.Call) -> Value:
    """Arrays side by side: the first says how many samples there are."""
    return _data(scope, call.args[0] if call.args else None)


def _method_same(scope: Scope, call: ast.Call) -> Value:
    return scope.evaluate(call.func.value) if isinstance(call.func, ast.Attribute) else None


def _made(scope: Scope, call: ast.Call) -> Value:
    size = argument(call, 0, "n_samples", "size", "num_samples")
    count = number(scope, size)
    return Data(count, size) if count is not None else None


def _subset(scope: Scope, call: ast.Call) -> Value:
    return _data(scope, argument(call, 1, "indices"))


def _sampler(scope: Scope, call: ast.Call) -> Value:
    """A sampler that draws so many samples in an epoch, however many there are."""
    place = 1 if last_name(call.func) == "WeightedRandomSampler" else None
    size = argument(call, place, "num_samples")
    count = number(scope, size)
    if count is None:
        return _data(scope, argument(call, 0, "indices"))
    scope.fact("samples_drawn", call)
    return Data(count, size)


def _joined(scope: Scope, call: ast.Call) -> Value:
    parts = argument(call, 0, "datasets")
    values = scope.evaluate(parts) if parts is not None else None
    if not isinstance(values, tuple):
        return None
    sizes = [part.size for part in values if isinstance(part, Data) and part.size is not None]
    return Data(sum(sizes), call) if len(sizes) == len(values) else None


def _random_split(scope: Scope, call: ast.Call) -> Value:
    """Parts of given lengths; of shares as PyTorch does it, which gives what is left one by one."""
    lengths = argument(call, 1, "lengths")
    whole = _data(scope, argument(call, 0, "dataset"))
    values = scope.evaluate(lengths) if lengths is not None else None
    parts = [value for value in values if is_number(value)] if isinstance(values, tuple) else []
    if not isinstance(values, tuple) or len(parts) != len(values):
        return None
    if sum(parts) == 1 and whole and whole.size is not None:
        scope.note("dataset_size", whole.node or call, whole.size)
        parts = _shared_out(int(whole.size), parts)
    nodes = lengths.elts if isinstance(lengths, ast.List | ast.Tuple) else [call] * len(parts)
    return tuple(Data(part, node) for part, node in zip(parts, nodes, strict=True))


def _shared_out(whole: int, shares: Sequence[Exact]) -> list[Exact]:
    parts: list[Exact] = [math.floor(whole * share) for share in shares]
    for place in range(int(whole - sum(parts))):
        parts[place % len(parts)] += 1
    return parts


def _train_test_split(scope: Scope, call: ast.Call) -> Value:
    """Two parts of each array; scikit-learn rounds the test part up."""
    whole = _data(scope, call.args[0] if call.args else None) or _data(scope, ast.Name("*"))
    if whole is None or whole.size is None:
        return None
    size, made = int(whole.size), whole.node
    if not (isinstance(made, ast.Call) and last_name(made.func) == last_name(call.func)):
        scope.note("dataset_size", whole.node or call, size)
    test = number(scope, argument(call, None, "test_size"))
    train = number(scope, argument(call, None, "train_size"))
    if test is None:
        test = _DEFAULT_TEST_SHARE if train is None else None
    if test is None and train is not None:
        trained = math.floor(size * float(train)) if train < 1 else int(train)
        tested = size - trained
    else:
        share = Fraction(test or 0)
        # scikit-learn multiplies floats, so that 0.55 of 100 becomes 56.
        tested = math.ceil(size * float(share)) if share < 1 else int(share)
        trained = size - tested
    arrays = sum(not isinstance(node, ast.Starred) for node in call.args)
    return (Data(trained, call), Data(tested, call)) * min(arrays, 10)


def _loader(scope: Scope, call: ast.Call) -> Value:
    data = _data(scope, argument(call, 0, "dataset"))
    size = argument(call, 1, "batch_size")
    given = argument(call, 0, "dataset")
    data = _data(scope, argument(call, None, "sampler")) or data
    batch_size = number(scope, size)
    if size in call.args:
        held_out = given is not None and scope.about_held_out(given)
        scope.note("val_batch_size" if held_out else "batch_size", call.args[1], batch_size)
    if given is not None:
        note_data(scope, data, given)
    drop_last = _true(scope, argument(call, None, "drop_last"))
    return Data(data.size if data else None, call, batch_size or 1, drop_last)


def _batch(scope: Scope, call: ast.Call) -> Value:
    """`dataset.batch(32)` of tf.data."""
    if not isinstance(call.func, ast.Attribute):
        return None
    data = _data(scope, call.func.value)
    node = argument(call, 0, "batch_size")
    size = number(scope, node)
    if node is None or size is None:
        return None
    if node in call.args:
        held_out = scope.about_held_out(call)
        scope.note("val_batch_size" if held_out else "batch_size", node, size)
    if data:
        note_data(scope, data, call)
    drop_last = _true(scope, argument(call, 1, "drop_remainder"))
    return Data(data.size if data else None, call, size, drop_last)


def _repeat(scope: Scope, call: ast.Call) -> Value:
    value, node = _method_same(scope, call), argument(call, 0, "count")
    count = number(scope, node)
    if node is None or count is None or count < 1:
        return value
    if isinstance(value, Data) and value.batch_size is not None:
        scope.note("epochs", node, count, AGAIN)
        return replace(value, size=None, batches=value.length and value.length * count)
    if isinstance(value, Data) and value.size is not None:
        return Data(value.size * count, call)
    if re.search(r"data|ds\b", dotted(call.func).rpartition(".")[0]):
        scope.note("repeats", node, count)
    return value


def _repeat_dataset(scope: Scope, call: ast.Call) -> Value:
    """`RepeatDataset(times=3)`, or the same as a configuration's `dict`."""
    kind = argument(call, None, "type")
    named = getattr(kind, "value", "") if kind is not None else last_name(call.func)
    times = argument(call, None, "times")
    if named == "RepeatDataset" and times is not None:
        scope.note("repeats", times, number(scope, times))
    return None


def _take(scope: Scope, call: ast.Call) -> Value:
    value, count = _method_same(scope, call), number(scope, argument(call, 0, "count"))
    if count is None:
        return value
    return value.first(count) if isinstance(value, Data) else Data(count, call.args[0])


def _skip(scope: Scope, call: ast.Call) -> Value:
    value, count = _method_same(scope, call), number(scope, argument(call, 0, "count"))
    if isinstance(value, Data) and value.size is not None and count is not None:
        return Data(max(0, value.size - count), call)
    return None


DATA_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_ARRAYS, _tensor),
    **dict.fromkeys(("tensor", "array", "asarray", "constant"), _literal),
    **dict.fromkeys(("range", "arange", "trange", "prange"), _counted),
    **dict.fromkeys(_AS_LONG, _same),
    **dict.fromkeys(("TensorDataset", "from_tensor_slices", "ArrayDataset"), _data_of),
    **dict.fromkeys(_METHODS_AS_LONG, _method_same),
    **dict.fromkeys(("make_classification", "make_blobs", "make_moons", "make_regression"), _made),
    "Subset": _subset,
    **dict.fromkeys(("WeightedRandomSampler", "RandomSampler", "SubsetRandomSampler"), _sampler),
    "ConcatDataset": _joined,
    "random_split": _random_split,
    "train_test_split": _train_test_split,
    "DataLoader": _loader,
    **dict.fromkeys(("batch", "padded_batch"), _batch),
    "repeat": _repeat,
    **dict.fromkeys(("dict", "RepeatDataset"), _repeat_dataset),
    "take": _take,
    "skip": _skip,
}
"""The calls that make, part and hand on data, by the last part of their names."""
