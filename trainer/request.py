"""A sentence in either language -> the training that it asks for."""

import re
from dataclasses import replace

from solver.reading.numbers import Number, find_numbers, half_width
from trainer import wording
from trainer.choices import CHOICES, nearest
from trainer.config import MAX_SEED, RunConfig, faults, limits
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
        self._read_names()
        self._read_last_batch()
        self._read_other_settings()
        self._read_numbers()
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

    def _read_names(self) -> None:
        for field, choices in CHOICES.items():
            for key, entry in choices.items():
                if self._take_all(wording.alternatives((key, *entry.aliases))):
                    self._set(field, key)
            for name in self._take_all(wording.known_elsewhere(field)):
                self._faults.append(Fault(field, name, Known(nearest=None)))

    def _read_last_batch(self) -> None:
        for pattern, drop in ((wording.KEEP_LAST, False), (wording.DROP_LAST, True)):
            if self._take_all(pattern):
                self._set("drop_last", drop)
        if self._take_all(wording.ONE_EPOCH):
            self._set("epochs", 1)

    def _read_other_settings(self) -> None:
        for match in wording.OTHER_SETTING.finditer(self._rest):
            self._take(*match.span())
            self._faults.append(Fault(match["name"], match["name"], "field"))

    def _set(self, field: str, value: object) -> None:
        if field in self._values:
            self._faults.append(Fault(field, (self._values[field], value), "single"))
        self._values[field] = value

    def _read_numbers(self) -> None:
        for number in find_numbers(self._rest):
            if role := self._role(number):
                field, start, end = role
                self._take(start, end)
                self._read_number(field, number)
        for field in wording.UNREAD:
            if self._take_all(wording.UNREAD[field]):
                self._faults.append(Fault(field, None, "readable"))

    def _role(self, number: Number) -> tuple[str, int, int] | None:
        """The field of a number, and the span of the number with the words that say so."""
        for field, pattern in wording.BEFORE.items():
            if match := pattern.search(self._rest[: number.start]):
                return field, match.start(), number.end
        for field, pattern in wording.AFTER.items():
            if match := pattern.match(self._rest[number.end :]):
                return field, number.start, number.end + match.end()
        return None

    def _read_number(self, field: str, number: Number) -> None:
        value, written = number.value, number.text.strip()
        dataset = str(self._values.get("dataset", self._base.dataset))
        between = limits(replace(self._base, dataset=dataset))[field]
        if value > MAX_SEED:
            self._faults.append(Fault(field, written, between))
        elif field == "learning_rate":
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
