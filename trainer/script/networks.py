"""The network of a run, written out layer by layer, with its first weights."""

from collections.abc import Iterator, Mapping

from trainer.choices import DATASETS
from trainer.config import RunConfig, hidden, loss
from trainer.script.lines import Line, Lines, comment, docstring, inside
from trainer.script.sources import sample_shape

_ACTIVATIONS = {
    "relu": "nn.ReLU()",
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "gelu": "nn.GELU()",
    "leaky_relu": "nn.LeakyReLU()",
}
_NORMALIZATIONS: Mapping[str, tuple[str, str]] = {
    "batch": ("nn.BatchNorm1d({})", "nn.BatchNorm2d({})"),
    "layer": ("nn.LayerNorm({})", "nn.GroupNorm(1, {})"),
}
"""For connected layers, and for convolutions."""
_DRAWS = {
    "xavier": "nn.init.xavier_uniform_({})",
    "he": "nn.init.kaiming_normal_({})",
    "zeros": "nn.init.zeros_({})",
    "large": "nn.init.normal_({}, std=1.0)",
}
_RECURRENT = ("rnn", "gru", "lstm")
_SEEDED: Lines = [
    comment(
        "The first weights are drawn at random: with the same seed, the same again.",
        "初始权重是随机抽取的：种子相同，抽到的也相同。",
    ),
    "torch.manual_seed(SEED)",
]
_LAID_OUT: Lines = [
    comment(
        "The values of all channels at one place lie side by side in memory, which is\n"
        "nearly twice as quick.",
        "内存中，同一位置上各通道的值相邻存放，这样训练快将近一倍。",
    ),
    "model.to(memory_format=torch.channels_last)",
]
_SOFTMAX_TWICE = comment(
    "The bug: the loss applies softmax itself, so that here it is one too many.",
    "错误：损失函数里已经有 softmax，这里又用了一次。",
)


def network(config: RunConfig) -> Iterator[Line]:
    """The lines that make the network."""
    recurrent = config.model in _RECURRENT
    if recurrent:
        yield from _recurrent_class(config)
    yield from _SEEDED
    if recurrent and config.bug != "softmax_twice":
        yield "model = Recurrent()"
    else:
        layers: Lines = ["Recurrent()"] if recurrent else list(_layers(config))
        yield "model = nn.Sequential("
        yield from inside(f"{one}," for one in layers if isinstance(one, str))
        if config.bug == "softmax_twice":
            yield from inside([_SOFTMAX_TWICE, "nn.Softmax(dim=1),"])
        yield ")"
    yield from _start(config)
    if config.model == "cnn":
        yield from _LAID_OUT


def outputs(config: RunConfig) -> int:
    """How many outputs the network has: one for a number, or for two classes by one logit."""
    classes = DATASETS[config.dataset].classes
    one_logit = loss(config) == "binary_cross_entropy" and classes == 2  # noqa: PLR2004  # binary
    return 1 if not classes or one_logit else classes


def _layers(config: RunConfig) -> Iterator[str]:
    return _convolutions(config) if config.model == "cnn" else _connected(config)


def _connected(config: RunConfig) -> Iterator[str]:
    shape = sample_shape(config.dataset)
    before = 1
    for size in shape:
        before *= size
    if len(shape) > 1:
        yield "nn.Flatten()"
    for units in hidden(config):
        yield f"nn.Linear({before}, {units})"
        yield from _normalization(config, units, place=0)
        yield from _activation(config)
        before = units
    yield f"nn.Linear({before}, {outputs(config)})"


def _convolutions(config: RunConfig) -> Iterator[str]:
    before, height, width = sample_shape(config.dataset)
    for channels in hidden(config):
        yield f"nn.Conv2d({before}, {channels}, kernel_size=3, padding=1)"
        yield from _normalization(config, channels, place=1)
        if min(height, width) > 1:
            yield "nn.MaxPool2d(2)"
            height, width = height // 2, width // 2
        yield from _activation(config)
        before = channels
    yield "nn.Flatten()"
    yield f"nn.Linear({before * height * width}, {outputs(config)})"


