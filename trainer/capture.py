"""A step recorded once as a flat graph, and replayed without autograd's overhead.

The step runs once and every tensor operation is noted, those of the backward pass and of the
update too; the notes are written as TorchScript, whose interpreter replays them. For networks
this small that is several times the speed of the step itself, with the same numbers.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

import torch
from torch import Tensor, fx

from trainer.step import Order, Train, Trained, TrainStep, exact, plain
from trainer.tracing import traced

_Told = tuple[list[float], list[Tensor], list[float], list[list[Tensor]]]

Recording = Callable[..., _Told]
"""A recorded step in a loop, for updates from as many samples as it was recorded with."""

_LOOP = """
def train(
    samples: Tensor, targets: Tensor, order: List[Tensor], rates: Tensor, tensors: List[Tensor]
) -> Tuple[List[float], List[Tensor], List[float], List[List[Tensor]]]:
    losses: List[float] = []
    outputs: List[Tensor] = []
    norms: List[float] = []
    changed: List[List[Tensor]] = []
    for i, indices in enumerate(order):
        loss, output, norm, changed = step(samples[indices], targets[indices], rates[i], tensors)
        losses.append(float(loss))
        outputs.append(output)
        norms.append(float(norm))
        if losses[-1] - losses[-1] != 0:  # infinite, or no number
            break
    return losses, outputs, norms, changed
"""


def captured(step: TrainStep, samples: Tensor, targets: Tensor, size: int) -> Train:
    """The step in a loop, recorded for updates from so many samples; others are made plainly.

    The weights are as before: what the recording run changed is put back.

    Args:
        step: what to record.
        samples: inputs, of which only the shape and kind matter.
        targets: what each of them should give.
        size: samples behind one update.
    """
    return replaying(record(step, samples[:size], targets[:size]), step, size)


def replaying(recording: Recording, step: TrainStep, size: int) -> Train:
    """A recording in a loop, on the tensors of this step; it may be that of another like it.

    Args:
        recording: what `record` gave.
        step: whose tensors are changed.
        size: samples behind one update, as recorded; updates from fewer are made plainly.
    """
    alone = plain(step)

    def train(samples: Tensor, targets: Tensor, order: Order, rates: list[float]) -> Trained:
        fits = len(order) - (len(order[-1]) != size)
        with torch.no_grad():
            losses, outputs, norms, _ = recording(
                samples, targets, order[:fits], exact(rates), step.tensors
            )
        trained = Trained(losses, outputs, norms)
        if fits == len(order) or trained.diverged:
            return trained
        return trained + alone(samples, targets, order[fits:], rates[fits:])

    return train


def record(step: TrainStep, samples: Tensor, targets: Tensor) -> Recording:
    """The step as TorchScript, in a loop; the weights are as before."""
    before = [one.clone() for one in step.tensors]
    drawn = torch.get_rng_state()
    graph = traced(step, samples, targets, exact(0.0), *step.tensors)
    for one, value in zip(step.tensors, before, strict=True):
        one.copy_(value)
    torch.set_rng_state(drawn)
    replay: Recording = torch.jit.CompilationUnit(source(graph) + _LOOP).train
    return replay


def source(graph: fx.Graph) -> str:
    """The graph as a TorchScript function.

    Lists that an operation changes are returned, too: TorchScript takes a change to a list that
    nobody looks at afterwards for no change at all, and leaves it out.
    """
    lines, changed = [], list[str]()
    places = iter(range(sum(node.op == "placeholder" for node in graph.nodes)))
    for node in graph.nodes:
        if node.op == "placeholder":
            lines.append(f"{node.name} = {_input(next(places))}")
        elif node.op == "call_function":
            named = [(f"changed_{len(changed)}_{k}", one) for k, one in _changed_lists(node)]
            lines += [f"{name} = {_literal(one)}" for name, one in named]
            changed += [name for name, _ in named]
            lines.append(f"{node.name} = {_call(node, {id(one): name for name, one in named})}")
        elif node.op == "output":
            told = ", ".join(map(_literal, node.args[0]))
            lines.append(f"return {told}, [{', '.join(changed)}]")
    head = "samples: Tensor, targets: Tensor, rate: Tensor, tensors: List[Tensor]"
    body = "".join(f"    {line}\n" for line in lines)
    return f"def step({head}) -> Tuple[Tensor, Tensor, Tensor, List[List[Tensor]]]:\n{body}"


def _input(index: int) -> str:
    named = ("samples", "targets", "rate")
    return named[index] if index < len(named) else f"tensors[{index - len(named)}]"


def _changed_lists(node: fx.Node) -> Iterator[tuple[int, object]]:
    """The lists of tensors that an operation changes in place, each with its number."""
    if isinstance(node.target, torch._ops.OpOverload):
        for k, (one, value) in enumerate(
            zip(node.target._schema.arguments, node.args, strict=False)
        ):
            if one.alias_info and one.alias_info.is_write and isinstance(value, Sequence) and value:
                yield k, value


def _call(node: fx.Node, names: Mapping[int, str]) -> str:
    """An operation; arguments that have a name already are called by it."""
    if node.target is operator.getitem:
        return f"{_literal(node.args[0])}[{node.args[1]}]"
    schema = cast("torch._ops.OpOverload", node.target)._schema
    arguments = [names.get(id(one)) or _literal(one) for one in node.args]
    arguments += [f"{key}={_literal(value)}" for key, value in node.kwargs.items() if _says(value)]
    return f"torch.ops.{schema.name.replace('::', '.')}({', '.join(arguments)})"


def _says(value: object) -> bool:
    """Whether an option is another than what TorchScript takes anyway."""
    return value is not torch.preserve_format


def _literal(value: object) -> str:
    """A value as TorchScript source."""
    if isinstance(value, fx.Node):
        return value.name
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, torch.device):
        return f'torch.device("{value}")'
    named = isinstance(value, torch.dtype | torch.layout | torch.memory_format)
    return str(value) if named else repr(value)
