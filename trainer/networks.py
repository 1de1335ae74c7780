"""The networks, with their first weights."""

from collections.abc import Callable, Iterator, Mapping

import torch
from torch import Size, Tensor, nn

from trainer.config import RunConfig, hidden
from trainer.cost import outputs

LARGE = 1.0
"""Standard deviation of start weights that are far too large."""
_ACTIVATIONS: Mapping[str, Callable[[], nn.Module]] = {
    "relu": nn.ReLU,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "gelu": nn.GELU,
    "leaky_relu": nn.LeakyReLU,
}
_RECURRENT: Mapping[str, type[nn.RNN | nn.GRU | nn.LSTM]] = {
    "rnn": nn.RNN,
    "gru": nn.GRU,
    "lstm": nn.LSTM,
}


def build(config: RunConfig, sample: Size) -> nn.Module:
    """The network of a run, with the first weights that its seed gives.

    Args:
        config: what the network is made of.
        sample: the shape of one sample: channels x height x width, steps x values, or values.
    """
    torch.manual_seed(config.seed)
    if config.model == "cnn":
        layers = _convolutions(config, sample)
    elif config.model in _RECURRENT:
        layers = [_Recurrent(config, sample)]
    else:
        layers = _connected(config, sample)
    if config.bug == "softmax_twice":
        layers.append(nn.Softmax(dim=1))
    network = nn.Sequential(*layers)
    _start(network, config.initialization)
    return network


def laid_out(network: nn.Module) -> nn.Module:
    """The network with its convolutions laid out so that they and their pooling are quickest.

    The values of all channels at one place then lie side by side: nearly twice as quick. The
    numbers are the same.
    """
    return network.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]  # not in the stubs


def _connected(config: RunConfig, sample: Size) -> list[nn.Module]:
    """An MLP; without hidden layers, a linear model."""
    layers: list[nn.Module] = [nn.Flatten()]
    before = sample.numel()
    for units in hidden(config):
        layers.append(nn.Linear(before, units))
        if config.normalization == "batch":
            layers.append(nn.BatchNorm1d(units))
        elif config.normalization == "layer":
            layers.append(nn.LayerNorm(units))
        layers += [_ACTIVATIONS[config.activation](), *_dropout(config)]
        before = units
    return [*layers, nn.Linear(before, outputs(config))]


def _convolutions(config: RunConfig, sample: Size) -> list[nn.Module]:
    """3 x 3 convolutions, each pooled by 2 before its activation, which then has less to do."""
    layers: list[nn.Module] = []
    before, height, width = sample
    for channels in hidden(config):
        layers.append(nn.Conv2d(before, channels, kernel_size=3, padding=1))
        if config.normalization == "batch":
            layers.append(nn.BatchNorm2d(channels))
        elif config.normalization == "layer":
            layers.append(nn.GroupNorm(1, channels))
        if min(height, width) > 1:
            layers.append(nn.MaxPool2d(2))
            height, width = height // 2, width // 2
        layers += [_ACTIVATIONS[config.activation](), *_dropout(config)]
        before = channels
    return [*layers, nn.Flatten(), nn.Linear(before * height * width, outputs(config))]


def _dropout(config: RunConfig) -> Iterator[nn.Module]:
    if config.dropout:
        yield nn.Dropout(config.dropout)


class _Recurrent(nn.Module):
    """A recurrent network that answers from its last state; of a picture it reads row after row."""

    def __init__(self, config: RunConfig, sample: Size) -> None:
        super().__init__()
        states = hidden(config)
        sizes = (sample[-1], *states[:-1])
        cell = _RECURRENT[config.model]
        self.layers = nn.ModuleList(
            cell(before, after, batch_first=True)
            for before, after in zip(sizes, states, strict=True)
        )
        self.dropout = nn.Dropout(config.dropout)
        self.answer = nn.Linear(states[-1], outputs(config))

    def forward(self, samples: Tensor) -> Tensor:
        """Outputs for samples x steps x values, or samples x 1 x height x width."""
        series = samples.transpose(1, 2).flatten(2) if samples.dim() == 4 else samples  # noqa: PLR2004  # pictures
        for layer in self.layers:
            series, _ = layer(series)
        outputs: Tensor = self.answer(self.dropout(series[:, -1]))
        return outputs


def _start(network: nn.Module, kind: str) -> None:
    """Draw the first weights anew; biases then start at zero."""
    draw = _DRAWS.get(kind)
    if draw is None:
        return
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.dim() > 1:
                draw(parameter)
            elif not _scales(network, parameter):
                parameter.zero_()


def _scales(network: nn.Module, parameter: Tensor) -> bool:
    """Whether a parameter is the scale of a normalization, which stays 1."""
    norms = (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm, nn.GroupNorm)
    return any(m.weight is parameter for m in network.modules() if isinstance(m, norms))


_DRAWS: Mapping[str, Callable[[Tensor], Tensor]] = {
    "xavier": nn.init.xavier_uniform_,
    "he": nn.init.kaiming_normal_,
    "zeros": nn.init.zeros_,
    "large": lambda weights: nn.init.normal_(weights, std=LARGE),
}
