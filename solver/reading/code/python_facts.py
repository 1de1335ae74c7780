"""What Python code shows beside its settings: what a training loop does, and in which loop."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.python_expressions import Expressions
from solver.reading.code.python_loops import done_from_first, goes_over_batches
from solver.reading.code.python_values import Value, children, dotted, is_number, last_name, walk

_NORMALIZES = lazy_pattern(r"(?:Sync)?BatchNorm(?:\dd|alization)?|resnet\d+|resnext\w+|vgg\d+_bn")
SHOWS = lazy_pattern(
    r"% ?[\w.]+ ?[=!:]=?"
    r"|backward|[Nn]orm|[Ss]oftmax|[Cc]ross_?[Ee]ntropy|zero_grad|sched|from_logits|res[Nn]e|vgg"
)
"""What code holds that has any of these facts."""
_EVERY = (
    ("checkpoint_interval", lazy_pattern(r"save\w*")),
    ("evaluation_interval", lazy_pattern(r"(?:eval|valid|estimate_loss|test)\w*")),
    ("log_interval", lazy_pattern(r"print|log|info|add_scalar|write")),
)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)


@dataclass(frozen=True)
class _Around:
    """Where a node stands: in which loop, and whether only every so many batches."""

    loop: str = ""
    every: bool = False


def read_facts(tree: ast.Module, code: Expressions) -> None:
    """Keep the facts of a tree, and how many batches its loop accumulates."""
    if _has(_own(tree), "step"):
        _read_accumulation(tree, code)
    waiting: list[tuple[ast.AST, _Around]] = [(tree, _Around())]
    while waiting:
        node, around = waiting.pop()
        if isinstance(node, ast.expr):
            _read_expression(node, around, code)
            continue
        inside = _inside(node, around, code)
        waiting += [(child, inside) for child in children(node)]
        if isinstance(node, ast.FunctionDef):
            _read_returned(node, code)
        elif isinstance(node, ast.Assign) and _clears(node):
            code.fact("zero_grad", node)


def _read_expression(node: ast.expr, around: _Around, code: Expressions) -> None:
    for each in walk(node):
        if isinstance(each, ast.Call):
            _read_call(each, around, code)
        elif isinstance(each, ast.Constant) and each.value is ...:
            code.fact("abbreviated", each)


def _inside(node: ast.AST, around: _Around, code: Expressions) -> _Around:
    """What holds for the children of a node."""
    if isinstance(node, _LOOPS):
        if _has(_own(node), "backward"):
            _read_accumulation(node, code)
            return _Around("batches")
        if goes_over_batches(node):
            _read_accumulation(node, code)
        return replace(around, loop="epochs")
    if isinstance(node, ast.FunctionDef):
        return _Around("epochs" if any(map(_is_batch_loop, node.body)) else "")
    if isinstance(node, ast.If) and around.loop == "batches" and _every(node.test) is not None:
        return replace(around, every=True)
    return around


def _is_batch_loop(node: ast.AST) -> bool:
    return isinstance(node, _LOOPS) and _has(_own(node), "backward")


def _own(loop: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a loop that belong to no loop inside it."""
    waiting = list(children(loop))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _LOOPS):
            waiting += children(node)


def _has(nodes: Iterable[ast.AST], method: str) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == method for node in nodes)


def _read_call(node: ast.Call, around: _Around, code: Expressions) -> None:
    name = last_name(node.func)
    if _NORMALIZES.fullmatch(name):
        code.fact("batch_norm", node)
    elif name == "backward":
        code.fact("backward", node)
    elif name in {"zero_grad", "clear_grad", "zero_"}:
        code.fact("zero_grad", node)
        if around.loop == "epochs":
            code.fact("zero_grad_per_epoch", node)
    elif name == "step":
        _read_step(node, around, code)
    elif name == "accumulate":
        code.fact("loss_divided", node)
        code.fact("flushes_last", node)
    else:
        _read_softmax(node, name, code)


def _read_step(node: ast.Call, around: _Around, code: Expressions) -> None:
    """`optimizer.step()`, `scaler.step(optimizer)` or `scheduler.step()`."""
    owner = dotted(node.func).lower()
    if "sched" not in owner:
        code.fact("update", node)
    elif around.loop == "batches":
        code.fact("scheduler_steps_per_" + ("update" if around.every else "batch"), node)
    elif around.loop == "epochs":
        code.fact("scheduler_steps_per_epoch", node)


