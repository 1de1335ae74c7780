"""The settings of a training as buttons offer them: their order, their values, and their words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from data import words
from data.words import Language
from trainer.checks import faults, limits
from trainer.choices import AUGMENTATIONS, CHOICES, DATASETS, OPTIMIZERS
from trainer.config import RunConfig, hidden, learning_rate
from trainer.shelf import SHELF

MAIN = ("dataset", "model", "hidden", "optimizer", "learning_rate", "batch_size", "epochs")
"""What nearly everybody changes."""
MORE = (
    *("dropout", "normalization", "activation", "initialization", "schedule", "warmup_epochs"),
    *("patience", "weight_decay", "augmentation", "label_noise", "train_fraction"),
    *("grad_accumulation", "clip_norm", "drop_last", "shuffle", "seed"),
)

_OFFERED: Mapping[str, Sequence[object]] = {
    "learning_rate": (0.0001, 0.001, 0.01, 0.1, 1.0),
    "batch_size": (1, 8, 16, 32, 64, 128, 256, 512, 1024),
    "epochs": (1, 2, 5, 10, 20, 50, 100, 200),
    "dropout": (0.0, 0.1, 0.2, 0.3, 0.5, 0.8),
    "warmup_epochs": (0, 1, 2, 5),
    "patience": (None, 1, 2, 3, 5, 10),
    "weight_decay": (0.0, 0.0001, 0.001, 0.01, 0.1),
    "label_noise": (0.0, 0.05, 0.1, 0.2, 0.4),
    "train_fraction": (1.0, 0.5, 0.2, 0.1, 0.05),
    "grad_accumulation": (1, 2, 4, 8, 16),
    "clip_norm": (None, 0.1, 0.5, 1.0, 5.0),
    "drop_last": (False, True),
    "shuffle": (True, False),
    "seed": (0, 1, 2, 3, 4),
}
_HIDDEN: Mapping[str, Sequence[tuple[int, ...]]] = {
    "mlp": ((16,), (64,), (256,), (64, 64), (128, 64), (64, 64, 64), (32,) * 5),
    "cnn": ((8,), (16,), (8, 16), (16, 32), (32, 64)),
    "rnn": ((8,), (16,), (32,), (64,), (32, 32)),
}
_IN_TIME = ("rnn", "gru", "lstm")
_HAS_NONE: Mapping[str, tuple[str, ...]] = {
    "hidden": ("linear",),
    "dropout": ("linear",),
    "normalization": ("linear", *_IN_TIME),
    "activation": ("linear", *_IN_TIME),
}
"""The models that do not have a setting."""
_SHARES = ("label_noise", "train_fraction")
_SHORT = {
    *("none", "default", "constant", "step", "cosine", "plateau", "momentum", "nesterov"),
    *("xavier", "he", "zeros", "large", "batch", "layer"),
}
"""Choices with a shorter word for a button than their name is."""


def settings_of(fields: Sequence[str], config: RunConfig) -> tuple[str, ...]:
    """Those of the fields that the training has."""
    return tuple(
        field
        for field in fields
        if config.model not in _HAS_NONE.get(field, ())
        and (field != "augmentation" or DATASETS[config.dataset].pictures)
    )


def choices_of(field: str, config: RunConfig) -> tuple[RunConfig, ...]:
    """The training with each value that a setting can have; with its own one as it is."""
    changed = [_with(config, field, value) for value in _values(field, config)]
    return tuple(one for one in dict.fromkeys(changed) if not faults(one))


def label(field: str, language: Language) -> str:
    """What a setting is called on a button."""
    return words.say(f"setting.{field}", language)


def shown(field: str, config: RunConfig, language: Language) -> str:
    """The value of a setting, short enough for a button."""
    value = _used(field, config)
    if isinstance(value, bool):
        return words.say("setting.yes" if value else "setting.no", language)
    if value in (None, 0, ()):
        return words.say("setting.off", language) if field != "seed" else "0"
    if isinstance(value, tuple) and field != "augmentation":
        return "-".join(map(str, value))
    if field in CHOICES:
        keys = value if isinstance(value, tuple) else (value,)
        return " + ".join(_name(field, str(key), language) for key in keys)
    return f"{value:.0%}" if field in _SHARES else f"{value:,g}"


def named(field: str, config: RunConfig, language: Language) -> str:
    """A setting with its value."""
    value = shown(field, config, language)
    return words.say("setting.button", language, name=label(field, language), value=value)


def _name(field: str, key: str, language: Language) -> str:
    if key in _SHORT:
        return words.say(f"setting.{key}", language)
    return CHOICES[field][key].name.say(language)


def _values(field: str, config: RunConfig) -> Sequence[object]:
    own = _used(field, config)
    if field == "augmentation":
        return ((), *(_toggled(config.augmentation, key) for key in AUGMENTATIONS))
    if field == "hidden":
        return _and_own(_HIDDEN["rnn" if config.model in _IN_TIME else config.model], own)
    if field == "dataset":
        return _and_own([key for key in DATASETS if not SHELF.lacks(key)], own)
    return _and_own(_OFFERED.get(field) or tuple(CHOICES[field]), own)


def _and_own(values: Sequence[object], own: object) -> Sequence[object]:
    return values if own in values else (own, *values)


def _toggled(chosen: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(one for one in AUGMENTATIONS if (one in chosen) != (one == key))


def _used(field: str, config: RunConfig) -> object:
    open_fields: Mapping[str, Callable[[RunConfig], object]] = {
        "hidden": hidden,
        "learning_rate": learning_rate,
    }
    return open_fields[field](config) if field in open_fields else getattr(config, field)


def _with(config: RunConfig, field: str, value: object) -> RunConfig:
    """The training with another value; what does not go with that becomes what does."""
    if value == _used(field, config):
        return config
    changed = replace(config, **{field: value})  # type: ignore[arg-type]  # a value of this field
    if field == "model":
        changed = replace(changed, hidden=None)
    if field == "optimizer":
        changed = replace(changed, learning_rate=None)
    if field == "learning_rate" and value == OPTIMIZERS[config.optimizer].learning_rate:
        changed = replace(changed, learning_rate=None)
    if field == "hidden" and value == hidden(replace(config, hidden=None)):
        changed = replace(changed, hidden=None)
    return _fitted(changed) if field in {"dataset", "train_fraction"} else changed


def _fitted(config: RunConfig) -> RunConfig:
    """A training whose model, batch size and the like go with its data."""
    largest = limits(config)["batch_size"].high
    config = replace(config, batch_size=min(config.batch_size, largest))
    for fault in faults(config):
        if fault.field == "model":
            config = replace(config, model=_USUAL.model, hidden=None)
        elif fault.field != "dataset" and hasattr(_USUAL, fault.field):
            config = replace(config, **{fault.field: getattr(_USUAL, fault.field)})
    return config


_USUAL = RunConfig()
