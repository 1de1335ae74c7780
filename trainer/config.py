"""What a training run is made of, as plain data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from types import UnionType

from solver.plan import Plan
from trainer.choices import DATASETS, MODELS, OPTIMIZERS
from trainer.faults import Fault, InvalidRun, Kind


@dataclass(frozen=True)
class RunConfig:
    """A training run as plain data; the same configuration gives the same numbers again.

    Attributes:
        dataset: key in `DATASETS`.
        model: key in `MODELS`.
        optimizer: key in `OPTIMIZERS`.
        batch_size: samples in one forward pass.
        epochs: full passes over the training set, at most.
        learning_rate: step size; None for the one that suits the optimizer.
        drop_last: leave out a last batch that is not full.
        seed: what the first weights, the order of the samples and all noise are drawn from.
        hidden: units (MLP), channels (CNN) or states (recurrent) of each hidden layer;
            None for those that suit the model.
        activation: key in `ACTIVATIONS`; recurrent networks have their own.
        normalization: key in `NORMALIZATIONS`, of every hidden layer.
        initialization: key in `INITIALIZATIONS`.
        dropout: share of the hidden units that is left out at random while training.
        loss: key in `LOSSES`; None for the one that suits the task.
        schedule: key in `SCHEDULES`, of the learning rate.
        warmup_epochs: epochs in which the learning rate rises to its full size first.
        weight_decay: L2 penalty; decoupled from the gradient in AdamW.
        l1: L1 penalty.
        grad_accumulation: batches behind one weight update.
        clip_norm: largest norm that the gradient may have; None for any.
        augmentation: keys in `AUGMENTATIONS`, applied to training samples anew in every epoch.
        label_noise: share of the training labels that is replaced by random ones.
        train_fraction: share of the training samples that is used.
        patience: epochs without a better validation loss after which training stops; None: never.
        shuffle: draw a new order of the samples for every epoch.
        bug: key in `BUGS`.
    """

    dataset: str = "digits"
    model: str = "mlp"
    optimizer: str = "adam"
    batch_size: int = 32
    epochs: int = 10
    learning_rate: float | None = None
    drop_last: bool = False
    seed: int = 0
    hidden: tuple[int, ...] | None = None
    activation: str = "relu"
    normalization: str = "none"
    initialization: str = "default"
    dropout: float = 0.0
    loss: str | None = None
    schedule: str = "constant"
    warmup_epochs: int = 0
    weight_decay: float = 0.0
    l1: float = 0.0
    grad_accumulation: int = 1
    clip_norm: float | None = None
    augmentation: tuple[str, ...] = ()
    label_noise: float = 0.0
    train_fraction: float = 1.0
    patience: int | None = None
    shuffle: bool = True
    bug: str = "none"


def learning_rate(config: RunConfig) -> float:
    """The learning rate that the run really uses, before its schedule."""
    if config.learning_rate is None:
        return OPTIMIZERS[config.optimizer].learning_rate
    return config.learning_rate


def hidden(config: RunConfig) -> tuple[int, ...]:
    """The sizes of the hidden layers that the run really has."""
    return MODELS[config.model].hidden if config.hidden is None else config.hidden


def loss(config: RunConfig) -> str:
    """The loss that the run really uses."""
    if config.loss is not None:
        return config.loss
    return "cross_entropy" if DATASETS[config.dataset].task == "classes" else "mse"


def train_size(config: RunConfig) -> int:
    """Training samples that the run uses: its share of them, rounded down, and at least one."""
    samples = DATASETS[config.dataset].train_size
    return max(1, int(samples * Fraction(str(config.train_fraction))))


def plan(config: RunConfig) -> Plan:
    """The run as the solver counts it."""
    return Plan(
        samples=train_size(config),
        batch_size=config.batch_size,
        epochs=config.epochs,
        drop_last=config.drop_last,
        grad_accumulation=config.grad_accumulation,
    )


def as_dict(config: RunConfig) -> dict[str, object]:
    """The configuration as plain data, for JSON."""
    return asdict(config)


def from_dict(values: Mapping[str, object]) -> RunConfig:
    """The configuration from plain data; what is left out has its default.

    Raises:
        InvalidRun: a field does not exist, or holds another kind of value.
    """
    found = tuple(
        Fault(name, name if name not in KINDS else value, KINDS.get(name, "field"))
        for name, value in values.items()
        if not _fits(name, value)
    )
    if found:
        raise InvalidRun(found)
    plain = {n: tuple(v) if isinstance(v, list | tuple) else v for n, v in values.items()}
    return RunConfig(**plain)  # type: ignore[arg-type]  # each kind has just been checked


def _fits(name: str, value: object) -> bool:
    if name not in KINDS:
        return False
    if value is None:
        return name in _OPEN
    kind = KINDS[name]
    if kind in _SEVERAL:
        return isinstance(value, list | tuple) and all(_is(_SEVERAL[kind], one) for one in value)
    return _is(kind, value)


def _is(kind: Kind, value: object) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "truth" or not isinstance(value, bool))


KINDS: Mapping[str, Kind] = {
    "dataset": "text",
    "model": "text",
    "optimizer": "text",
    "batch_size": "whole",
    "epochs": "whole",
    "learning_rate": "number",
    "drop_last": "truth",
    "seed": "whole",
    "hidden": "wholes",
    "activation": "text",
    "normalization": "text",
    "initialization": "text",
    "dropout": "number",
    "loss": "text",
    "schedule": "text",
    "warmup_epochs": "whole",
    "weight_decay": "number",
    "l1": "number",
    "grad_accumulation": "whole",
    "clip_norm": "number",
    "augmentation": "texts",
    "label_noise": "number",
    "train_fraction": "number",
    "patience": "whole",
    "shuffle": "truth",
    "bug": "text",
}
"""The kind of value that each field holds."""
_OPEN = {field.name for field in fields(RunConfig) if field.default is None}
_TYPES: Mapping[Kind, type | UnionType] = {
    "text": str,
    "whole": int,
    "number": int | float,
    "truth": bool,
}
_SEVERAL: Mapping[Kind, Kind] = {"texts": "text", "wholes": "whole"}