def _read_softmax(node: ast.Call, name: str, code: Expressions) -> None:
    """Softmax at the end of a model, and a loss that applies it once more."""
    if name in {"CrossEntropyLoss", "cross_entropy"}:
        code.fact("cross_entropy", node)
    logits = [word for word in node.keywords if word.arg == "from_logits"]
    if logits and isinstance(logits[0].value, ast.Constant) and logits[0].value.value is True:
        code.fact("cross_entropy", node)
    last = node.args[-1] if node.args and name == "Sequential" else None
    losses = {"cross_entropy", "criterion", "loss_fn", "loss_func", "loss_function"}
    given = node.args[0] if node.args and name in losses else None
    for each in (last, given):
        if isinstance(each, ast.Call) and last_name(each.func).lower() == "softmax":
            code.fact("softmax_output", each)
    activation = [word.value for word in node.keywords if word.arg == "activation"]
    if name == "Dense" and activation and getattr(activation[0], "value", "") == "softmax":
        code.fact("softmax_output", node)


def _read_returned(function: ast.FunctionDef, code: Expressions) -> None:
    """Whether a model's forward pass ends in softmax."""
    if function.name not in {"forward", "call"} or not function.body:
        return
    returned = function.body[-1].value if isinstance(function.body[-1], ast.Return) else None
    if isinstance(returned, ast.Name):
        given = [
            each.value
            for each in function.body
            if isinstance(each, ast.Assign) and dotted(each.targets[0]) == returned.id
        ]
        returned = given[-1] if given else None
    if isinstance(returned, ast.Call) and last_name(returned.func).lower() == "softmax":
        code.fact("softmax_output", returned)


def _read_accumulation(loop: ast.AST, code: Expressions) -> None:
    """What a loop does every so many batches: update the weights, save, evaluate, print."""
    nodes = list(_own(loop))
    for node in nodes:
        count = _every(node.test) if isinstance(node, ast.If) else None
        if isinstance(node, ast.If) and count is not None:
            calls = [each for each in walk(node) if isinstance(each, ast.Call)]
            names = [last_name(each.func) for each in calls]
            if any(last_name(each.func) == "step" and _optimizes(each) for each in calls):
                _note(code, "grad_accumulation", node.test, count)
                code.fact("accumulates", node)
                if isinstance(node.test, ast.BoolOp):
                    code.fact("flushes_last", node)
                if _divides_by(nodes, count, code):
                    code.fact("loss_divided", node)
            elif "epoch" not in ast.dump(node.test):
                found = (q for q, names_of in _EVERY if any(map(names_of.fullmatch, names)))
                quantity = next(found, "")
                _note(code, quantity, node.test, count)
                if quantity == "log_interval":
                    _read_log_rule(loop, node, code)


def _read_log_rule(loop: ast.AST, node: ast.If, code: Expressions) -> None:
    """Whether the count that decides when to print starts anew in each epoch, and prints first."""
    first = done_from_first(loop, node.test)
    if first is not None:
        code.fact("logs_first_batch" if first else "logs_in_each_epoch", node)


def _optimizes(call: ast.Call) -> bool:
    return "sched" not in dotted(call.func).lower()


def _note(code: Expressions, quantity: str, test: ast.expr, count: ast.expr) -> None:
    value = code.evaluate(count)
    if quantity and is_number(value):
        code.note(quantity, test, value)


def _every(test: ast.expr) -> ast.expr | None:
    """What `(i + 1) % k == 0` divides by; None for other conditions."""
    for node in walk(test):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            return node.right
    return None


def _divides_by(nodes: Iterable[ast.AST], count: ast.expr, code: Expressions) -> bool:
    """Whether something, the loss, is divided by as many as are accumulated."""
    value: Value = code.evaluate(count)
    for node in nodes:
        by = None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            by = node.right
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
            by = node.value
        if by is None:
            continue
        if ast.dump(by) == ast.dump(count) or (value is not None and code.evaluate(by) == value):
            return True
    return False


def _clears(node: ast.Assign) -> bool:
    """`parameter.grad = None`."""
    return any(
        isinstance(target, ast.Attribute) and target.attr == "grad" for target in node.targets
    )
