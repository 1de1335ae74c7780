"""What a training run is made of, and what is wrong with a configuration that cannot be run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import UnionType

from solver.plan import Plan
from trainer.choices import CHOICES, DATASETS, MODELS, OPTIMIZERS, nearest
from trainer.faults import Between, Fault, InvalidRun, Known, Need

MAX_EPOCHS = 200
MAX_LEARNING_RATE = 1000
MAX_SEED = 2**31 - 1


@dataclass(frozen=True)
class RunConfig:
    """A training run as plain data; the same configuration gives the same numbers again.

    Attributes:
        dataset: key in `DATASETS`.
        model: key in `MODELS`.
        optimizer: key in `OPTIMIZERS`.
        batch_size: samples behind one weight update.
        epochs: full passes over the training set.
        learning_rate: step size; None for the one that suits the optimizer.
        drop_last: leave out a last batch that is not full.
        seed: what the first weights and the order of the samples are drawn from.
    """

    dataset: str = "digits"
    model: str = "mlp"
    optimizer: str = "adam"
    batch_size: int = 32
    epochs: int = 10
    learning_rate: float | None = None
    drop_last: bool = False
    seed: int = 0


def learning_rate(config: RunConfig) -> float:
    """The learning rate that the run really uses."""
    if config.learning_rate is None:
        return OPTIMIZERS[config.optimizer].learning_rate
    return config.learning_rate


def plan(config: RunConfig) -> Plan:
    """The run as the solver counts it."""
    return Plan(
        samples=DATASETS[config.dataset].train_size,
        batch_size=config.batch_size,
        epochs=config.epochs,
        drop_last=config.drop_last,
    )


def limits(config: RunConfig) -> dict[str, Between]:
    """The numbers that each field can have; the largest batch is the whole training set."""
    known = DATASETS.get(config.dataset)
    largest = known.train_size if known else max(one.train_size for one in DATASETS.values())
    return {
        "batch_size": Between(1, largest),
        "epochs": Between(1, MAX_EPOCHS),
        "learning_rate": Between(0, MAX_LEARNING_RATE, above=True),
        "seed": Between(0, MAX_SEED),
    }


def faults(config: RunConfig) -> tuple[Fault, ...]:
    """Everything that keeps a configuration from being run; empty where nothing does."""
    found = [
        Fault(field, getattr(config, field), Known(nearest(field, getattr(config, field))))
        for field, choices in CHOICES.items()
        if getattr(config, field) not in choices
    ]
    found += [
        Fault(field, value, between)
        for field, between in limits(config).items()
        if (value := getattr(config, field)) is not None and not _within(value, between)
    ]
    if not found and MODELS[config.model].needs_pictures and not DATASETS[config.dataset].pictures:
        found.append(Fault("model", config.dataset, "pictures"))
    return tuple(found)


def check(config: RunConfig) -> None:
    """Refuse a configuration that cannot be run.

    Raises:
        InvalidRun: with every fault, not only the first.
    """
    if found := faults(config):
        raise InvalidRun(found)


def as_dict(config: RunConfig) -> dict[str, object]:
    """The configuration as plain data, for JSON."""
    return asdict(config)


def from_dict(values: Mapping[str, object]) -> RunConfig:
    """The configuration from plain data; what is left out has its default.

    Raises:
        InvalidRun: a field does not exist, or holds another kind of value.
    """
    found = tuple(
        Fault(name, name if name not in _KINDS else value, _KINDS.get(name, "field"))
        for name, value in values.items()
        if not _fits(name, value)
    )
    if found:
        raise InvalidRun(found)
    return RunConfig(**values)  # type: ignore[arg-type]  # each kind has just been checked


_KINDS: Mapping[str, Need] = {
    "dataset": "text",
    "model": "text",
    "optimizer": "text",
    "batch_size": "whole",
    "epochs": "whole",
    "learning_rate": "number",
    "drop_last": "truth",
    "seed": "whole",
}
_TYPES: Mapping[Need, type | UnionType] = {
    "text": str,
    "whole": int,
    "number": int | float | None,
    "truth": bool,
}


def _fits(name: str, value: object) -> bool:
    if name not in _KINDS or (isinstance(value, bool) and _KINDS[name] != "truth"):
        return False
    return isinstance(value, _TYPES[_KINDS[name]])


def _within(value: float, between: Between) -> bool:
    low, high = between.low, between.high
    return low <= value <= high and not (between.above and value == low)
