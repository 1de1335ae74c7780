"""What keeps a configuration from being run."""

from collections.abc import Iterator, Mapping

from trainer.choices import CHOICES, DATASETS, LOSSES, MODELS, nearest
from trainer.choices.own import own
from trainer.config import RunConfig, hidden, train_size
from trainer.cost import activations, parameters
from trainer.faults import Between, Fault, InvalidRun, Known
from trainer.shelf import SHELF

RECURRENT = frozenset({"rnn", "gru", "lstm"})
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
    yield from _layers_that_do_not_fit(config)
    yield from _bugs_without_effect(config)


def _layers_that_do_not_fit(config: RunConfig) -> Iterator[Fault]:
    if config.hidden == () and config.model in RECURRENT:
        yield Fault("hidden", config.model, "states")
    if config.hidden and config.model == "linear":
        yield Fault("hidden", config.hidden, "no_layers")
    if config.normalization == "batch" and _smallest_batch(config) == _narrowest(config) == 1:
        yield Fault("normalization", config.batch_size, "two_values")


def _smallest_batch(config: RunConfig) -> int:
    """Samples in the smallest batch, which is the last one unless that is full or dropped."""
    last = 0 if config.drop_last else train_size(config) % config.batch_size
    return last or config.batch_size


def _narrowest(config: RunConfig) -> int | None:
    """Values of a sample over which a unit, or a channel, of the last hidden layer is normalized.

    None where no layer is normalized.
    """
    layers = hidden(config)
    if not layers or config.model in RECURRENT:
        return None
    if config.model != "cnn":
        return 1
    side = max(1, min(DATASETS[config.dataset].sample[1:]) >> (len(layers) - 1))
    return side * side


def _bugs_without_effect(config: RunConfig) -> Iterator[Fault]:
    """A bug on purpose that would show nothing, as nothing here depends on what it breaks."""
    task = DATASETS[config.dataset].task
    if config.bug in {"softmax_twice", "sorted_by_class"} and task != "classes":
        yield Fault("bug", config.dataset, "classes")
    moves = config.schedule in {"step", "cosine"} or config.warmup_epochs
    if config.bug == "schedule_every_batch" and not moves:
        yield Fault("bug", config.schedule, "moving_schedule")
    if config.bug == "loss_not_divided" and config.grad_accumulation == 1:
        yield Fault("bug", config.grad_accumulation, "accumulation")
    normalized = config.normalization == "batch" and config.model not in RECURRENT
    modes_differ = hidden(config) and (config.dropout or normalized)
    if config.bug == "evaluated_in_train_mode" and not modes_differ:
        yield Fault("bug", config.normalization, "train_mode")


def _too_large(config: RunConfig) -> Iterator[Fault]:
    """What would not fit into the memory of a worker."""
    if (count := parameters(config)) > MAX_PARAMETERS:
        yield Fault("parameters", count, Between(1, MAX_PARAMETERS))
    elif config.batch_size > (most := max(1, MAX_ACTIVATIONS // activations(config))):
        yield Fault("batch_size", config.batch_size, Between(1, most))
