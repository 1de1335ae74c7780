"""What was understood of a question: the data that a derivation starts from."""

import json
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Literal, Protocol

from solver.language import Language
from solver.spans import Exact, exact

Source = Literal["stated", "dataset", "previous", "assumed"]


class NamedDataset(Protocol):
    """A data set that people mention by name; sizes in samples."""

    @property
    def name(self) -> str:
        """Its usual name."""
        ...

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other ways to write it."""
        ...

    @property
    def train_size(self) -> int:
        """Samples meant for training."""
        ...

    @property
    def test_size(self) -> int | None:
        """Samples meant for testing, where there is an official split."""
        ...


@dataclass(frozen=True)
class Known:
    """A quantity with its value, where it comes from, and the words it was read from."""

    quantity: str
    value: Exact
    source: Source = "stated"
    text: str = ""


@dataclass(frozen=True)
class Ask:
    """A quantity that is asked for.

    `given` and `drop_last` hold only for this question ("after 10 epochs", "if it is dropped").
    """

    quantity: str
    given: tuple[Known, ...] = ()
    text: str = ""
    drop_last: bool | None = None


FaultKind = Literal["too_small", "too_large", "not_whole"]


@dataclass(frozen=True)
class Fault:
    """A stated value that no training run can have, with the bound that it breaks."""

    kind: FaultKind
    known: Known
    bound: int = 0


@dataclass(frozen=True)
class Problem:
    """An exercise: what is known and what is asked.

    Attributes:
        knowns: stated quantities, at most one for each, in reading order.
        asks: what is asked, in the order asked.
        drop_last: whether the incomplete last batch is dropped; None where nothing is said.
        language: the language it was asked in.
        faults: stated values that make no sense.
        checks: whether the person asks if something is right.
        unknown_dataset: a data set that the question names and nobody here knows.
        rivals: different values that are stated for one quantity, which is then not known.
    """

    knowns: tuple[Known, ...] = ()
    asks: tuple[Ask, ...] = ()
    drop_last: bool | None = None
    language: Language = "en"
    faults: tuple[Fault, ...] = ()
    checks: bool = False
    unknown_dataset: str | None = None
    rivals: tuple[Known, ...] = ()

    def value_of(self, quantity: str) -> Exact | None:
        """The value that is known of a quantity."""
        return next((known.value for known in self.knowns if known.quantity == quantity), None)

    def with_known(self, *changed: Known) -> "Problem":
        """The same problem with these quantities added or replaced."""
        names = {known.quantity for known in changed}
        kept = tuple(known for known in self.knowns if known.quantity not in names)
        return replace(self, knowns=kept + changed)

    def to_json(self) -> str:
        """The problem as text for the store; `from_json` reads it back."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str)

    @classmethod
    def from_json(cls, text: str) -> "Problem":
        """The problem that `to_json` wrote."""
        raw = json.loads(text)
        return cls(
            _knowns(raw["knowns"]),
            tuple(Ask(**(ask | {"given": _knowns(ask["given"])})) for ask in raw["asks"]),
            raw["drop_last"],
            raw["language"],
            tuple(
                Fault(fault["kind"], _knowns([fault["known"]])[0], fault["bound"])
                for fault in raw["faults"]
            ),
            raw["checks"],
            raw["unknown_dataset"],
            _knowns(raw["rivals"]),
        )


def _knowns(raw: list[dict[str, str]]) -> tuple[Known, ...]:
    return tuple(
        Known(known["quantity"], exact(Fraction(known["value"])), known["source"], known["text"])  # type: ignore[arg-type]
        for known in raw
    )
