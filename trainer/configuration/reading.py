"""What a configuration sets of a run, what it gets wrong, and what no run here can have."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from trainer import wording
from trainer.checks import MAX_LAYERS, faults
from trainer.choices import CHOICES
from trainer.choices.own import own
from trainer.config import KINDS, RunConfig, from_dict, train_size
from trainer.configuration.names import field_of, is_elsewhere, is_size, misspelt
from trainer.configuration.parsing import Leaf, leaves, parse
from trainer.configuration.values import read_value
from trainer.faults import Fault, InvalidRun

_RUN = "config"
"""Where `train --json` prints the configuration of its run."""
_MOMENTUM = 0.9
_UNITS = 64
_FEWEST = 2


@dataclass(frozen=True)
class Configuration:
    """What a text sets of a run.

    Attributes:
        values: what it sets, by field.
        wrong: settings with a value that no run can have, and keys that are surely misspelt.
        left_out: keys that nothing here can be set by.
        sized: whether it says how many samples there are.
    """

    values: Mapping[str, object]
    wrong: tuple[Fault, ...] = ()
    left_out: tuple[str, ...] = ()
    sized: bool = False

    @property
    def config(self) -> RunConfig:
        """The run that it sets; what it leaves out has its default."""
        return from_dict(self.values)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that keeps it from being run; empty where nothing does."""
        told = {fault.field for fault in self.wrong}
        return (*self.wrong, *(one for one in faults(self.config) if one.field not in told))

    @property
    def means_a_run(self) -> bool:
        """Whether it surely sets a run here: it names the data, or a kind of network or so."""
        named = {*self.values, *(fault.field for fault in self.wrong)}
        if "dataset" in named:
            return len(named) >= _FEWEST
        return len(named) >= _FEWEST and not self.sized and bool(named & CHOICES.keys())


def read_configuration(text: str, table: str | None = None) -> Configuration | None:
    """The settings of a text that is one whole configuration; None where it is none.

    A configuration as `train --json` prints it gives exactly that run.

    Args:
        text: JSON, TOML, YAML, lines such as `batch_size = 64`, or `batch_size: 64, epochs: 5`.
        table: the key of the learner's own table, which "my data" means.
    """
    values = parse(text)
    if values is None:
        return None
    ours = values.get(_RUN)
    if isinstance(ours, dict) and ours.keys() <= KINDS.keys():
        values = ours
    return _as_printed(values) or _Reader(leaves(values), table).configuration()


def _as_printed(values: Mapping[str, object]) -> Configuration | None:
    """A configuration in our own names, each with a value of its kind."""
    with suppress(InvalidRun):
        if not faults(from_dict(values)):
            return Configuration(values)
    return None


class _Reader:
    def __init__(self, found: Sequence[Leaf], table: str | None) -> None:
        self._table = table
        self._values: dict[str, object] = {}
        self._wrong: list[Fault] = []
        self._left_out: list[str] = []
        self._others: dict[str, object] = {}
        self._sized = any(map(is_size, found))
        for leaf in found:
            self._read(leaf)
        self._read_momentum()
        self._read_layers()

    def configuration(self) -> Configuration:
        left_out = tuple(dict.fromkeys(self._left_out))
        if own(dataset := str(self._values.get("dataset"))):
            usual = RunConfig(dataset)
            self._values.setdefault("batch_size", min(usual.batch_size, train_size(usual)))
        return Configuration(self._values, tuple(self._wrong), left_out, self._sized)

    def _read(self, leaf: Leaf) -> None:
        field = field_of(leaf)
        if is_elsewhere(leaf):
            return
        if field in KINDS:
            self._set(str(field), leaf.value)
        elif field:
            self._others[field] = leaf.value
        elif meant := misspelt(leaf):
            self._wrong.append(Fault(meant, leaf.key, "misspelt"))
        else:
            self._left_out.append(leaf.key)

    def _set(self, field: str, written: object) -> None:
        if field == "dataset" and wording.OWN.fullmatch(str(written).strip()):
            self._set_table()
            return
        try:
            self._values[field] = read_value(field, written)
        except InvalidRun as refusal:
            self._wrong += refusal.faults

    def _set_table(self) -> None:
        if self._table:
            self._values["dataset"] = self._table
        else:
            self._wrong.append(Fault("dataset", None, "to_send"))

    def _read_momentum(self) -> None:
        """SGD with momentum is an optimizer of its own here."""
        momentum, sgd = self._others.get("momentum"), self._values.get("optimizer") == "sgd"
        nesterov = str(self._others.get("nesterov", "")).lower() in {"true", "yes", "1"}
        if sgd and (nesterov or momentum not in (None, 0, "0", "0.0")):
            self._values["optimizer"] = "nesterov" if nesterov else "momentum"
        if sgd and str(momentum) in {str(_MOMENTUM), "None", "0", "0.0", ".9", "0.90"}:
            return
        self._left_out += [name for name in ("momentum",) if name in self._others]

    def _read_layers(self) -> None:
        """How many hidden layers there are, of one size."""
        if "layers" not in self._others:
            return
        try:
            found = read_value("hidden", [self._others["layers"]])
        except InvalidRun as refusal:
            self._wrong += refusal.faults
            return
        count = found[0] if isinstance(found, tuple) else 0
        sizes = self._values.get("hidden") or (_UNITS,)
        if isinstance(sizes, tuple) and len(sizes) == 1:
            self._values["hidden"] = sizes * max(0, min(count, MAX_LAYERS + 1))
