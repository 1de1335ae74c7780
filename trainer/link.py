"""A run configuration as a short code for links and buttons, and back.

`1M1B128R1e-2` is version 1, and then what differs from the default: a letter for the field and its
value. A choice is its number in `NUMBERS`, several values are joined by `_`, and `1e-2` is exact.
A learner's own table is told by the numbers of its key: `D3_0_150_3`.
A code means the same for ever: letters and numbers are only ever added, at the end.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from decimal import Decimal

from trainer.choices.own import own
from trainer.config import KINDS, RunConfig, from_dict
from trainer.faults import InvalidRun

LONGEST = 41
"""Characters of a code: the data of a button has 64, of which its name and its owner take 23."""
VERSION = "1"

LETTERS: Mapping[str, str] = {
    "dataset": "D",
    "model": "M",
    "optimizer": "O",
    "batch_size": "B",
    "epochs": "E",
    "learning_rate": "R",
    "drop_last": "X",
    "seed": "S",
    "hidden": "H",
    "activation": "A",
    "normalization": "N",
    "initialization": "I",
    "dropout": "P",
    "loss": "L",
    "schedule": "C",
    "warmup_epochs": "W",
    "weight_decay": "Y",
    "l1": "J",
    "grad_accumulation": "G",
    "clip_norm": "K",
    "augmentation": "U",
    "label_noise": "Z",
    "train_fraction": "F",
    "patience": "T",
    "shuffle": "Q",
    "bug": "V",
}
"""The letter of each field."""
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "dataset": (
        *("digits", "moons", "circles", "spirals", "xor", "blobs", "iris", "wine", "cancer"),
        *("sine", "diabetes", "waves", "fashion", "mnist"),
    ),
    "model": ("mlp", "cnn", "linear", "rnn", "gru", "lstm"),
    "optimizer": ("sgd", "adam", "momentum", "nesterov", "rmsprop", "adamw"),
    "activation": ("relu", "sigmoid", "tanh", "gelu", "leaky_relu"),
    "normalization": ("none", "batch", "layer"),
    "initialization": ("default", "xavier", "he", "zeros", "large"),
    "loss": ("cross_entropy", "binary_cross_entropy", "mse"),
    "schedule": ("constant", "step", "cosine", "plateau"),
    "augmentation": ("rotation", "flip", "shift", "noise"),
    "bug": (
        *("none", "no_zero_grad", "softmax_twice", "evaluated_in_train_mode"),
        *("loss_not_divided", "labels_shifted", "inputs_unscaled", "schedule_every_batch"),
        "sorted_by_class",
    ),
}
"""The choices of each field; the place of a choice is its number."""

_OWN = "own"
_FIELDS = {letter: field for field, letter in LETTERS.items()}
_PART = re.compile(r"([A-Z])([0-9e_-]*)")
_CODE = re.compile(rf"{VERSION}(?:{_PART.pattern})*+")


def encode(config: RunConfig) -> str | None:
    """The code of a run; None where it would be too long, or has something without a number."""
    try:
        parts = [
            LETTERS[field.name] + _written(field.name, getattr(config, field.name))
            for field in fields(RunConfig)
            if getattr(config, field.name) != field.default
        ]
    except ValueError:
        return None
    code = VERSION + "".join(parts)
    return code if len(code) <= LONGEST else None


def decode(code: str) -> RunConfig | None:
    """The run of a code; None where no run has this code."""
    if len(code) > LONGEST or not _CODE.fullmatch(code):
        return None
    with suppress(LookupError, ValueError, OverflowError, InvalidRun):
        parts = ((_FIELDS[letter], text) for letter, text in _PART.findall(code))
        config = from_dict({field: _read(field, text) for field, text in parts})
        if encode(config) == code:
            return config
    return None


def _written(field: str, value: object) -> str:
    """A value as text.

    Raises:
        ValueError: a choice has no number, or a number is infinite.
    """
    if isinstance(value, tuple):
        return "_".join(_written(field, one) for one in value)
    if isinstance(value, str) and field == "dataset" and own(value):
        return value.removeprefix(_OWN)
    if isinstance(value, str):
        return str(NUMBERS[field].index(value))
    if KINDS[field] == "number":
        return _exact(float(str(value)))
    return str(int(value) if isinstance(value, bool) else value)


def _exact(number: float) -> str:
    """The shortest text of a number that is read as the same number: digits, and a power of ten."""
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    whole, power = "".join(map(str, digits)), int(exponent)
    return "-" * sign + whole + (f"e{power}" if power else "")


def _read(field: str, text: str) -> object:
    kind = KINDS[field]
    if kind == "texts":
        return [NUMBERS[field][int(one)] for one in text.split("_")]
    if kind == "wholes":
        return [int(one) for one in text.split("_") if text]
    if field == "dataset" and "_" in text:
        return _OWN + text
    if kind == "text":
        return NUMBERS[field][int(text)]
    if kind == "number":
        return float(text)
    return text == "1" if kind == "truth" else int(text)
