"""Which values to try between two ends: doubled, evenly spaced, or round."""

from collections.abc import Sequence

from solver.spans import Exact

MOST_VALUES = 16
FEW_VALUES = 8
"""As many rows fit on a phone."""
_WIDE = 20
"""Times that the high end is of the low one, from which round numbers are spaced as 1, 2, 5."""


def between(low: Exact, high: Exact, step: Exact | None, *, doubles: bool) -> list[Exact]:
    """Sensible values from one end to the other; none where the ends are no whole numbers in order.

    Args:
        low: the lower end.
        high: the higher end.
        step: from one to the next, where that is said.
        doubles: whether powers of two are usual.
    """
    if not (isinstance(low, int) and isinstance(high, int)) or not 0 < low < high:
        return []
    if isinstance(step, int) and step > 0 and (high - low) // step < MOST_VALUES:
        return list(range(low, high + 1, step))
    if doubles and _is_power(low) and _is_power(high):
        return _thinned([2**power for power in range(low.bit_length() - 1, high.bit_length())])
    return _thinned(_round_values(low, high))


def _is_power(value: int) -> bool:
    return value & (value - 1) == 0


def _round_values(low: int, high: int) -> list[Exact]:
    """Both ends, and round numbers between them: 1, 2, 5, 10 or evenly spaced."""
    digits = range(len(str(high)) + 1)
    if high // low >= _WIDE:
        inside = [lead * 10**zeros for zeros in digits for lead in (1, 2, 5)]
    else:
        steps = (lead * 10**zeros for zeros in digits for lead in (1, 2, 5))
        step = next(step for step in steps if (high - low) / step < FEW_VALUES - 1)
        inside = list(range(low - low % step, high, step))
    return [low, *(value for value in inside if low < value < high), high]


def _thinned(values: Sequence[Exact]) -> list[Exact]:
    """As many as fit on a phone, both ends among them."""
    kept = list(values)
    while len(kept) > FEW_VALUES:
        kept = [*kept[:-1:2], kept[-1]]
    return kept
