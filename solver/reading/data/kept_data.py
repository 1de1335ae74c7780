"""The data set that stays the same while machines or batches change: 1,000 iterations of 64."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from solver.derive import derive
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.scenarios import Fact, Moment
from solver.relation import Relation
from solver.spans import Span

_TELLS_OF_DATA = {*DATA, "iterations_per_epoch", "batches_per_epoch"}


def with_data(moment: Moment, carried: Fact | None) -> Moment:
    """A moment that asks, with the data set that an earlier one tells by its iterations."""
    stated = {fact.known.quantity for fact in (*moment.chosen, *moment.background)}
    worked_out = any(fact.known.source == "claimed" for fact in moment.counts)
    if carried is None or not (moment.questions or worked_out) or stated & _TELLS_OF_DATA:
        return moment
    return replace(moment, chosen=(*moment.chosen, carried))


def data_of(moment: Moment, given: Sequence[Known], rules: Iterable[Relation]) -> Fact | None:
    """The training set that the iterations of an epoch tell, if every batch is full."""
    values = {known.quantity: Span.of(known.value) for known in given}
    if values.keys() & DATA or not values.keys() & _TELLS_OF_DATA:
        return None
    span = derive(values, rules, ["train_size"]).values.get("train_size")
    if span is None or span.high is None or span.empty:
        return None
    known = Known("train_size", span.high, "assumed")
    return Fact(known, moment.segment.start, moment.segment.start)
