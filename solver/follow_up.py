"""What a short message means after an exercise: a changed number, or one more question."""

import re
from dataclasses import replace

from solver.derive import reconcile
from solver.problem import Ask, Known, Problem
from solver.reading.numbers import find_numbers
from solver.reading.vocabulary import find_labels
from solver.relations import Conditions, relations
from solver.spans import Span

_CHANGES = re.compile(
    r"^\s*(?:and|what if|what about|how about|now|if|but|with|then|same|suppose|instead|or|ok|okay"
    r"|那|如果|若|换|改|要是|假如|再|还是|同样|当|而|把|呢)|instead|呢\s*[?？]?\s*$|换成|改成|改为|变成",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"how (?:many|long)|多少|几|多久", re.IGNORECASE)
_TOTAL = re.compile(r"in total|in all|altogether|一共|总共", re.IGNORECASE)
_LONGEST = 120
_SIZES = {"train_size", "dataset_size", "test_size", "val_size"}
_PER_EPOCH = {
    "total_iterations": "iterations_per_epoch",
    "total_batches": "batches_per_epoch",
    "time_total": "time_per_epoch",
}
_IN_TOTAL = {per_epoch: total for total, per_epoch in _PER_EPOCH.items()}


def follow_up(text: str, problem: Problem, previous: Problem) -> Problem:
    """The problem that a message means, given the one before it in the chat.

    "and with batch size 128?" keeps what was asked and changes what it names; "how many epochs is
    that?" keeps what was known. A message that stands on its own is left as it is.
    """
    if len(text) > _LONGEST or _stands_alone(problem) or _of_several_runs(previous):
        return problem
    if not _CHANGES.search(text) and not (problem.asks and not problem.knowns):
        return problem
    if problem.knowns or (problem.asks and _COUNTS.search(text)):
        return _merged(problem, previous)
    return _without_names(text, problem, previous)


def _stands_alone(problem: Problem) -> bool:
    named = {known.quantity for known in problem.knowns}
    return bool(named & {"train_size", "dataset_size"} and named - _SIZES)


def _of_several_runs(problem: Problem) -> bool:
    return len({known.quantity for known in problem.knowns}) < len(problem.knowns)


def _swapped(text: str, previous: Problem) -> tuple[Ask, ...]:
    """The same questions for one epoch ("and per epoch?"), or for the whole run ("in total?")."""
    kinds = {label.kind for label in find_labels(text)}
    table = _PER_EPOCH if "per_epoch" in kinds else _IN_TOTAL if _TOTAL.search(text) else {}
    changed = [replace(a, quantity=table.get(a.quantity, a.quantity)) for a in previous.asks]
    return tuple(changed) if tuple(changed) != previous.asks else ()


def _without_names(text: str, problem: Problem, previous: Problem) -> Problem:
    """A message that names no quantity: "and per epoch?", or a number alone, "and with 256?".

    A number alone is a batch size, which people vary most.
    """
    swapped = _swapped(text, previous)
    if swapped and not problem.asks:
        return _merged(replace(problem, asks=swapped), previous)
    numbers = find_numbers(text)
    if problem.asks or len(numbers) != 1 or previous.value_of("batch_size") is None:
        return problem
    known = Known("batch_size", numbers[0].value, "stated", numbers[0].text)
    return _merged(replace(problem, knowns=(known,)), previous)


def _merged(problem: Problem, previous: Problem) -> Problem:
    changed = {known.quantity: Span.of(known.value) for known in problem.knowns}
    old = [
        replace(known, source="previous")
        for known in previous.knowns
        if known.quantity not in changed
    ]
    if "train_size" in changed:
        old = [known for known in old if known.quantity not in {"dataset_size", "test_size"}]
    asks = problem.asks or previous.asks
    kept = _fitting(old, changed, drop_last=previous.drop_last or False)
    return replace(
        problem,
        knowns=(*kept, *problem.knowns),
        asks=asks,
        drop_last=previous.drop_last if problem.drop_last is None else problem.drop_last,
    )


def _fitting(old: list[Known], changed: dict[str, Span], *, drop_last: bool) -> list[Known]:
    """The old numbers that can still be true."""
    values = {known.quantity: Span.of(known.value) for known in old}
    conditions = Conditions.naming(values.keys() | changed.keys(), drop_last=drop_last)
    kept = reconcile(values, changed, relations(conditions))
    return [known for known in old if known.quantity in kept]
