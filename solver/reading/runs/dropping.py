"""Whether a question keeps the incomplete last batch, drops it, or asks about both."""

import re
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask
from solver.reading.asked.asks import Asked, asks
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import Label

_WHETHER = lazy_pattern(r"[^,，。;；?\n]{0,6}(?:吗|么|不)\s?[?,，]")
"""What ends the question whether the last batch is dropped."""
_BOTH = lazy_pattern(
    r"\bwith(?:out)?(?: and | or |/)with(?:out)? (?:\w+ )?(?:drop|discard)"
    r"|(?:开和不开|开与不开|开不开|用和不用|用不用|丢和不丢|丢与不丢|丢不丢)\s?(?:drop_last|最后)",
    re.IGNORECASE,
)
_WAYS = {"drop": True, "keep": False}
_DEPENDS_ON_DROPPING = {
    "batches_per_epoch",
    "iterations_per_epoch",
    "total_batches",
    "total_iterations",
    "last_batch_size",
    "samples_seen",
}


def drops_last(scanned: Scan) -> bool | None:
    """Whether the last batch is dropped; None where nothing, or both, is said."""
    said = {_WAYS[label.kind] for label in _mentions(scanned)}
    if not said:
        return scanned.settings.drop_last
    return said.pop() if len(said) == 1 else None


def asked_ways(scanned: Scan, item: Asked, ask: Ask) -> list[Ask]:
    """The question, for each way to treat the last batch that it asks about.

    "With drop_last=True and with drop_last=False" is two questions, and so is "and without
    drop_last" beside code that sets it. What only a later question says does not hold before it.
    """
    mentions = _mentions(scanned)
    later = [scanned.segment_of(label) for label in mentions]
    if later and all(s.start > item.segment.start and asks(scanned, s) for s in later):
        return [replace(ask, drop_last=False)]
    if ask.quantity not in _DEPENDS_ON_DROPPING:
        return [ask]
    own = [_WAYS[label.kind] for label in mentions if item.segment.holds(label)]
    if _BOTH.search(scanned.text, item.segment.start, item.segment.end):
        own = [False, True]
    if own and scanned.settings.drop_last is not None:
        own.insert(0, scanned.settings.drop_last)
    ways = dict.fromkeys(own)
    if len(ways) > 1:
        return [replace(ask, drop_last=way) for way in ways]
    return [ask]


def _mentions(scanned: Scan) -> list[Label]:
    return [
        token
        for token in scanned.tokens
        if isinstance(token, Label)
        and token.kind in _WAYS
        and not _WHETHER.match(scanned.text, token.end)
    ]
