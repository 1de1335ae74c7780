"""A sentence in either language -> the training, or the comparison of some, that it asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from solver.reading.tokens.numbers import Number, find_numbers, half_width
from trainer import comparison, setting_words, wording
from trainer.checks import MAX_SEED, faults, limits
from trainer.choices import CHOICES, nearest
from trainer.choices.own import own
from trainer.comparison import Comparison
from trainer.config import KINDS, RunConfig, learning_rate, train_size
from trainer.faults import Fault, InvalidRun, Known
from trainer.request_values import in_digits, layers, names, shared, written_factor

Request = RunConfig | Comparison
"""What a sentence can ask for."""


def read_request(
    text: str, previous: RunConfig | None = None, table: str | None = None
) -> Request | None:
    """The run that a sentence asks for, or the runs that it wants compared.

    Args:
        text: what the person wrote.
        previous: the run before; "again with batch size 128" keeps of it what it does not name.
        table: the key of the learner's own table, which "my data" means; None where there is none.

    Returns:
        The configuration, or those of a comparison; None where the sentence is no request to
        train, but a question, an exercise, or something with a number that no setting explains.

    Raises:
        InvalidRun: it asks for a training that cannot be run; with every fault.
    """
    text = wording.LEADING_SIGNS.sub("", half_width(text)).strip()
    trains, compares = wording.asks_for_training(text), wording.asks_for_comparison(text)
    if not (trains or compares):
        return None
    base = previous if wording.asks_again(text) else None
    reader = _Reader(text, base or RunConfig(), table, compares=compares)
    if not reader.understood or not (base or reader.names_something):
        return None
    if compares and (reader.compares_runs or (trains and reader.varies)):
        return reader.comparison()
    return reader.config() if trains else None


class _Reader:
    """Reads a request part by part; what is read is blanked, so that it is read once."""

    def __init__(self, text: str, base: RunConfig, table: str | None, *, compares: bool) -> None:
        self._rest = wording.spaced(text) if compares else text
        self._base = base
        self._compares = compares
        self._lists = not wording.counts(text)
        self._values: dict[str, list[object]] = {}
        self._faults: list[Fault] = []
        self._without = compares and bool(self._take_all(wording.BOTH))
        self._read_table(table)
        self._read_names("dataset")
        self._read_hidden_layers()
        self._read_factors()
        self._read_numbers()
        self._read_switches()
        self._read_other_settings()
        for field in CHOICES:
            self._read_names(field)
        self._read_nothing()
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

    @property
    def varies(self) -> bool:
        """A setting has several values, or would have if all of them were known."""
        unknown = {fault.field for fault in self._faults if isinstance(fault.expected, Known)}
        return bool(self._several or unknown & self._values.keys())

    @property
    def compares_runs(self) -> bool:
        """Something that varies, and what to train: names alone may be held against each other."""
        named = len(self._values) > len(self._several) or wording.GENERIC.search(self._rest)
        others = named or any(fault.expected == "to_send" for fault in self._faults)
        return self.varies and bool(others or not self._several.keys() <= CHOICES.keys())

    @property
    def _several(self) -> dict[str, tuple[object, ...]]:
        return {field: tuple(found) for field, found in self._values.items() if len(found) > 1}

    def config(self) -> RunConfig:
        """The configuration that was read.

        Raises:
            InvalidRun: with the faults of the sentence, and those of what it asks for.
        """
        config = self._with({})
        single = [Fault(field, given, "single") for field, given in self._several.items()]
        self._refuse([*self._faults, *single], faults(config))
        return config

    def comparison(self) -> Comparison:
        """The comparison that was read.

        Raises:
            InvalidRun: with the faults of the sentence, and those of what it asks for.
        """
        (field, values), *others = self._several.items() or [next(iter(self._values.items()))]
        compared = Comparison(tuple(self._with({field: value}) for value in values))
        alone = [Fault(name, given, "alone") for name, given in others]
        read = [*self._faults, *alone]
        more = comparison.faults(compared)
        self._refuse(read, [one for one in more if not read or one.field != "runs"])
        return compared

    def _with(self, values: Mapping[str, object]) -> RunConfig:
        """The configuration with these values, and else the last that was read of each."""
        last = {field: found[-1] for field, found in self._values.items()}
        config = replace(self._base, **{**last, **values})  # type: ignore[arg-type]  # by field
        if own(config.dataset) and "batch_size" not in last:
            config = replace(config, batch_size=min(config.batch_size, train_size(config)))
        return config

    def _refuse(self, read: Sequence[Fault], more: Sequence[Fault]) -> None:
        named = {fault.field for fault in read}
        found = [*read, *(one for one in more if one.field not in named)]
        if found:
            raise InvalidRun(tuple(found))

    def _take(self, start: int, end: int) -> str:
        taken = self._rest[start:end]
        self._rest = self._rest[:start] + " " * (end - start) + self._rest[end:]
        return taken.strip()

    def _take_all(self, pattern: re.Pattern[str]) -> list[str]:
        return [self._take(*match.span()) for match in pattern.finditer(self._rest)]

    def _read_table(self, table: str | None) -> None:
        """A table that the person has sent, or has to send first."""
        if self._take_all(wording.OWN):
            if table:
                self._set("dataset", table)
            else:
                self._faults.append(Fault("dataset", None, "to_send"))

    def _read_names(self, field: str) -> None:
        keys = names(field)
        named = self._take_all(wording.alternatives(tuple(keys)))
        found = tuple(dict.fromkeys(keys[wording.bare(name)] for name in named))
        for value in (found,) if field == "augmentation" and found else found:
            self._set(field, value)
        if field in wording.ELSEWHERE:
            for name in self._take_all(wording.known_elsewhere(field)):
                self._faults.append(Fault(field, name, Known(nearest=None)))

    def _read_hidden_layers(self) -> None:
        self._rest = in_digits(self._rest)
        for pattern in setting_words.HIDDEN:
            for match in pattern.finditer(self._rest):
                self._take(*match.span())
                for sizes in layers(match.groupdict(), several=self._compares):
                    self._set("hidden", sizes)

    def _read_factors(self) -> None:
        """Settings as multiples of what they are otherwise."""
        for field, patterns in setting_words.FACTORS.items():
            for pattern, factor in patterns:
                if match := pattern.search(self._rest):
                    self._take(*match.span())
                    self._set(field, self._times(field, factor or written_factor(match)))

    def _times(self, field: str, factor: float) -> float:
        if field == "learning_rate":
            return learning_rate(self._base) * factor
        return max(1, round(self._base.batch_size * factor))

    def _read_switches(self) -> None:
        for field, value, pattern in setting_words.SWITCHES:
            if self._take_all(pattern) and self._takes(field, value):
                self._set(field, value)

    def _takes(self, field: str, value: object) -> bool:
        """Whether a setting without a number adds to what is known of it."""
        if field not in self._values or field not in setting_words.OFF:
            return self._compares or field not in self._values
        return self._compares and setting_words.OFF[field] in (value, *self._values[field])

    def _read_nothing(self) -> None:
        """Of what is compared, the run that does without."""
        fields = [field for field in self._values if field in setting_words.OFF]
        without = self._compares and bool(self._take_all(wording.NOTHING))
        if len(fields) == 1 and (without or self._without):
            self._set(fields[0], setting_words.OFF[fields[0]])

    def _read_other_settings(self) -> None:
        for match in setting_words.OTHER_SETTING.finditer(self._rest):
            self._take(*match.span())
            self._faults.append(Fault(match["name"], match["name"], "field"))

    def _read_unread(self) -> None:
        for field, pattern in setting_words.UNREAD.items():
            if self._take_all(pattern):
                self._faults.append(Fault(field, None, "readable"))

    def _set(self, field: str, value: object) -> None:
        values = self._values.setdefault(field, [])
        if value not in values:
            values.append(value)

    def _read_numbers(self) -> None:
        self._take_all(setting_words.USUAL_MOMENTUM)
        text, numbers = self._rest, find_numbers(self._rest)
        fields: list[str | None] = []
        for number in numbers:
            field, *span = self._role(number) or (None, number.start, number.start)
            self._take(*span)
            fields.append(field)
        if self._lists:
            joined = [
                bool(wording.JOINT.fullmatch(text[one.end : two.start]))
                for one, two in pairwise(numbers)
            ]
            fields = shared(fields, joined)
        for number, field in zip(numbers, fields, strict=True):
            if field:
                self._take(number.start, number.end)
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
        (dataset, *_) = self._values.get("dataset", [self._base.dataset])
        between = limits(replace(self._base, dataset=str(dataset)))[field]
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
        other = _OTHER.get(field, field)
        if not nearest(field, name) and nearest(other, name) and not self._has(other):
            field = other
        if (guess := nearest(field, name)) or self.names_something:
            self._faults.append(Fault(field, name, Known(guess)))


_OTHER = {"model": "dataset", "dataset": "model"}
"""What a name may be that stands where a model, or a data set, is named."""
