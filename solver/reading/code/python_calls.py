"""Calls in Python code that say something about a run: fits, schedules, options, data sets."""

import ast
import math

from solver.reading.code.python_data import DATA_HANDLERS, Handler, argument, note_data, number
from solver.reading.code.python_values import Data, Scope, Value, dotted, is_number, last_name
from solver.reading.code.setting_names import SCHEDULE

_DATASETS = {
    *("mnist", "fashionmnist", "fashion_mnist", "emnist", "kmnist", "qmnist", "cifar10"),
    *("cifar100", "svhn", "stl10", "imagenet", "imagenette", "caltech101", "caltech256", "food101"),
    *("flowers102", "celeba", "lsun", "cocodetection", "oxfordiiitpet", "ag_news", "imdb"),
    *("reuters", "boston_housing", "california_housing"),
    *("load_iris", "load_digits", "load_wine", "load_breast_cancer", "load_diabetes"),
}

_BUNDLED = {"iris": 150, "digits": 1797, "wine": 178, "breast_cancer": 569, "diabetes": 442}
"""Samples of the data sets that come with scikit-learn."""


def handler_of(call: ast.Call) -> Handler | None:
    """What knows a call, by the last part of its name."""
    name = last_name(call.func)
    found = _HANDLERS.get(name)
    if found is None and (name.lower() in _DATASETS or name in {"load_data", "load_dataset"}):
        return _known_dataset
    return found


def _fit(scope: Scope, call: ast.Call) -> Value:
    """Keras' `model.fit(x, y)`, scikit-learn's alike, or fastai's `learn.fit(5)`."""
    first = argument(call, 0, "x")
    if first is None:
        return None
    value = scope.evaluate(first)
    if is_number(value) and len(call.args) == 1:
        scope.note("epochs", first, value)
    elif argument(call, None, "validation_split") is not None and isinstance(value, Data):
        _hold_out(scope, call, value, first)
    elif argument(call, None, "epochs", "batch_size", "steps_per_epoch") is not None:
        note_data(scope, value, first)
        arrays = isinstance(value, Data) and value.batch_size is None
        if arrays and argument(call, None, "batch_size") is None:
            scope.fact("keras_default_batch_size", call)
    return None


def _hold_out(scope: Scope, call: ast.Call, data: Data, given: ast.expr) -> None:
    """The last part of what is given to Keras validates; of a part, both sizes are told."""
    share = number(scope, argument(call, None, "validation_split"))
    if not isinstance(data.node, ast.Call) or share is None or data.size is None:
        scope.note("dataset_size", data.node or given, data.size)
        return
    trained = math.floor(data.size * (1 - share))
    scope.note("train_size", call, trained)
    scope.note("val_size", call, data.size - trained)


def _first_is(quantity: str) -> Handler:
    """A call whose first argument is a quantity."""

    def handle(scope: Scope, call: ast.Call) -> Value:
        node = call.args[0] if call.args else None
        if node is not None:
            scope.note(quantity, node, number(scope, node))
        return None

    return handle


def _schedule(place: int, *names: str) -> Handler:
    """A scheduler that is told its length."""

    def handle(scope: Scope, call: ast.Call) -> Value:
        node = argument(call, place, *names)
        if node is not None:
            scope.note(SCHEDULE, node, number(scope, node), last_name(call.func))
        scope.fact("schedule:" + last_name(call.func), call)
        return None

    return handle


def _with_warmup(scope: Scope, call: ast.Call) -> Value:
    """Transformers' schedules: optimizer, warm-up steps, steps in all."""
    warmup = argument(call, 1, "num_warmup_steps")
    if warmup is not None:
        scope.note("warmup_steps", warmup, number(scope, warmup))
    return _schedule(2, "num_training_steps")(scope, call)


def _one_cycle(scope: Scope, call: ast.Call) -> Value:
    """Its length is given in all, or as epochs and steps of each."""
    scope.fact("one_cycle", call)
    total = argument(call, 2, "total_steps")
    epochs = number(scope, argument(call, 3, "epochs"))
    steps = number(scope, argument(call, 4, "steps_per_epoch"))
    length = number(scope, total)
    if length is None and epochs is not None and steps is not None:
        length = epochs * steps
    scope.note(SCHEDULE, total or call, length, "OneCycleLR")
    return None


def _add_argument(scope: Scope, call: ast.Call) -> Value:
    """A command line's option: its default holds unless something else is given."""
    default = argument(call, None, "default")
    flags = [node for node in call.args if isinstance(node, ast.Constant)]
    if default is not None and flags:
        longest = max(flags, key=lambda flag: len(str(flag.value)))
        name = str(longest.value).lstrip("-")
        value = scope.evaluate(default)
        scope.set("." + name.replace("-", "_"), value)
        scope.note("", longest, value, name, default)
    return None


def _known_dataset(scope: Scope, call: ast.Call) -> Value:
    """A data set that is known by name; its size is for others to know."""
    name = last_name(call.func).lower()
    if name == "load_data":
        name = dotted(call.func).split(".")[-2].lower() if "." in dotted(call.func) else ""
    elif name == "load_dataset":
        first = call.args[0] if call.args else None
        name = str(first.value) if isinstance(first, ast.Constant) else ""
    name = name.rpartition("/")[2].removeprefix("load_")[:40]
    if name and not name[0].isdigit():
        scope.fact("dataset:" + name, call)
    size = _BUNDLED.get(name) if last_name(call.func).startswith("load_") else None
    if size is None:
        return None
    pair = argument(call, None, "return_X_y") is not None
    return (Data(size, call), Data(size, call)) if pair else Data(size, call)


_HANDLERS: dict[str, Handler] = {
    **DATA_HANDLERS,
    "fit": _fit,
    **dict.fromkeys(("fit_one_cycle", "fine_tune", "fit_flat_cos"), _first_is("epochs")),
    **dict.fromkeys(("KFold", "StratifiedKFold", "GroupKFold"), _first_is("folds")),
    "CosineAnnealingLR": _schedule(1, "T_max"),
    "PolynomialLR": _schedule(1, "total_iters"),
    **dict.fromkeys(("CosineDecay", "PolynomialDecay"), _schedule(1, "decay_steps")),
    **dict.fromkeys(
        (
            "get_linear_schedule_with_warmup",
            "get_cosine_schedule_with_warmup",
            "get_polynomial_decay_schedule_with_warmup",
            "get_cosine_with_hard_restarts_schedule_with_warmup",
        ),
        _with_warmup,
    ),
    "OneCycleLR": _one_cycle,
    "add_argument": _add_argument,
}
