"""What was understood of a question: the data that a derivation starts from."""

import json
from dataclasses import dataclass, is_dataclass, replace
from fractions import Fraction
from typing import Any, Literal, Protocol

from solver.language import Language
from solver.spans import Exact, exact

Source = Literal["stated", "dataset", "previous", "assumed", "claimed", "observed"]
"""Where a value comes from: `claimed` is what somebody worked out, `observed` what was shown."""


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
    """A quantity with its value, where it comes from, and the words it was read from.

    `about` where it is said to be a rough number; `asked` where the question is whether just this
    number is right, or whether so much is enough.
    """

    quantity: str
    value: Exact
    source: Source = "stated"
    text: str = ""
    about: bool = False
    asked: Literal["", "right", "enough"] = ""

    @property
    def budget(self) -> bool:
        """Whether it is all that there is, which may not be enough."""
        return self.asked == "enough"


@dataclass(frozen=True)
class Ask:
    """A quantity that is asked for.

    `given` and `drop_last` hold only for this question ("after 10 epochs", "if it is dropped").
    `claimed` is the value that somebody takes it to have, which is to be checked.
    """

    quantity: str
    given: tuple[Known, ...] = ()
    text: str = ""
    drop_last: bool | None = None
    claimed: Known | None = None


@dataclass(frozen=True)
class StatedFormula:
    """A formula that somebody wrote in words: a quantity as a product of others.

    Attributes:
        quantity: what it gives.
        above: the quantities, or numbers, that are multiplied.
        below: those that it is divided by.
        text: the words it was read from.
        right: whether it holds where every batch is full.
    """

    quantity: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    text: str
    right: bool


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
        wonders: whether the person asks why a number is as it is.
        rivals: different values that are stated for one quantity, which is then not known.
        unread: numbers of the question that could not be placed.
        letters: quantities that a letter stands for, instead of a number.
        formula: a formula in words that is to be checked.
        framework: key of the framework that it names or implies, as `solver.rules` has it.
        pasted: what pasted code sets and shows, as `solver.pasted` writes it.
        roughly: whether rough numbers, and epochs that iterations do not fill, are taken as such.
    """

    knowns: tuple[Known, ...] = ()
    asks: tuple[Ask, ...] = ()
    drop_last: bool | None = None
    language: Language = "en"
    faults: tuple[Fault, ...] = ()
    checks: bool = False
    wonders: bool = False
    unknown_dataset: str | None = None
    rivals: tuple[Known, ...] = ()
    unread: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    formula: StatedFormula | None = None
    roughly: bool = False
    framework: str | None = None
    pasted: str = ""

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
        return json.dumps(vars(self), ensure_ascii=False, default=_plain)

    @classmethod
    def from_json(cls, text: str) -> "Problem":
        """The problem that `to_json` wrote, by this version or an earlier one."""
        raw = json.loads(text)
        rows: dict[str, Any] = {
            "knowns": _knowns(raw["knowns"]),
            "asks": tuple(_ask(ask) for ask in raw["asks"]),
            "faults": tuple(_fault(fault) for fault in raw["faults"]),
            "rivals": _knowns(raw.get("rivals", [])),
            "unread": tuple(raw.get("unread", ())),
            "letters": tuple(raw.get("letters", ())),
            "formula": _formula(raw.get("formula")),
        }
        return cls(**(raw | rows))


def _plain(part: object) -> object:
    return vars(part) if is_dataclass(part) else str(part)


def _formula(raw: dict[str, Any] | None) -> StatedFormula | None:
    if raw is None:
        return None
    return StatedFormula(**(raw | {"above": tuple(raw["above"]), "below": tuple(raw["below"])}))


def _fault(raw: dict[str, Any]) -> Fault:
    return Fault(raw["kind"], _known(raw["known"]), raw["bound"])


def _ask(raw: dict[str, Any]) -> Ask:
    claimed = raw.get("claimed")
    parts = {"given": _knowns(raw["given"]), "claimed": _known(claimed) if claimed else None}
    return Ask(**(raw | parts))


def _knowns(raw: list[dict[str, Any]]) -> tuple[Known, ...]:
    return tuple(_known(known) for known in raw)


def _known(raw: dict[str, Any]) -> Known:
    return Known(**(raw | {"value": exact(Fraction(raw["value"]))}))
