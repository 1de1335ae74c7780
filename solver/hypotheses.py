"""Why a number is as it is: the one change to what was read under which it comes out."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from solver.conditions import Conditions
from solver.derive import derive
from solver.relations import relations
from solver.spans import Exact, Span, exact

_COUNTS = ("iterations_per_epoch", "batches_per_epoch", "total_iterations", "total_batches")
_DATA = ("train_size", "dataset_size")
_MOST_PARTS = 4096


@dataclass(frozen=True)
class Change:
    """A quantity that would be different, and what it would be.

    `then` are further quantities that would follow, by name.
    """

    kind: str
    quantity: str
    span: Span
    then: Mapping[str, Span]


def explain_count(
    quantity: str, claimed: Span, known: Mapping[str, Span], wrong: AbstractSet[str] = frozenset()
) -> tuple[Change, ...]:
    """The single changes under which a count would be the claimed one, the likeliest first.

    `wrong` are all quantities that are not as claimed, which a change should explain too.
    """
    if quantity == "effective_batch_size":
        return tuple(_hidden_factors(claimed, known, wrong))
    if quantity == "val_batches":
        return tuple(_other_validation_batch(claimed, known))
    if quantity not in _COUNTS:
        return ()
    found: list[Change] = []
    for find in (_other_rounding, _hidden_accumulation, _hidden_devices, _hidden_repeats):
        found += find(quantity, claimed, known)
    return (*found, *_other_quantity(quantity, claimed, known))


def _hidden_factors(
    claimed: Span, known: Mapping[str, Span], wrong: AbstractSet[str]
) -> list[Change]:
    """The devices, or the accumulation, that an effective batch size implies."""
    changes = []
    for name, other in (("devices", "grad_accumulation"), ("grad_accumulation", "devices")):
        size, rest = known.get("batch_size"), known.get(other, Span.of(1))
        if size is None or not (size.value and rest.value and claimed.value):
            continue
        factor = Fraction(claimed.value) / (Fraction(size.value) * Fraction(rest.value))
        if factor.denominator == 1 and Span.of(factor.numerator) != known.get(name):
            kind = "devices" if name == "devices" else "accumulation"
            changed = {**known, name: Span.of(factor.numerator)}
            then = {q: span for q in _COUNTS if q in wrong and (span := _value(q, changed))}
            changes.append(Change(kind, name, Span.of(factor.numerator), then))
    return changes


def _other_validation_batch(claimed: Span, known: Mapping[str, Span]) -> list[Change]:
    """Another batch size for the validation; twice that of the training where that fits."""
    rest = {name: span for name, span in known.items() if name not in {"batch_size", "devices"}}
    rules = relations(Conditions.naming({*rest, "val_batches"}, drop_last=False))
    values = derive({**rest, "val_batches": claimed}, rules, ["val_batch_size"]).values
    span, size = values.get("val_batch_size"), known.get("batch_size")
    if span is None or span.empty:
        return []
    twice = Span.of(2 * size.value) if size and size.value else span
    fits = span.meets(twice)
    return [Change("val_batch_size", "val_batch_size", twice if fits else span, {})]


def _value(
    quantity: str, known: Mapping[str, Span], wanted: str = "", *, drop_last: bool = False
) -> Span | None:
    """What follows for a quantity."""
    rules = relations(Conditions.naming({*known, quantity}, drop_last=drop_last))
    name = wanted or quantity
    return derive(known, rules, [name]).values.get(name)


def _comes_out(
    quantity: str, claimed: Span, known: Mapping[str, Span], *, drop_last: bool = False
) -> bool:
    span = _value(quantity, known, drop_last=drop_last)
    return span is not None and span.meets(claimed)


def _other_rounding(quantity: str, claimed: Span, known: Mapping[str, Span]) -> list[Change]:
    if _comes_out(quantity, claimed, known, drop_last=True):
        return [Change("last batch dropped", quantity, claimed, {})]
    return []


def _hidden_accumulation(quantity: str, claimed: Span, known: Mapping[str, Span]) -> list[Change]:
    held = _held("grad_accumulation", known)
    fitting = [
        parts * held
        for parts in _parts(quantity, claimed, known)
        if _accumulated(quantity, claimed, known, parts * held)
    ]
    rough = claimed.value is None
    return _likeliest("accumulation", "grad_accumulation", fitting, quantity, known, rough=rough)


def _hidden_devices(quantity: str, claimed: Span, known: Mapping[str, Span]) -> list[Change]:
    held = _held("devices", known)
    fitting = [
        parts * held
        for parts in _parts(quantity, claimed, known)
        if _comes_out(quantity, claimed, {**known, "devices": Span.of(parts * held)})
    ]
    rough = claimed.value is None
    return _likeliest("devices", "devices", fitting, quantity, known, rough=rough)


def _held(name: str, known: Mapping[str, Span]) -> int:
    """The value of what counts as one where nothing is said."""
    return int(known.get(name, Span.of(1)).value or 1)


def _likeliest(
    kind: str,
    name: str,
    fitting: list[int],
    quantity: str,
    known: Mapping[str, Span],
    *,
    rough: bool,
) -> list[Change]:
    """Of the numbers that fit, a power of two where there is one, with the batch that it makes.

    Where the claimed count is a rough one, it comes with the exact one.
    """
    if not fitting:
        return []
    best = next((parts for parts in fitting if parts & (parts - 1) == 0), fitting[0])
    changed = {**known, name: Span.of(best)}
    worth = ("effective_batch_size", quantity) if rough else ("effective_batch_size",)
    then = {
        other: span
        for other in worth
        if (span := _value(quantity, changed, other)) is not None and span.value is not None
    }
    return [Change(kind, name, Span.of(best), then)]


def _accumulated(quantity: str, claimed: Span, known: Mapping[str, Span], parts: int) -> bool:
    """Whether so many batches an update give the claimed count, by any framework's rounding."""
    if _comes_out(quantity, claimed, {**known, "grad_accumulation": Span.of(parts)}):
        return True
    batches, epochs = _value("batches_per_epoch", known), known.get("epochs", Span.of(1))
    if batches is None or batches.value is None or epochs.value is None:
        return False
    passes: Exact = epochs.value if quantity.startswith("total") else 1
    rounded_down = {
        exact(Fraction(int(batches.value) // parts) * passes),
        int(Fraction(batches.value) * passes) // parts,
    }
    return any(claimed.meets(Span.of(count)) for count in rounded_down)


def _hidden_repeats(quantity: str, claimed: Span, known: Mapping[str, Span]) -> list[Change]:
    """A count that is too large by a whole number: the data set is gone through several times."""
    span = _value(quantity, known)
    if span is None or not span.value or not claimed.value or "repeats" in known:
        return []
    times = round(Fraction(claimed.value) / Fraction(span.value))
    if times < 2 or not _comes_out(quantity, claimed, {**known, "repeats": Span.of(times)}):  # noqa: PLR2004 [once is no repeat]
        return []
    return [Change("repeats", "repeats", Span.of(times), {})]


def _parts(quantity: str, claimed: Span, known: Mapping[str, Span]) -> range:
    """By how much the claimed count is too small, give or take the rounding."""
    span = _value(quantity, known)
    if span is None or span.value is None or claimed.low <= 0 or claimed.high is None:
        return range(0)
    low = Fraction(span.value) / claimed.high
    high = Fraction(span.value) / claimed.low
    return range(max(2, int(low) - 1), min(_MOST_PARTS, int(high) + 3))


def _other_quantity(quantity: str, claimed: Span, known: Mapping[str, Span]) -> list[Change]:
    """Another batch size, or another number of samples, would give it."""
    changes = []
    for name in ("batch_size", *_DATA):
        if name not in known:
            continue
        rest = {n: span for n, span in known.items() if n != name}
        rules = relations(Conditions.naming({*known, quantity}, drop_last=False))
        values = derive({**rest, quantity: claimed}, rules, [name]).values
        if name in values and not values[name].empty:
            changes.append(Change(name, name, values[name], {}))
    return changes
