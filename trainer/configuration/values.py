"""The value of a setting in a configuration, as the run configuration holds it."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from fractions import Fraction

from solver.reading.code.setting_values import parse_value
from trainer import setting_words, wording
from trainer.choices import CHOICES, nearest
from trainer.choices.own import own
from trainer.config import KINDS, RunConfig
from trainer.faults import Fault, InvalidRun, Kind, Known
from trainer.request_values import names

_NOTHING = {"", "none", "null", "~", "off", "no", "false", "无"}
_ENDINGS = ("loss", "lr", "dataset", "optimizer", "scheduler", "network", "net", "init", "model")
_ALSO = {
    "kaiming": "he",
    "crossentropy": "cross_entropy",
    "nll": "cross_entropy",
    "bcewithlogits": "binary_cross_entropy",
    "binarycrossentropy": "binary_cross_entropy",
    "batchnorm1d": "batch",
    "batchnorm2d": "batch",
}
"""What frameworks call some choices, bare."""


def read_value(field: str, written: object) -> object:
    """What a field is set to.

    Raises:
        InvalidRun: there is no such choice, or it is another kind of value.
    """
    if written is None or (isinstance(written, str) and written.strip().lower() in _NOTHING):
        written = False if KINDS[field] == "truth" and written is not None else None
    if written is None or (written is False and KINDS[field] != "truth"):
        return setting_words.OFF.get(field, getattr(RunConfig(), field))
    said = written is True or str(written).strip().lower() in {"true", "yes", "on"}
    if said and field in _SWITCHED_ON:
        return _SWITCHED_ON[field]
    return _READ[KINDS[field]](field, written)


_SWITCHED_ON: Mapping[str, object] = {
    field: value
    for field, value, _ in setting_words.SWITCHES
    if value and field in setting_words.OFF
} | {"dropout": 0.5, "normalization": "batch"}


def _choice(field: str, written: object) -> str:
    """A choice by any name that people or frameworks have for it."""
    text = str(written)
    if field == "dataset" and own(text):
        return text
    known = names(field)
    if text in CHOICES[field]:
        return text
    last = wording.bare(re.sub(r"\(.*", "", text).rpartition(".")[2])
    for name in (wording.bare(text), last, *(last.removesuffix(one) for one in _ENDINGS)):
        if name in known or _ALSO.get(name) in CHOICES[field]:
            return known.get(name) or _ALSO[name]
        if name in CHOICES[field]:
            return name
    raise InvalidRun((Fault(field, written, Known(nearest(field, text))),))


def _number(field: str, written: object) -> int | Fraction:
    """A number, also one in quotes or as 1e-3.

    Raises:
        InvalidRun: it is none.
    """
    with suppress(ValueError, OverflowError):
        if isinstance(written, int | float | str) and not isinstance(written, bool):
            value = parse_value(str(written))
            if value is not None and not isinstance(value, bool):
                return value
    raise InvalidRun((Fault(field, _shown(written), KINDS[field]),))


def _float(field: str, written: object) -> float:
    try:
        return float(_number(field, written))
    except OverflowError:
        raise InvalidRun((Fault(field, _shown(written), KINDS[field]),)) from None


def _whole(field: str, written: object) -> int:
    value = _number(field, written)
    if isinstance(value, int):
        return value
    raise InvalidRun((Fault(field, _shown(written), KINDS[field]),))


def _truth(field: str, written: object) -> bool:
    value = written if isinstance(written, bool) else parse_value(str(written)[:10])
    if isinstance(value, bool) or value in (0, 1):
        return bool(value)
    raise InvalidRun((Fault(field, _shown(written), KINDS[field]),))


def _several(written: object) -> list[object]:
    """The items of a list, also of one that is written as text: `64-32`, `flip, noise`."""
    if isinstance(written, list):
        return list(written)
    return [one for one in re.split(r"[\s,，、+/x×-]+", str(written)) if one]


def _wholes(field: str, written: object) -> tuple[int, ...]:
    return tuple(_whole(field, one) for one in _several(written))


def _choices(field: str, written: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_choice(field, one) for one in _several(written)))


def _shown(written: object) -> str:
    return str(written)[:80]


_READ: Mapping[Kind, Callable[[str, object], object]] = {
    "text": _choice,
    "whole": _whole,
    "number": _float,
    "truth": _truth,
    "texts": _choices,
    "wholes": _wholes,
}
