"""A stated number that the others decide is a claim to check: "8233/4 = 2060, correct?"."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from solver.derive import derive
from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import QUANTITIES
from solver.relation import Relation
from solver.spans import Span, exact

_OF_AN_EPOCH = {
    "iterations_per_epoch",
    "batches_per_epoch",
    "last_batch_size",
    "dropped_samples",
    "effective_batch_size",
    "time_per_epoch",
    "tokens_per_batch",
    "val_batches",
    "samples_per_device",
    "samples_per_log",
}
_OF_A_RUN = {
    "total_iterations",
    "total_batches",
    "epochs",
    "samples_seen",
    "time_total",
    "tokens_seen",
    "tokens_per_epoch",
    "warmup_steps",
    "warmup_ratio",
    "early_stop_epoch",
    "best_epoch",
    "gpu_hours",
    "progress_bar_total",
    "checkpoints",
    "throughput",
    "time_per_iteration",
}
_PROCESSED = {"tokens_seen", "samples_seen"}
_SIZES = {"batch_size", "train_size", "dataset_size"}
CONCLUDED = _OF_AN_EPOCH | _OF_A_RUN | {"train_size", "dataset_size"}
"""What people work out from other numbers."""
_TRUST = {"dataset": 0, "stated": 0, "assumed": 0, "previous": 0, "claimed": 1, "observed": 2}
_ROUGHLY = Fraction(6, 100)
"""How far a rough number may be from the exact one, as a share of it."""
_MOST_ZEROS = 18
_WHOLE = lazy_pattern(r"[1-9]\d{0,8}(?![\d.])")
_DECIMALS = lazy_pattern(r"[1-9]\d{0,11}\.(?P<after>\d{1,6})")


def settle(
    knowns: Sequence[Known], own: Sequence[Known], rules: tuple[Relation, ...]
) -> tuple[list[Known], list[Known]]:
    """Part what is given from what is to be checked, which is one of a scenario's own numbers.

    A number is a claim when the numbers that nobody works out decide it; what was said as a fact
    is trusted before what was worked out, that before what a program showed, and that before what
    somebody concludes from it.
    """
    worked_out = [known for known in own if _is_worked_out(known)]
    given = [known for known in knowns if not any(known is other for other in worked_out)]
    claims: list[Known] = []
    values = {known.quantity: Span.of(known.value) for known in given}
    observed = next((place for place, known in enumerate(knowns) if _is_shown(known)), len(knowns))
    concluded = {id(known) for known in knowns[observed:] if known.source == "claimed"}
    for known in sorted(worked_out, key=lambda k: (id(k) in concluded, *_trust(k))):
        if values.get(known.quantity) == Span.of(known.value):
            continue
        follows = derive(values, rules, [known.quantity]).values.get(known.quantity)
        decided = follows and not (known.quantity == "last_batch_size" and follows.value is None)
        if decided or known.budget:
            claims.append(known)
        else:
            values[known.quantity] = Span.of(known.value)
            given.append(known)
    order = {id(known): place for place, known in enumerate(knowns)}
    return sorted(given, key=lambda k: order[id(k)]), sorted(claims, key=lambda k: order[id(k)])


def _is_worked_out(known: Known) -> bool:
    """Whether it is a count, or a size that somebody works out from counts."""
    counts = known.quantity in _OF_AN_EPOCH | _OF_A_RUN
    return counts or (known.quantity in _SIZES and known.source == "claimed")


def _is_shown(known: Known) -> bool:
    return known.source == "observed"


def _trust(known: Known) -> tuple[bool, bool, int, bool]:
    rough = known.about and known.quantity in _PROCESSED
    return (bool(known.asked), rough, _TRUST[known.source], known.quantity in _OF_A_RUN)


def holds(claim: Known, spans: Iterable[Span]) -> bool:
    """Whether a claimed value is right under one of the possible answers.

    A rough number may be off a little, a number of few digits by its rounding, and a count that
    is not whole by less than one. Of a budget, there may be some left.
    """
    if claim.budget:
        return any(span.high is not None and span.high <= claim.value for span in spans)
    return any(_fits(claim, span) for span in spans)


def _fits(claim: Known, span: Span) -> bool:
    if span.meets(Span.of(claim.value)):
        return True
    margin = max(
        _of_whole_epochs(claim) or _rounding(claim),
        _of_epochs(claim, span),
        abs(Fraction(claim.value)) * _ROUGHLY if claim.about else Fraction(0),
    )
    return span.meets(Span(exact(claim.value - margin), exact(claim.value + margin)))


def _of_epochs(claim: Known, span: Span) -> Fraction:
    """Whole epochs are said of a run that ends inside one: 12 of 12.2."""
    inside = isinstance(span.value, Fraction) and isinstance(claim.value, int)
    return Fraction(99, 100) if inside and claim.quantity == "epochs" else Fraction(0)


def _of_whole_epochs(claim: Known) -> Fraction:
    """A run of whole epochs may end inside one."""
    return Fraction(claim.quantity == "epochs" and isinstance(claim.value, int))


def _rounding(claim: Known) -> Fraction:
    """Half a unit of the last digit that was written: 11.7万 may be anything near 117,000."""
    value = claim.value
    if claim.quantity.startswith("time"):
        return max(_of_a_fraction(claim), _of_a_time(claim))
    if not isinstance(value, int):
        return _of_a_fraction(claim)
    digits = sum(character.isdigit() for character in claim.text.split("=")[-1])
    zeros = len(str(abs(value))) - max(digits, 1)
    short = 0 < zeros <= _MOST_ZEROS and digits >= 2  # noqa: PLR2004 (one digit, as in "2k", says too little)
    return Fraction(10**zeros, 2) if short else Fraction(0)


def _of_a_time(claim: Known) -> Fraction:
    """Half of the last digit in its own unit: 44 hours may be 43.75; at most a fiftieth of it."""
    written = _WHOLE.match(claim.text)
    value = Fraction(claim.value)
    return min(value / 50, value / (2 * int(written[0]))) if written else Fraction(0)


def _of_a_fraction(claim: Known) -> Fraction:
    """A count is off by less than one; anything else by its last digit, or a hundredth of it."""
    value = abs(Fraction(claim.value))
    if QUANTITIES[claim.quantity].whole:
        return Fraction(1)
    if "%" in claim.text:
        return max(value / 100, min(Fraction(1, 200), value / 20))
    written = _DECIMALS.search(claim.text.split("=")[-1])
    last_digit = Fraction(5, 10 ** (len(written["after"]) + 1)) if written else Fraction(0)
    return max(value / 100, value * last_digit / Fraction(written[0]) if written else Fraction(0))
