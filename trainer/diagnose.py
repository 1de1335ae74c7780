"""What the curves of a run show: at most two findings, as data, the gravest first.

Every rule in `symptoms` looks for one thing. Changes are judged against what a curve has come down
in all, against where it is, and against how much it jumps from epoch to epoch: so a threshold
means the same for every loss, for short runs and for long ones.
"""

from collections.abc import Callable, Mapping, Sequence

from trainer.finding import Finding, Kind
from trainer.series import Series
from trainer.symptoms.fit import leakage_suspicion, overfitting, underfitting
from trainer.symptoms.progress import healthy, plateau, still_improving
from trainer.symptoms.rate import divergence, noisy, rate_too_high, rate_too_low

MOST = 2
"""Findings that a person is told."""

_RULES: Sequence[Callable[[Series], Finding | None]] = (
    divergence,
    rate_too_high,
    overfitting,
    noisy,
    rate_too_low,
    underfitting,
    leakage_suspicion,
    still_improving,
    plateau,
    healthy,
)
_EXPLAINS: Mapping[Kind, frozenset[Kind]] = {
    "divergence": frozenset({"rate_too_high", "overfitting", "noisy", "underfitting"}),
    "rate_too_high": frozenset({"overfitting", "noisy", "underfitting", "leakage_suspicion"}),
    "noisy": frozenset({"leakage_suspicion"}),
    "rate_too_low": frozenset({"underfitting"}),
}
"""What is no finding of its own beside another that explains it."""
_STATES: frozenset[Kind] = frozenset({"still_improving", "plateau"})
"""What is no illness, and only said of a run that has none."""


def diagnose(series: Series) -> tuple[Finding, ...]:
    """What a run shows; nothing where it has too few epochs to show anything."""
    told: list[Finding] = []
    for rule in _RULES:
        finding = rule(series)
        if finding is not None and not _said(finding, told):
            told.append(finding)
    return tuple(told[:MOST])


def _said(finding: Finding, told: Sequence[Finding]) -> bool:
    """Whether what was found before leaves nothing to say of it."""
    if finding.kind == "healthy":
        return bool(told)
    if finding.kind in _STATES:
        return any(one.kind != "leakage_suspicion" for one in told)
    return any(finding.kind in _EXPLAINS.get(one.kind, frozenset()) for one in told)
