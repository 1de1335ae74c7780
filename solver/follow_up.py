"""What a short message means after an exercise: a changed number, or one more question."""

import re
from dataclasses import replace

from solver.derive import reconcile
from solver.problem import Known, Problem
from solver.reading.numbers import find_numbers
from solver.relations import Conditions, relations
from solver.spans import Span

_CHANGES = re.compile(
    r"^\s*(?:and|what if|what about|how about|now|if|but|with|then|same|suppose|instead|or|ok|okay"
    r"|那|如果|若|换|改|要是|假如|再|还是|同样|当|而|把|呢)|instead|呢\s*[?？]?\s*$|换成|改成|改为|变成",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"how (?:many|long)|多少|几|多久", re.IGNORECASE)
_LONGEST = 120


def follow_up(text: str, problem: Problem, previous: Problem) -> Problem:
    """The problem that a message means, given the one before it in the chat.

    "and with batch size 128?" keeps what was asked and changes what it names; "how many epochs is
    that?" keeps what was known. A message that stands on its own is left as it is.
    """
    if len(text) > _LONGEST or _stands_alone(problem) or _of_several_runs(previous):
        return problem
    if not _CHANGES.search(text) and not (problem.asks and not problem.knowns):
        return problem
    if not problem.knowns and not (
        problem.asks and re.search(r"how (?:many|long)|多少|几|多久", text)
    ):
        return _bare_number(text, problem, previous)
    return _merged(problem, previous)


def _stands_alone(problem: Problem) -> bool:
    named = {known.quantity for known in problem.knowns}
    return bool(named & {"train_size", "dataset_size"} and len(named) > 1)


def _of_several_runs(problem: Problem) -> bool:
    return len({known.quantity for known in problem.knowns}) < len(problem.knowns)


def _bare_number(text: str, problem: Problem, previous: Problem) -> Problem:
    """A number alone, as in: and with 256? It changes the batch size, which people vary most."""
    numbers = find_numbers(text)
    if problem.asks or len(numbers) != 1 or previous.value_of("batch_size") is None:
        return problem
    value = numbers[0].value
    changed = replace(problem, knowns=(Known("batch_size", value, "stated", numbers[0].text),))
    return _merged(changed, previous)


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
