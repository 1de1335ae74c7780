"""Questions about layers, activations and updates have the answer that PyTorch gives."""

from collections.abc import Callable
from itertools import pairwise
from random import Random

import numpy as np
import pytest
import torch
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer
from torch import nn
from torch.nn.functional import leaky_relu
from torch.optim.sgd import sgd

from quiz.drawing import Drawing
from quiz.skills import DRAWS, LEVELS

SEEDS = range(40)
NOWHERE = torch.device("meta")
"""Tensors there have a shape and no memory."""


def _whole(drawing: Drawing) -> dict[str, int]:
    return {name: int(value) for name, value in drawing.numbers.items()}


def _float(drawing: Drawing) -> dict[str, float]:
    return {name: float(value) for name, value in drawing.numbers.items()}


def _count(*layers: nn.Module) -> int:
    return sum(one.numel() for layer in layers for one in layer.parameters())


def _dense(drawing: Drawing) -> int:
    n = _whole(drawing)
    return _count(nn.Linear(n["inputs"], n["outputs"], device=NOWHERE))


def _mlp(drawing: Drawing) -> int:
    """Built from the sizes as the question shows them."""
    sizes = [int(size.replace(",", "")) for size in drawing.names["sizes"].split(" → ")]
    return _count(*(nn.Linear(*pair, device=NOWHERE) for pair in pairwise(sizes)))


def _convolution(drawing: Drawing, *, bias: bool) -> int:
    n = _whole(drawing)
    sizes = n["channels"], n["filters"], n["kernel"]
    return _count(nn.Conv2d(*sizes, bias=bias, device=NOWHERE))


def _output(drawing: Drawing) -> int:
    n = _whole(drawing)
    settings = n["kernel"], n["stride"], n["padding"]
    layer = nn.Conv2d(1, 1, *settings, device=NOWHERE)
    return layer(torch.empty(1, 1, n["side"], n["side"], device=NOWHERE)).shape[-1]


def _pooled(drawing: Drawing) -> int:
    n = _whole(drawing)
    picture = torch.empty(1, n["side"], n["side"], device=NOWHERE)
    return nn.MaxPool2d(n["kernel"])(picture).shape[-1]


def _bytes(drawing: Drawing) -> int:
    n = _whole(drawing)
    shape = n["batch_size"], n["channels"], n["side"], n["side"]
    return torch.empty(shape, dtype=torch.float32, device=NOWHERE).nbytes


def _active(drawing: Drawing) -> float:
    """The mean over rounds in which each unit is dropped as often as its probability says."""
    n = _float(drawing)
    dropped = round(100 * n["rate"])
    return sum(n["units"] for round_ in range(100) if round_ >= dropped) / 100


def _survivor(drawing: Drawing) -> float:
    """The value of a unit that dropout lets through."""
    n = _float(drawing)
    torch.manual_seed(1)
    units = nn.Dropout(n["rate"])(torch.full((40,), n["value"], dtype=torch.float64))
    return units.max().item()


def _step(drawing: Drawing) -> float:
    """The weight after a step of PyTorch's SGD, without its class, whose import takes long."""
    n = _float(drawing)
    weight, gradient, velocity = (
        torch.tensor(n.get(name, 0.0), dtype=torch.float64)
        for name in ("weight", "gradient", "velocity")
    )
    sgd(
        [weight],
        [gradient],
        [velocity],
        weight_decay=n.get("decay", 0.0),
        momentum=n.get("momentum", 0.0),
        lr=n["rate"],
        dampening=0.0,
        nesterov=False,
        maximize=False,
        foreach=False,
    )
    return weight.item()


def _clipped(drawing: Drawing) -> float:
    n = _float(drawing)
    pair = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    pair.grad = torch.tensor([n["first"], n["second"]], dtype=torch.float64)
    nn.utils.clip_grad_norm_([pair], n["limit"])
    return pair.grad[0].item()


def _inputs(drawing: Drawing) -> torch.Tensor:
    """The inputs as the question shows them."""
    shown = drawing.names["inputs"].replace("−", "-").split(", ")
    return torch.tensor([float(value) for value in shown], dtype=torch.float64)


def _relu(drawing: Drawing) -> float:
    return _inputs(drawing).relu().sum().item()


def _leaky(drawing: Drawing) -> float:
    return leaky_relu(_inputs(drawing), float(drawing.numbers["slope"])).sum().item()


def _backward(drawing: Drawing) -> float:
    """What autograd finds for functions with these slopes, one inside the other."""
    links = [float(link.split(" = ")[1]) for link in drawing.names["gradients"].split(", ")]
    x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
    value = x
    for slope in reversed(links):
        value = slope * value + 3
    return torch.autograd.grad(value, x)[0].item()


BY_PYTORCH: dict[str, Callable[[Drawing], float]] = {
    "dense_parameters": _dense,
    "mlp_parameters": _mlp,
    "conv_parameters": lambda drawing: _convolution(drawing, bias=True),
    "conv_without_bias": lambda drawing: _convolution(drawing, bias=False),
    "conv_output": _output,
    "pool_output": _pooled,
    "activation_memory": _bytes,
    "active_units": _active,
    "dropout_scale": _survivor,
    "sgd_step": _step,
    "momentum_step": _step,
    "weight_decay_step": _step,
    "clipped_gradient": _clipped,
    "relu": _relu,
    "leaky_relu": _leaky,
    "chain_rule": _backward,
}


def _drawn(skill: str) -> list[Drawing]:
    return [
        DRAWS[skill](Random(f"{skill} {seed} {level}"), level) for level in LEVELS for seed in SEEDS
    ]


@pytest.mark.parametrize("skill", BY_PYTORCH)
def test_the_answer_equals_that_of_pytorch(skill: str) -> None:
    """At every level, PyTorch finds the answer of every seed, and it has few decimals."""
    exact = 1e-6 if skill == "clipped_gradient" else 1e-12  # clipping adds 1e-6 to the norm
    for drawing in _drawn(skill):
        assert BY_PYTORCH[skill](drawing) == pytest.approx(float(drawing.answer), rel=exact)
        assert (drawing.answer * 10_000).denominator == 1


def test_a_component_below_the_limit_is_not_said_to_be_cut() -> None:
    """Who leaves it as it is did not clip; only a larger one is cut down to the limit."""
    for drawing in _drawn("clipped_gradient"):
        cut = "clipped_by_value" in drawing.wrong.values()
        assert cut == (drawing.numbers["limit"] < drawing.numbers["first"])


def test_adam_keeps_as_many_numbers() -> None:
    """For each parameter, scikit-learn's Adam keeps as many numbers as the answers say."""
    optimizer = AdamOptimizer([np.zeros(7)])
    kept = sum(one.size for one in (*optimizer.ms, *optimizer.vs))
    for drawing in _drawn("adam_state"):
        assert drawing.answer * 7 == drawing.numbers["parameters"] * kept


def test_negative_numbers_are_shown_with_a_minus_sign() -> None:
    """A gradient below zero is told as such, and stands in brackets in the solution."""
    below = [one for one in _drawn("sgd_step") if one.numbers["gradient"] < 0]
    assert below
    for drawing in below:
        size = float(-drawing.numbers["gradient"])
        assert drawing.names["gradient"] == f"−{size:g}"
        assert drawing.names["g"] == f"(−{size:g})"
