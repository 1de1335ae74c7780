"""An epoch that does not go through all of the data: `steps_per_epoch`, `limit_train_batches`."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.spans import Exact

_LENGTHS = {"batches_per_epoch", "iterations_per_epoch"}
_LIMIT = lazy_pattern(r"steps?_per_epoch|limit_train_batches|\bbreak\b|\bislice\b", re.IGNORECASE)
_LEFT = lazy_pattern(r"\bbreak\b|\bislice\b")
_SHARE = lazy_pattern(
    r"(?P<name>limit_train_batches|train_percent_check)\s{0,3}[=:]\s{0,3}(?P<share>0?\.\d{1,6}|1\.0)"
)
_ENDLESS = lazy_pattern(r"\.repeat\(\s?\)|flow_from_|generator|while True", re.IGNORECASE)
_RUNS_OUT = lazy_pattern(r"r[au]n(?:s|ning)? out|interrupt|用完|不够|耗尽", re.IGNORECASE)


def with_limited_epochs(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts; where an epoch is told to be shorter than the data, the data does not count."""
    facts = _as_drawn(scan, facts)
    values = {f.known.quantity: f.known.value for f in facts if f.known.source != "claimed"}
    shared = _shared(scan, values)
    if shared:
        return [shared, *(f for f in facts if f.known.quantity not in DATA | _LENGTHS)]
    limit = _set_limit(facts)
    lengths = [f for f in facts if f.known.quantity in _LENGTHS and f != limit]
    whole = _batches(values) or (lengths[0].known.value if len(lengths) == 1 else None)
    if limit is None or whole is None or limit.known.value == whole:
        return facts
    endless = _ENDLESS.search(scan.text) and not _RUNS_OUT.search(scan.text)
    if limit.known.value > whole and not endless:
        # The data end before the loop is left.
        return [f for f in facts if f != limit] if _LEFT.search(limit.known.text) else facts
    kept = [f for f in facts if f.known.quantity not in DATA and f != limit]
    kept = [f for f in kept if f.known.source == "claimed" or f not in lengths]
    known = limit.known
    if values.get("batch_size"):
        size = known.value * values["batch_size"] * max(values.get("devices", 1), 1)
        known = replace(known, quantity="train_size", value=size)
    return [*kept, replace(limit, known=known)]


def _as_drawn(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts; a sampler that is told how many to draw decides, not the size of the data."""
    if "samples_drawn" not in scan.settings.facts:
        return facts
    drawn = scan.settings.value_of("train_size")
    return [f for f in facts if f.known.quantity not in DATA or f.known.value == drawn]


def _set_limit(facts: list[Fact]) -> Fact | None:
    """The batches of an epoch, as a setting gives them."""
    for fact in facts:
        known = fact.known
        if known.quantity in _LENGTHS and known.source == "stated" and _LIMIT.search(known.text):
            return fact
    return None


def _shared(scan: Scan, values: Mapping[str, Exact]) -> Fact | None:
    """The samples of an epoch that goes through a share of the batches, rounded down."""
    match = _SHARE.search(scan.text)
    whole = _batches(values)
    if match is None or whole is None:
        return None
    count = int(whole * Fraction(match["share"])) * values["batch_size"]
    known = Known("train_size", count * max(values.get("devices", 1), 1), "stated", match.group())
    return Fact(known, match.start("share"), match.end("share"))


def _batches(values: Mapping[str, Exact]) -> int | None:
    """How many batches the data has on one device."""
    size = values.get("train_size", values.get("dataset_size"))
    batch = values.get("batch_size")
    if size is None or not batch or batch < 0:
        return None
    devices = max(values.get("devices", 1), 1)
    return ceil(Fraction(ceil(Fraction(size) / devices), 1) / batch)
