"""A sentence in either language -> the training that it asks for."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from solver.reading.tokens.numbers import Number, find_numbers, half_width
from trainer import setting_words, wording
from trainer.checks import MAX_LAYERS, MAX_SEED, faults, limits
from trainer.choices import CHOICES, nearest
from trainer.config import KINDS, RunConfig, learning_rate
from trainer.faults import Fault, InvalidRun, Known


def read_request(text: str, previous: RunConfig | None = None) -> RunConfig | None:
    """The run that a sentence asks for.

    Args:
        text: what the person wrote.
        previous: the run before; "again with batch size 128" keeps of it what it does not name.

    Returns:
        The configuration; None where the sentence is no request to train, but a question, an
        exercise, or something with a number that no setting explains.

    Raises:
        InvalidRun: it asks for a training that cannot be run; with every fault.
    """
    text = wording.LEADING_SIGNS.sub("", half_width(text)).strip()
    if not wording.asks_for_training(text):
        return None
    base = previous if wording.asks_again(text) else None
    reader = _Reader(text, base or RunConfig())
    if not reader.understood or not (base or reader.names_something):
        return None
    return reader.config()


class _Reader:
    """Reads a request part by part; what is read is blanked, so that it is read once."""

    def __init__(self, text: str, base: RunConfig) -> None:
        self._rest = text
        self._base = base
        self._values: dict[str, object] = {}
        self._faults: list[Fault] = []
        self._read_names("dataset")
        self._read_hidden_layers()
        self._read_factors()
        self._read_numbers()
        self._read_switches()
        self._read_other_settings()
        for field in CHOICES:
            self._read_names(field)
        self._read_unread()
        self._read_unknown_names()

    @property
    def understood(self) -> bool:
        """Every number has found its setting."""
        return not find_numbers(self._rest)

    @property
    def names_something(self) -> bool:
        """At least a setting, a name or "a network" says that this is about a training here."""
        return bool(self._values or self._faults or wording.GENERIC.search(self._rest))

    def config(self) -> RunConfig:
        """The configuration that was read.

        Raises:
            InvalidRun: with the faults of the sentence, and those of what it asks for.
        """
        config = replace(self._base, **self._values)  # type: ignore[arg-type]  # read by field
        named = {fault.field for fault in self._faults}
        found = [*self._faults, *(one for one in faults(config) if one.field not in named)]
        if found:
            raise InvalidRun(tuple(found))
        return config

    def _take(self, start: int, end: int) -> str:
        taken = self._rest[start:end]
        self._rest = self._rest[:start] + " " * (end - start) + self._rest[end:]
        return taken.strip()

    def _take_all(self, pattern: re.Pattern[str]) -> list[str]:
        return [self._take(*match.span()) for match in pattern.finditer(self._rest)]

    def _read_names(self, field: str) -> None:
        several = field == "augmentation"
        keys = _keys(field)
        found = self._take_all(wording.alternatives(tuple(keys)))
        for key in dict.fromkeys(keys[wording.bare(name)] for name in found):
            self._set(field, (*self._several(field), key) if several else key, several=several)
        if field in wording.ELSEWHERE:
            for name in self._take_all(wording.known_elsewhere(field)):
                self._faults.append(Fault(field, name, Known(nearest=None)))

    def _several(self, field: str) -> tuple[str, ...]:
        value = self._values.get(field, ())
        return value if isinstance(value, tuple) else ()

    def _read_hidden_layers(self) -> None:
        for pattern in setting_words.HIDDEN:
            if match := pattern.search(self._rest):
                self._take(*match.span())
                self._set("hidden", _layers(match.groupdict()))

    def _read_factors(self) -> None:
        """Settings as multiples of what they are otherwise."""
        for field, patterns in setting_words.FACTORS.items():
            for pattern, factor in patterns:
                if match := pattern.search(self._rest):
                    self._take(*match.span())
                    self._set(field, self._times(field, factor or _factor(match)))

    def _times(self, field: str, factor: float) -> float:
        if field == "learning_rate":
            return learning_rate(self._base) * factor
        return max(1, round(self._base.batch_size * factor))

    def _read_switches(self) -> None:
        for field, value, pattern in setting_words.SWITCHES:
            if self._take_all(pattern) and field not in self._values:
                self._set(field, value)

    def _read_other_settings(self) -> None:
        for match in setting_words.OTHER_SETTING.finditer(self._rest):
            self._take(*match.span())
            self._faults.append(Fault(match["name"], match["name"], "field"))

    def _read_unread(self) -> None:
        for field, pattern in setting_words.UNREAD.items():
            if self._take_all(pattern):
                self._faults.append(Fault(field, None, "readable"))

    def _set(self, field: str, value: object, *, several: bool = False) -> None:
        if field in self._values and not several:
            self._faults.append(Fault(field, (self._values[field], value), "single"))
        self._values[field] = value

    def _read_numbers(self) -> None:
        self._take_all(setting_words.USUAL_MOMENTUM)
        for number in find_numbers(self._rest):
            if role := self._role(number):
                field, start, end = role
                self._take(start, end)
                self._read_number(field, number)

    def _role(self, number: Number) -> tuple[str, int, int] | None:
        """The field of a number, and the span of the number with the words that say so."""
        for field, pattern in setting_words.BEFORE.items():
            if match := pattern.search(self._rest[: number.start]):
                return field, match.start(), number.end
        for field, pattern in setting_words.AFTER.items():
            if match := pattern.match(self._rest[number.end :]):
                return field, number.start, number.end + match.end()
        return None

    def _read_number(self, field: str, number: Number) -> None:
        value, written = number.value, number.text.strip()
        dataset = str(self._values.get("dataset", self._base.dataset))
        between = limits(replace(self._base, dataset=dataset))[field]
        if value > MAX_SEED:
            self._faults.append(Fault(field, written, between))
        elif KINDS[field] == "number":
            self._set(field, float(value))
        elif isinstance(value, int):
            self._set(field, value)
        else:
            self._faults.append(Fault(field, written, "whole"))

    def _read_unknown_names(self) -> None:
        for field, pattern in wording.UNKNOWN_NAMES:
            match = re.search(pattern, self._rest, re.IGNORECASE)
            if match and not self._has(field) and not wording.NOT_A_NAME.fullmatch(match["name"]):
                self._add_unknown(field, match["name"])

    def _has(self, field: str) -> bool:
        return field in self._values or any(fault.field == field for fault in self._faults)

    def _add_unknown(self, field: str, name: str) -> None:
        """Refuse a name, where it looks like one of ours or the sentence is surely a request."""
        if (guess := nearest(field, name)) or self.names_something:
            self._faults.append(Fault(field, name, Known(guess)))


_BY_KEY = {"dataset", "model", "optimizer", "activation", "loss"}
"""Fields whose keys are words that people use."""
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_USUAL_UNITS = 64


@cache
def _keys(field: str) -> dict[str, str]:
    """The choices of a field by every name that people have for them, bare and as written."""
    return {
        spelled: key
        for key, entry in CHOICES[field].items()
        for name in ((key,) if field in _BY_KEY else ()) + entry.aliases
        for spelled in (name, wording.bare(name))
    }


def _layers(said: Mapping[str, str | None]) -> tuple[int, ...]:
    """The sizes of hidden layers: each of them, or how many of one size."""
    if sizes := said.get("sizes"):
        return tuple(map(int, re.findall(r"\d+", sizes)))
    layers = said.get("layers") or ""
    count = _COUNTS.get(layers.lower()) or int(layers)
    return (int(said.get("units") or _USUAL_UNITS),) * min(count, MAX_LAYERS + 1)


def _factor(match: re.Match[str]) -> float:
    """How many times larger something is to be."""
    said = match.groupdict()
    return float(said["up"]) if said.get("up") else 1 / max(float(said["down"]), 1e-9)
