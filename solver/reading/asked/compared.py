"""Two runs in one question: "how much longer does the first take?", "哪个更快，快多少?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.quantities import DATA
from solver.reading.asked.asks import Asked, kinds_between
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import Label

_LONGER = lazy_pattern(
    r"\bhow much (?:longer|more time)\b"
    r"|\bhow many (?:times )?more\b[^?]{0,40}\b(?:does|do|did|would|will|than)\b",
    re.IGNORECASE,
)
FASTER = lazy_pattern(
    r"\b(?:which|what) [^?.]{0,40}?\b(?:faster|slower|longer|shorter|quicker|more|fewer|less)\b"
    r"|\bis (?:it|that|this|the (?:second|first)(?: one| run)?) (?:faster|slower|quicker)\b"
    r"|\bspeed-?up\b|\bhow much (?:longer|shorter|faster|slower|quicker)\b|加速比"
    r"|哪(?:个|种|张|块|边|组|台|一)[^,，。?？]{0,12}[快慢多少长短久]|谁[更比]?较?[快慢]",
    re.IGNORECASE,
)
_LEFT = lazy_pattern(r"\b(?:left|remain\w*|to go|until|still|wait)\b", re.IGNORECASE)
_TIMES = {"time_per_iteration", "time_per_epoch", "time_total", "throughput"}
_COUNTS = {"iterations", "batches"}
_OF_A_PLACE = {
    *("iterations_done", "epochs_done", "remaining_iterations", "remaining_epochs"),
    *("time_remaining", "epoch_at_iteration"),
}


def as_lengths(scan: Scan, facts: Sequence[Fact], asked: list[Asked]) -> list[Asked]:
    """What is asked; "how much longer" asks for the time of each run where none is under way."""
    if not _tells_of_two(facts) or {f.known.quantity for f in facts} & _OF_A_PLACE:
        return asked
    items = [_as_length(scan, item) if _compares(scan, item) else item for item in asked]
    return sorted([*items, *_faster(scan, facts, items)], key=lambda item: item.label.start)


def _faster(scan: Scan, facts: Sequence[Fact], asked: Sequence[Asked]) -> list[Asked]:
    """Which of two runs is faster asks for the time of both, or for their pace without data."""
    match = FASTER.search(scan.text)
    told = {fact.known.quantity for fact in facts}
    if match is None or asked or not (told & _TIMES or _counted(scan, match.end())):
        return []
    segment = scan.segment_at(match.start())
    label = _counted(scan, match.end())
    around = kinds_between(scan, segment.start, segment.end) & {"per_epoch"}
    if label:
        kinds = frozenset({label.kind} | around)
        return [Asked(label, segment, total=not around, kinds=kinds)]
    counted = told & (DATA | {"iterations_per_epoch", "total_iterations", "epochs"})
    kind = "duration" if counted else "samples_per_second"
    whole = not around and told & {"epochs", "total_iterations", "time_total"}
    kinds = frozenset({kind} if whole else {kind, "per_epoch"})
    return [Asked(Label(kind, *match.span(), match.group()), segment, bool(whole), kinds)]


def _counted(scan: Scan, start: int) -> Label | None:
    """What the word after "more" counts: "which got more updates?"."""
    places = scan.places(start, start + 20)
    labels = (scan.tokens[place] for place in places)
    return next((x for x in labels if isinstance(x, Label) and x.kind in _COUNTS), None)


def _tells_of_two(facts: Sequence[Fact]) -> bool:
    """Whether something has two values, so that there are two runs."""
    values = {(fact.known.quantity, fact.known.value) for fact in facts}
    return len(values) > len({quantity for quantity, _ in values})


def _compares(scan: Scan, item: Asked) -> bool:
    start, end = item.segment.start, item.segment.end
    cues = (_LONGER, FASTER)
    compares = any(cue.search(scan.text, start, end) for cue in cues)
    return compares and not _LEFT.search(scan.text, start, end)


def _as_length(scan: Scan, item: Asked) -> Asked:
    """The time, or the count, that is asked of both runs."""
    label, kinds = item.label, item.kinds - {"remaining"}
    if label.kind == "remaining":
        counted = _counted(scan, label.end) if label.text.lower() == "more" else None
        label = counted or replace(label, kind="duration")
    return replace(item, label=label, kinds=kinds)
