"""A loader before and after its data is shared: "len(loader) before prepare() and after it"."""

import re
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Problem

_SHARES = r"(?:prepare|DistributedSampler|DDP|sharding|shard(?:ed|ing)?)"
_BOTH = lazy_pattern(
    rf"\bbefore\b[^.?]{{0,60}}{_SHARES}[^.?]{{0,60}}\bafter\b"
    rf"|{_SHARES}[^。?]{{0,12}}之?前[^。?]{{0,60}}之?后",
    re.IGNORECASE,
)
_OF_A_LOADER = {"batches_per_epoch", "iterations_per_epoch"}


def with_both_lengths(problem: Problem, text: str) -> Problem:
    """The batches of a loader asked twice: for one process alone, and for one of all."""
    devices = next((known for known in problem.knowns if known.quantity == "devices"), None)
    others = {ask.quantity for ask in problem.asks} - _OF_A_LOADER
    if devices is None or others or not _BOTH.search(text):
        return problem
    alone = replace(devices, value=1)
    asks = (Ask("batches_per_epoch", (alone,)), Ask("batches_per_epoch", (devices,)))
    knowns = tuple(known for known in problem.knowns if known is not devices)
    return replace(problem, knowns=knowns, asks=asks)
