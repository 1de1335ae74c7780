"""What the training aims at and how it gets there: the loss, the optimizer."""

from collections.abc import Iterator, Mapping

from trainer.choices import DATASETS
from trainer.config import RunConfig, loss
from trainer.script.lines import Line, Lines, call, comment, docstring, inside
from trainer.script.networks import outputs

_CROSS_ENTROPY: Lines = [
    comment(
        "Cross-entropy takes the network's raw outputs: it contains the softmax.",
        "交叉熵直接使用网络的原始输出：softmax 已包含在内。",
    ),
    "loss_function = nn.CrossEntropyLoss()",
]
_ONE_LOGIT = docstring(
    "Binary cross-entropy: the output is a logit, positive for class 1.",
    "二元交叉熵：输出是一个 logit，为正表示类别 1。",
)
_PER_CLASS = docstring(
    "Binary cross-entropy: one yes or no for every class.",
    "二元交叉熵：每个类别各判断一次“是”或“否”。",
)
_SHARES = docstring(
    "Squared error between the probabilities and 1 for the right class, else 0.",
    "概率与目标的均方误差：正确类别的目标是 1，其余是 0。",
)
_NUMBERS = docstring("Mean squared error.", "均方误差。")
_OPTIMIZERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "sgd": ("SGD", ("fused=True",)),
    "momentum": ("SGD", ("momentum=0.9", "fused=True")),
    "nesterov": ("SGD", ("momentum=0.9", "nesterov=True", "fused=True")),
    "rmsprop": ("RMSprop", ()),
    "adam": ("Adam", ("fused=True",)),
    "adamw": ("AdamW", ("fused=True",)),
}
"""The class of each, and what it is given beside the weights and the learning rate."""
_FUSED = comment(
    "Fused: all weights are updated in one go, which is quicker.",
    "fused：一次更新所有权重，更快。",
)
_NO_DECAY = comment(
    "Unless told otherwise, AdamW would decay the weights by 0.01.",
    "如果不写明，AdamW 默认的权重衰减是 0.01。",
)


def objective(config: RunConfig) -> Iterator[Line]:
    """The lines that make the loss."""
    kind, classes = loss(config), DATASETS[config.dataset].classes
    if kind == "cross_entropy":
        yield from _CROSS_ENTROPY
    elif kind == "mse":
        wanted = [f"wanted = functional.one_hot(targets, {classes}).float()"] if classes else []
        given = (
            ("outputs.softmax(dim=1)", "wanted") if classes else ("outputs.flatten()", "targets")
        )
        yield from _function(_SHARES if classes else _NUMBERS, wanted, "mse_loss", given)
    elif outputs(config) == 1:
        given = ("outputs.flatten()", "targets.float()")
        yield from _function(_ONE_LOGIT, [], "binary_cross_entropy_with_logits", given)
    else:
        wanted = [f"wanted = functional.one_hot(targets, {classes}).float()"]
        name = "binary_cross_entropy_with_logits"
        yield from _function(_PER_CLASS, wanted, name, ("outputs", "wanted"))


def _function(about: Line, before: list[str], name: str, given: tuple[str, ...]) -> Iterator[Line]:
    yield "def loss_function(outputs, targets):"
    yield from inside([about, *before, *call(f"return functional.{name}", *given, depth=1)])


def optimizer(config: RunConfig) -> Iterator[Line]:
    """The lines that make the optimizer."""
    name, settings = _OPTIMIZERS[config.optimizer]
    if "fused=True" in settings:
        yield _FUSED
    given = ["model.parameters()", "lr=LEARNING_RATE", *settings]
    if config.weight_decay:
        given.append("weight_decay=WEIGHT_DECAY")
    elif config.optimizer == "adamw":
        yield _NO_DECAY
        given.append("weight_decay=0.0")
    yield from call(f"optimizer = torch.optim.{name}", *given)