def _normalization(config: RunConfig, size: int, place: int) -> Iterator[str]:
    if config.normalization in _NORMALIZATIONS:
        yield _NORMALIZATIONS[config.normalization][place].format(size)


def _activation(config: RunConfig) -> Iterator[str]:
    yield _ACTIVATIONS[config.activation]
    if config.dropout:
        yield "nn.Dropout(DROPOUT)"


def _recurrent_class(config: RunConfig) -> Iterator[Line]:
    states = hidden(config)
    cell, pictures = config.model.upper(), DATASETS[config.dataset].pictures
    names = [f"{config.model}{k}" for k in range(1, len(states) + 1)]
    names = names if len(names) > 1 else [config.model]
    sizes = (sample_shape(config.dataset)[-1], *states[:-1])
    made: Lines = ["super().__init__()"]
    for name, before, after in zip(names, sizes, states, strict=True):
        made.append(f"self.{name} = nn.{cell}({before}, {after}, batch_first=True)")
    if config.dropout:
        made.append("self.dropout = nn.Dropout(DROPOUT)")
    made.append(f"self.answer = nn.Linear({states[-1]}, {outputs(config)})")
    last = "self.dropout(series[:, -1])" if config.dropout else "series[:, -1]"
    forward: Lines = [
        *(_ROWS if pictures else []),
        *(f"series, _ = self.{name}(series)" for name in names),
        f"return self.answer({last})",
    ]
    yield "class Recurrent(nn.Module):"
    yield from inside([_READS, "", "def __init__(self):", *inside(made), ""])
    yield from inside(["def forward(self, series):", *inside(forward)])


_READS = docstring(
    "Read a series step by step, and answer from the last state.",
    "逐步读取序列，根据最后的状态作答。",
)
_ROWS: Lines = [
    comment(
        "A picture is read row after row: its only channel falls away.",
        "图片按行读取：去掉唯一的通道维。",
    ),
    "series = series.squeeze(1)",
]


def _start(config: RunConfig) -> Iterator[Line]:
    """The first weights, where they are not the usual ones."""
    if config.initialization not in _DRAWS:
        return
    draw = _DRAWS[config.initialization]
    yield from _WHY[config.initialization]
    if config.model in _RECURRENT:
        yield "for parameter in model.parameters():"
        if config.initialization == "zeros":
            yield "    nn.init.zeros_(parameter)"
        else:
            yield "    if parameter.dim() > 1:"
            yield f"        {draw.format('parameter')}"
            yield "    else:"
            yield "        nn.init.zeros_(parameter)"
    else:
        kinds = "nn.Conv2d | nn.Linear" if config.model == "cnn" else "nn.Linear"
        yield "for layer in model:"
        yield f"    if isinstance(layer, {kinds}):"
        yield f"        {draw.format('layer.weight')}"
        yield "        nn.init.zeros_(layer.bias)"


_WHY: Mapping[str, Lines] = {
    "xavier": [
        comment(
            "Xavier: values keep their size from layer to layer, forwards and backwards.",
            "Xavier 初始化：数值逐层前传、梯度逐层回传时大小基本不变。",
        )
    ],
    "he": [
        comment(
            "He: larger weights, made for ReLU, which cuts half of the values off.",
            "He 初始化：权重更大一些，是为会截掉一半数值的 ReLU 设计的。",
        )
    ],
    "zeros": [
        comment(
            "All zero: every unit of a layer then learns the same, if anything at all.",
            "全部为零：同一层的单元学到的都一样，甚至什么也学不到。",
        )
    ],
    "large": [
        comment(
            "Far too large: outputs are extreme from the start, and so are gradients.",
            "过大的初始权重：输出一开始就很极端，梯度也是。",
        )
    ],
}
