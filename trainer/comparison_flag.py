"""A comparison on the command line: `batch_size=8,64,512`."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace

from trainer.comparison import Comparison, faults, varied
from trainer.config import KINDS, RunConfig
from trainer.faults import Fault, InvalidRun, Kind

_OPEN = {field.name for field in fields(RunConfig) if field.default is None}
_NONE = "none"
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_READ: Mapping[Kind, Callable[[str], object]] = {
    "text": str,
    "whole": int,
    "number": float,
    "truth": lambda value: _TRUTHS[value.lower()],
    "texts": lambda value: () if value == _NONE else tuple(value.split("+")),
    "wholes": lambda value: () if value == "0" else tuple(map(int, value.split("-"))),
}


def read_flag(written: str, base: RunConfig) -> Comparison:
    """The runs that are like another, each with one of the values of a field.

    Args:
        written: `batch_size=8,64,512`; layers as `64-32`, kinds of augmentation as `flip+noise`,
            and `none` for what is left out.
        base: what all of them have in common.

    Raises:
        InvalidRun: there is no such field or value, or a run that cannot be run.
    """
    name, _, values = written.partition("=")
    field = name.strip().replace("-", "_")
    if field not in KINDS or not values:
        raise InvalidRun((Fault(field, written, "field"),))
    read = [_value(field, value.strip()) for value in values.split(",")]
    compared = Comparison(
        tuple(replace(base, **{field: value}) for value in read)  # type: ignore[arg-type]  # by kind
    )
    if found := faults(compared):
        raise InvalidRun(found)
    return compared


def write_flag(comparison: Comparison) -> str:
    """What `read_flag` reads, of runs that differ in one field."""
    (field,) = varied(comparison)
    values = [getattr(run, field) for run in comparison.runs]
    return f"{field}={','.join(_written(field, value) for value in values)}"


def _value(field: str, value: str) -> object:
    if value == _NONE and field in _OPEN:
        return None
    try:
        return _READ[KINDS[field]](value)
    except (ValueError, KeyError):
        raise InvalidRun((Fault(field, value, KINDS[field]),)) from None


def _written(field: str, value: object) -> str:
    if isinstance(value, tuple):
        joint, nothing = ("-", "0") if KINDS[field] == "wholes" else ("+", _NONE)
        return joint.join(map(str, value)) or nothing
    if isinstance(value, bool):
        return str(value).lower()
    return _NONE if value is None else str(value)
