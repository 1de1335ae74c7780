"""Several runs in one text: "10 epochs take 3 h and reach 85 %, 50 epochs 15 h and 92 %"."""

from dataclasses import dataclass, replace

from solver.problem import Known
from solver.reading.logs.rows import repeats_lines
from solver.reading.stated.roles import Roles
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan
from solver.spans import exact


@dataclass(frozen=True)
class Run:
    """One run as it was told: how long it trained, what it took and what it reached."""

    epochs: Known
    time: Known | None = None
    accuracy: Known | None = None


def read_runs(scanned: Scan, roles: Roles) -> tuple[Run, ...]:
    """The runs that a text compares, shortest first; empty unless there are two to compare."""
    if repeats_lines(scanned.text):
        return ()
    if scanned.text.count("%") < 2 and "epoch" not in scanned.text.lower():  # noqa: PLR2004
        return ()
    runs: list[Run] = []
    for place, token in enumerate(scanned.tokens):
        known = roles[place][0] if place in roles else None
        if known and known.quantity == "epochs":
            runs.append(Run(known))
        elif runs and known and known.quantity == "time_total":
            runs[-1] = replace(runs[-1], time=known)
        elif runs and isinstance(token, Number) and token.percent:
            accuracy = Known("accuracy", exact(token.value * 100), "stated", token.text)
            runs[-1] = replace(runs[-1], accuracy=accuracy)
    told = [run for run in runs if run.time or run.accuracy]
    return tuple(sorted(told, key=lambda run: run.epochs.value)) if len(told) > 1 else ()
