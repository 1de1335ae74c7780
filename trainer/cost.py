"""What a run costs: its parameters, its memory, and roughly its seconds, before it starts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import prod

from trainer.choices import DATASETS
from trainer.config import RunConfig, hidden, loss, plan, train_size

_COLUMNS = 64
"""Inputs of a table whose columns nobody has counted."""
_KERNEL = 9
"""Weights of a 3 x 3 convolution for each of its channels."""
_GATES: Mapping[str, int] = {"rnn": 1, "gru": 3, "lstm": 4}

# Seconds, as measured once on one core of a small server. What a run takes elsewhere is learned
# there from its runs: see `Estimates`.
_START = 0.3
_UPDATE = 1e-4
_STEP = 1.5e-4
_MULTIPLICATION = 2.4e-10
_ACTIVATION = 2e-8
_PARAMETER = 1e-8
EVALUATION = 0.4
"""A sample that is only evaluated, beside one that is trained on."""


@dataclass(frozen=True)
class Layer:
    """One layer of a network.

    Attributes:
        parameters: weights and biases, those of its normalization included.
        multiplications: of one sample on its way forward.
        activations: values that one sample leaves behind in it.
        steps: calls of a kernel that is slow to begin: of a recurrent layer, one for each step.
    """

    parameters: int
    multiplications: int
    activations: int
    steps: int = 0


def parameters(config: RunConfig) -> int:
    """Parameters of the network."""
    return sum(layer.parameters for layer in layers(config))


def activations(config: RunConfig) -> int:
    """Values that one sample leaves behind in the network while it trains, itself included."""
    return prod(_sample(config)) + sum(layer.activations for layer in layers(config))


def rough_seconds(config: RunConfig) -> float:
    """About how long the run takes on the machine on which this was measured."""
    network, counted = tuple(layers(config)), plan(config)
    sample = sum(
        layer.multiplications * _MULTIPLICATION + layer.activations * _ACTIVATION
        for layer in network
    )
    batch = _STEP * sum(layer.steps for layer in network)
    update = _UPDATE + _PARAMETER * sum(layer.parameters for layer in network)
    epoch = (
        counted.iterations_per_epoch * (update + batch * config.grad_accumulation)
        + train_size(config) * sample
        + DATASETS[config.dataset].val_size * sample * EVALUATION
    )
    return _START + config.epochs * epoch


def layers(config: RunConfig) -> Iterator[Layer]:
    """The layers of the network, from the input to the output."""
    if config.model == "cnn":
        return _convolutions(config)
    if config.model in _GATES:
        return _recurrent(config)
    return _connected(config)


def outputs(config: RunConfig) -> int:
    """How many outputs the network has: one for a number, or for two classes by one logit."""
    classes = DATASETS[config.dataset].classes
    one_logit = loss(config) == "binary_cross_entropy" and classes == 2  # noqa: PLR2004  # binary
    return 1 if not classes or one_logit else classes


def _connected(config: RunConfig) -> Iterator[Layer]:
    sizes = (prod(_sample(config)), *hidden(config))
    for before, after in pairwise(sizes):
        yield _dense(before, after, norms=_norms(config))
    yield _dense(sizes[-1], outputs(config))


def _convolutions(config: RunConfig) -> Iterator[Layer]:
    before, height, width = _sample(config)
    for channels in hidden(config):
        weights, places = _KERNEL * before * channels, height * width
        bias_and_norms = channels * (1 + _norms(config))
        yield Layer(weights + bias_and_norms, weights * places, channels * places, steps=1)
        if min(height, width) > 1:
            height, width = height // 2, width // 2
        before = channels
    yield _dense(before * height * width, outputs(config))


def _recurrent(config: RunConfig) -> Iterator[Layer]:
    sample, gates = _sample(config), _GATES[config.model]
    steps = sample[-2]
    sizes = (sample[-1], *hidden(config))
    for before, after in pairwise(sizes):
        weights = gates * after * (before + after)
        biases = 2 * gates * after
        yield Layer(weights + biases, weights * steps, 2 * gates * after * steps, steps)
    yield _dense(sizes[-1], outputs(config))


def _dense(before: int, after: int, norms: int = 0) -> Layer:
    return Layer(before * after + after * (1 + norms), before * after, after)


def _norms(config: RunConfig) -> int:
    """Parameters that the normalization has for each unit or channel."""
    return 0 if config.normalization == "none" else 2


def _sample(config: RunConfig) -> tuple[int, ...]:
    return DATASETS[config.dataset].sample or (_COLUMNS,)
