"""The exact quantity of a number whose unit is known, from the words of its clause."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.reading.runs.schedule_meanings import Clause, is_in_tokens, quantity_of

_IN_ALL = lazy_pattern(r"\btotal|in all|altogether|overall|一共|总共|总计", re.IGNORECASE)
_DURING_ALL = lazy_pattern(
    r"(?:during|in|over) (?:the )?(?:whole |entire |training )(?:training|stage|run)|整个训练",
    re.IGNORECASE,
)
_PLAIN = {
    "rate": "time_per_iteration",
    "batches": "batches_per_epoch",
    "iterations_of_epoch": "iterations_per_epoch",
}
_BATCH_SIZES = {"batch_size", "effective_batch_size"}
_OF_ONE_DEVICE = {
    "throughput": "throughput_per_device",
    "tokens_per_second": "tokens_per_second_per_device",
}
_IN_TOKENS = lazy_pattern(r"(?:\bin tokens?|token ?数)[^\d,;]{0,16}$", re.IGNORECASE)
_KEEPS = lazy_pattern(
    r"(?:keep\w*|kept|only|limit\w*|newest|latest)[^.,;]{0,20}$|保留[^，。]{0,8}$", re.IGNORECASE
)


def refined(role: str, kinds: set[str], before: str, after: str, *, alone: bool) -> str:
    """The standard name of what a number states.

    Args:
        role: what the word beside it says.
        kinds: the words of the vocabulary in its clause.
        before: its clause before it.
        after: a little of what follows it.
        alone: whether it is the only number of its clause.
    """
    clause = Clause(frozenset(kinds), before, after, alone)
    found = quantity_of(role, clause) or _other(role, clause)
    return _OF_ONE_DEVICE.get(found, found) if "per_device" in kinds else found


def _other(role: str, clause: Clause) -> str:
    """The quantity of what is no count of a schedule."""
    if role == "checkpoints" and _KEEPS.search(clause.before):
        return "checkpoint_limit"
    in_all = "epochs" in clause.kinds and _IN_ALL.search(clause.around)
    if role == "batches" and (in_all or _DURING_ALL.search(clause.around)):
        return "total_batches"
    in_tokens = _IN_TOKENS.search(clause.before) or is_in_tokens(clause.after)
    if role in _BATCH_SIZES and in_tokens:
        return "tokens_per_batch"
    return _PLAIN.get(role, role)
