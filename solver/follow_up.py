"""What a short message means after an exercise: a changed number, or one more question."""

import re
from dataclasses import replace
from fractions import Fraction

from solver.conditions import Conditions
from solver.derive import missing_for, reconcile
from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Known, Problem
from solver.quantities import DATA, SIZES
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.vocabulary import find_labels
from solver.relations import relations
from solver.spans import Span, exact

_CHANGES = lazy_pattern(
    r"^\s*(?:and|what if|what about|how about|now|if|but|with|then|same|suppose|instead|or|ok|okay"
    r"|那|如果|若|换|改|要是|假如|再|还是|同样|当|而|把|呢)|instead|呢\s*[?？]?\s*$|换成|改成|改为|变成",
    re.IGNORECASE,
)
_COUNTS = lazy_pattern(r"how (?:many|long)|多少|几|多久", re.IGNORECASE)
_TOTAL = lazy_pattern(r"in total|in all|altogether|一共|总共", re.IGNORECASE)
_FACTORS = (
    (lazy_pattern(r"\b(?:double|twice)\b|翻倍|加倍|两倍", re.IGNORECASE), Fraction(2)),
    (lazy_pattern(r"\b(?:halve|half)\b|减半|一半", re.IGNORECASE), Fraction(1, 2)),
)
_SCALABLE = {
    "batch_size": "batch_size",
    "batches": "batch_size",
    "epochs": "epochs",
    "iterations": "total_iterations",
    "devices": "devices",
}
_FEW = 8  # letters beside a value that still say nothing else
_SOME = 24  # the same, where a word such as "what if" says that something changes
_LONGEST = 120
_PER_EPOCH = {
    "total_iterations": "iterations_per_epoch",
    "total_batches": "batches_per_epoch",
    "time_total": "time_per_epoch",
}
_IN_TOTAL = {per_epoch: total for total, per_epoch in _PER_EPOCH.items()}


def follow_up(text: str, problem: Problem, previous: Problem) -> Problem:
    """The problem that a message means, given the one before it in the chat.

    "and with batch size 128?" keeps what was asked and changes what it names; "how many epochs is
    that?" keeps what was known; "100" answers what was asked back. A message that stands on its
    own is left as it is.
    """
    unusable = previous.faults or _of_several_runs(previous)
    if unusable or len(text) > _LONGEST or _stands_alone(problem):
        return problem
    scaled = _scaled(text, previous)
    changes = bool(_CHANGES.search(text))
    if scaled and changes:
        return _merged(replace(problem, knowns=scaled, asks=()), previous)
    names = bool(problem.knowns) or problem.drop_last is not None
    counts = bool(problem.asks) and bool(_COUNTS.search(text))
    if counts or (names and (changes or _says_nothing_else(text, problem))):
        only_treatment = not (problem.knowns or counts)
        return _merged(replace(problem, asks=()) if only_treatment else problem, previous)
    return _without_names(text, problem, previous)


def _says_nothing_else(text: str, problem: Problem) -> bool:
    """Whether a text is hardly more than the values that were read: "it is 100", "批大小100"."""
    for known in problem.knowns:
        text = text.replace(known.text, "")
    return bool(problem.knowns) and len(re.findall(r"\w", text)) <= _FEW


def _scaled(text: str, previous: Problem) -> tuple[Known, ...]:
    """A quantity made some times larger or smaller: "what if I double the batch size?"."""
    factor = next((factor for words, factor in _FACTORS if words.search(text)), None)
    named = {_SCALABLE.get(label.kind) for label in find_labels(text)}
    if factor is None:
        return ()
    return tuple(
        Known(known.quantity, exact(known.value * factor), "stated", text.strip())
        for known in previous.knowns
        if known.quantity in named
    )


def _stands_alone(problem: Problem) -> bool:
    named = {known.quantity for known in problem.knowns}
    return bool(named & DATA and named - SIZES)


def _of_several_runs(problem: Problem) -> bool:
    return len({known.quantity for known in problem.knowns}) < len(problem.knowns)


def _swapped(text: str, previous: Problem) -> tuple[Ask, ...]:
    """The same questions for one epoch ("and per epoch?"), or for the whole run ("in total?")."""
    kinds = {label.kind for label in find_labels(text)}
    table = _PER_EPOCH if "per_epoch" in kinds else _IN_TOTAL if _TOTAL.search(text) else {}
    changed = [replace(a, quantity=table.get(a.quantity, a.quantity)) for a in previous.asks]
    return tuple(changed) if tuple(changed) != previous.asks else ()


def _without_names(text: str, problem: Problem, previous: Problem) -> Problem:
    """A message that names no quantity: "and per epoch?", or a number alone.

    A number alone is what was asked for, or else a batch size, which people vary most.
    """
    swapped = _swapped(text, previous)
    if swapped and not problem.asks and _CHANGES.search(text):
        return _merged(replace(problem, asks=swapped), previous)
    numbers = find_numbers(text)
    if problem.asks or problem.knowns or len(numbers) != 1:
        return problem
    quantity = _missing(previous) or "batch_size"
    around = len(re.findall(r"\w", text)) - len(numbers[0].text)
    if around > (_SOME if _CHANGES.search(text) else _FEW) or (
        quantity == "batch_size" and not _varies_batch_size(text, previous)
    ):
        return problem
    known = Known(quantity, numbers[0].value, "stated", numbers[0].text)
    return _merged(replace(problem, knowns=(known,)), previous)


def _varies_batch_size(text: str, previous: Problem) -> bool:
    if _missing(previous) == "batch_size":
        return True
    return bool(_CHANGES.search(text)) and previous.value_of("batch_size") is not None


def _missing(previous: Problem) -> str | None:
    """The first quantity that the previous problem still waits for."""
    known = {known.quantity for known in previous.knowns}
    for ask in previous.asks:
        own = known | {given.quantity for given in ask.given}
        conditions = Conditions.naming(own | {ask.quantity}, drop_last=bool(previous.drop_last))
        missing = missing_for(ask.quantity, own, relations(conditions))
        if missing:
            return missing[0]
    return None


def _merged(problem: Problem, previous: Problem) -> Problem:
    changed = {known.quantity: Span.of(known.value) for known in problem.knowns}
    old = [
        replace(known, source="previous")
        for known in previous.knowns
        if known.quantity not in changed
    ]
    if changed.keys() & DATA:
        old = [known for known in old if known.quantity not in SIZES]
    asks = problem.asks or tuple(ask for ask in previous.asks if not ask.claimed)
    kept = _fitting(old, changed, drop_last=previous.drop_last or False)
    return replace(
        problem,
        knowns=(*kept, *problem.knowns),
        asks=asks,
        drop_last=previous.drop_last if problem.drop_last is None else problem.drop_last,
        pasted=previous.pasted or problem.pasted,
    )


def _fitting(old: list[Known], changed: dict[str, Span], *, drop_last: bool) -> list[Known]:
    """The old numbers that can still be true."""
    values = {known.quantity: Span.of(known.value) for known in old}
    conditions = Conditions.naming(values.keys() | changed.keys(), drop_last=drop_last)
    kept = reconcile(values, changed, relations(conditions))
    return [known for known in old if known.quantity in kept]
