"""What keeps a configuration from being run."""

from collections.abc import Iterator, Mapping

from trainer.choices import CHOICES, DATASETS, LOSSES, MODELS, nearest
from trainer.choices.own import own
from trainer.config import RunConfig, train_size
from trainer.cost import activations, parameters
from trainer.faults import Between, Fault, InvalidRun, Known
from trainer.shelf import SHELF

MAX_EPOCHS = 200
MAX_LEARNING_RATE = 1000
MAX_SEED = 2**31 - 1
MAX_UNITS = 1024
MAX_LAYERS = 8
MAX_PARAMETERS = 5_000_000
MAX_ACTIVATIONS = 2**26
"""Values that a batch may leave behind in the network, each of four bytes."""


def check(config: RunConfig) -> None:
    """Refuse a configuration that cannot be run.

    Raises:
        InvalidRun: with every fault, not only the first.
    """
    if found := faults(config):
        raise InvalidRun(found)


def faults(config: RunConfig) -> tuple[Fault, ...]:
    """Everything that keeps a configuration from being run; empty where nothing does."""
    found = [*_unknown_names(config), *_outside_limits(config)]
    if not found:
        found += _misfits(config)
    if not found:
        found += _too_large(config)
    return tuple(found)


def limits(config: RunConfig) -> Mapping[str, Between]:
    """The numbers that each field can have; the largest batch is the whole training set."""
    known = config.dataset in DATASETS and 0 < config.train_fraction <= 1
    largest = train_size(config) if known else max(one.train_size for one in DATASETS.values())
    return {
        "batch_size": Between(1, largest),
        "epochs": Between(1, MAX_EPOCHS),
        "learning_rate": Between(0, MAX_LEARNING_RATE, above=True),
        "seed": Between(0, MAX_SEED),
        "hidden": Between(1, MAX_UNITS),
        "dropout": Between(0, 1, below=True),
        "warmup_epochs": Between(0, MAX_EPOCHS),
        "weight_decay": Between(0, 10),
        "l1": Between(0, 10),
        "grad_accumulation": Between(1, 64),
        "clip_norm": Between(0, MAX_LEARNING_RATE, above=True),
        "label_noise": Between(0, 1),
        "train_fraction": Between(0, 1, above=True),
        "patience": Between(1, MAX_EPOCHS),
    }


def _unknown_names(config: RunConfig) -> Iterator[Fault]:
    for field, choices in CHOICES.items():
        value = getattr(config, field)
        names = value if isinstance(value, tuple) else () if value is None else (value,)
        for name in names:
            if name not in choices:
                yield Fault(field, name, Known(nearest(field, name)))


def _outside_limits(config: RunConfig) -> Iterator[Fault]:
    for field, between in limits(config).items():
        value = getattr(config, field)
        numbers = value if isinstance(value, tuple) else () if value is None else (value,)
        for number in numbers:
            if not between.holds(number):
                yield Fault(field, number, between)
                break
    if config.hidden is not None and len(config.hidden) > MAX_LAYERS:
        yield Fault("layers", len(config.hidden), Between(1, MAX_LAYERS))


def _misfits(config: RunConfig) -> Iterator[Fault]:
    """Choices that are fine one by one, and do not go together."""
    dataset, model = DATASETS[config.dataset], MODELS[config.model]
    if SHELF.lacks(config.dataset):
        yield Fault("dataset", config.dataset, "sent" if own(config.dataset) else "fetched")
    if dataset.shape not in model.takes:
        yield Fault("model", config.dataset, "pictures" if config.model == "cnn" else "series")
    if config.loss is not None and dataset.task not in LOSSES[config.loss].tasks:
        yield Fault("loss", config.dataset, "classes")
    if config.augmentation and not dataset.pictures and config.augmentation != ("noise",):
        yield Fault("augmentation", config.dataset, "pictures_to_change")
    if config.bug == "softmax_twice" and dataset.task != "classes":
        yield Fault("bug", config.dataset, "classes")


def _too_large(config: RunConfig) -> Iterator[Fault]:
    """What would not fit into the memory of a worker."""
    if (count := parameters(config)) > MAX_PARAMETERS:
        yield Fault("parameters", count, Between(1, MAX_PARAMETERS))
    elif config.batch_size > (most := max(1, MAX_ACTIVATIONS // activations(config))):
        yield Fault("batch_size", config.batch_size, Between(1, most))
