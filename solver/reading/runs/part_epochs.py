"""A fraction of an epoch beside its step, as some logs write it: 'epoch': 2.4 at step 1800."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import islice

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan

_EPOCH = lazy_pattern(
    r"epoch['\"]?\s{0,2}(?:[:=]|is|was|at|为|是|到)?\s{0,2}(?P<number>\d{1,5}\.\d{1,8})(?![\d.])"
    r"|(?P<before>\d{1,5}\.\d{1,8})\s?(?:个\s?)?(?:epochs?\b|轮)",
    re.IGNORECASE,
)
_STEP = lazy_pattern(
    r"(?:global[_ ]?step|\bstep|\biter(?:ation)?|步数)['\"]?\s{0,2}"
    r"(?:[:=]|is|was|at|为|是|到)?\s{0,2}"
    r"(?P<number>\d[\d,]{0,12}[kK]?)(?![\d/]|\s?/)|第\s?(?P<before>\d[\d,]{0,12})\s?步",
    re.IGNORECASE,
)
_FARTHEST, _MOST = 60, 40


def with_part_epochs(scan: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The facts with the place that such a pair tells, instead of what its numbers seemed."""
    pair = _pair(scan.text)
    if pair is None:
        return list(facts)
    places = [
        _fact(name, match)
        for name, match in zip(("epochs_done", "iterations_done"), pair, strict=True)
    ]
    kept = [f for f in facts if not any(p.start < f.end and f.start < p.end for p in places)]
    return kept + places


def _pair(text: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """A number of epochs that is not whole, and the step nearest to it."""
    steps = list(islice(_STEP.finditer(text), _MOST))
    for epoch in islice(_EPOCH.finditer(text), _MOST):
        whole = Fraction(epoch["number"] or epoch["before"]).denominator == 1
        near = [step for step in steps if _distance(epoch, step) <= _FARTHEST]
        if near and not whole:
            return epoch, min(near, key=lambda step: _distance(epoch, step))
    return None


def _distance(one: re.Match[str], other: re.Match[str]) -> int:
    return max(one.start() - other.end(), other.start() - one.end())


def _fact(name: str, match: re.Match[str]) -> Fact:
    number = find_numbers(match["number"] or match["before"])[0]
    known = Known(name, number.value, "stated", match.group().strip("'\""))
    return Fact(known, match.start(), match.end())
