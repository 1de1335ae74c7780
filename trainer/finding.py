"""What the curves of a run can show, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.series import Burden

Kind = Literal[
    "divergence",
    "rate_too_high",
    "overfitting",
    "noisy",
    "rate_too_low",
    "underfitting",
    "leakage_suspicion",
    "still_improving",
    "plateau",
    "healthy",
]
Likelihood = Literal["surely", "probably", "maybe"]

FEW = 3
"""Epochs from which a curve has a shape."""
SOME = 5
"""Epochs from which a curve can be called flat, straight or restless."""


@dataclass(frozen=True)
class Finding:
    """Something that the curves show.

    Attributes:
        kind: what it is.
        likelihood: how sure that is.
        epoch: where it begins.
        evidence: the numbers that show it, by name.
        shown_by: the experiment that has it, and its cure beside it; None where there is no need.
        burdens: what is known to have made training harder than validation.
    """

    kind: Kind
    likelihood: Likelihood
    epoch: int
    evidence: Mapping[str, float]
    shown_by: str | None = None
    burdens: tuple[Burden, ...] | None = None


def numbers(**named: float | None) -> Mapping[str, float]:
    """The numbers that there are."""
    return {name: value for name, value in named.items() if value is not None}
