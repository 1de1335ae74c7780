"""The length of a run in the name of its schedule: `schedule_80k`, "an 80k schedule"."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_NAMED = lazy_pattern(
    r"(?<![A-Za-z0-9])schedule[_ -]?(?P<after>\d{1,4})k(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9.])(?P<before>\d{1,4})k[ -](?:iter(?:ation)?s? )?schedule(?![A-Za-z])",
    re.IGNORECASE,
)
_LENGTHS = {"total_iterations", "epochs"}


def with_named_schedule(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the iterations that a schedule is named after, where no others are told."""
    match = _NAMED.search(scan.text)
    if match is None or any(fact.known.quantity in _LENGTHS for fact in facts):
        return facts
    count = 1000 * int(match["after"] or match["before"])
    known = Known("total_iterations", count, "stated", match.group())
    return [*facts, Fact(known, *match.span())]
