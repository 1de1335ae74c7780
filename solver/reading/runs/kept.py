"""What stays as it was in another run: the samples that are seen, and the pace of one device."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from solver.problem import Known
from solver.reading.scenarios import Fact, Moment
from solver.spans import Exact, exact

_PACES = {"throughput_per_device", "tokens_per_second_per_device"}
_COUNTED = {"iterations", "max_iterations", "batches"}


def kept_work(earlier: Sequence[Moment], moment: Moment) -> tuple[Fact, ...]:
    """The samples that an earlier run saw, where a later one asks how many iterations it takes.

    Only where nothing else decides it: neither epochs nor iterations are told of the later run.
    """
    told = {fact.known.quantity for fact in (*moment.chosen, *moment.counts)}
    asks = any(
        item.label.kind in _COUNTED and "per_epoch" not in item.kinds for item in moment.questions
    )
    size = _samples_of_update((*moment.chosen, *moment.counts))
    if not asks or size is None or told & {"epochs", "total_iterations", "samples_seen"}:
        return ()
    for before in reversed(earlier):
        counts = [f for f in before.counts if f.known.quantity == "total_iterations"]
        old_size = _samples_of_update((*before.chosen, *before.counts))
        if counts and old_size is not None and old_size != size:
            run = counts[-1]
            seen = exact(Fraction(run.known.value) * old_size)
            return (Fact(Known("samples_seen", seen, "assumed", run.known.text), *_span(run)),)
    return ()


def kept_pace(earlier: Sequence[Moment], moment: Moment) -> tuple[Fact, ...]:
    """What one device does in a second; it does as much beside others."""
    told = {fact.known.quantity for fact in (*moment.chosen, *moment.background, *moment.counts)}
    said = (fact for before in earlier for fact in (*before.background, *before.counts))
    return tuple(f for f in said if f.known.quantity in _PACES and f.known.quantity not in told)[:1]


def _span(fact: Fact) -> tuple[int, int]:
    return fact.start, fact.end


def _samples_of_update(chosen: Iterable[Fact]) -> Exact | None:
    """The samples behind one update, where a batch size is told."""
    held = {fact.known.quantity: fact.known.value for fact in chosen}
    size = held.get("effective_batch_size")
    if size is not None:
        return size
    if "batch_size" not in held:
        return None
    parts = Fraction(held.get("devices", 1)) * Fraction(held.get("grad_accumulation", 1))
    return exact(Fraction(held["batch_size"]) * parts)
