"""One measure of a run over its epochs, and what it does beneath its noise."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import fmean, median

SMOOTHED_FROM = 6
"""Epochs from which three neighbours are averaged; of fewer, none can be spared."""
WIDELY_FROM = 20
"""Epochs from which it is five."""
NORMAL = 1.21
"""From the median distance of a value to the middle of its neighbours to a standard deviation."""


@dataclass(frozen=True)
class Curve:
    """Epochs as they are numbered, and a value of each."""

    epochs: tuple[int, ...]
    values: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.values)

    @property
    def _reach(self) -> int:
        """Neighbours on either side that are averaged."""
        return (len(self) >= SMOOTHED_FROM) + (len(self) >= WIDELY_FROM)

    @cached_property
    def smooth(self) -> tuple[float, ...]:
        """Each value as the mean of itself and its neighbours.

        A start is steep, and has as many on either side; an end is flat, and has all before it.
        """
        sides = [min(self._reach, place) for place in range(len(self))]
        return tuple(fmean(self.values[i - n : i + n + 1]) for i, n in enumerate(sides))

    @property
    def end(self) -> float:
        """Where the curve ends, beneath its noise."""
        return self.until(len(self) - 1)

    def until(self, place: int) -> float:
        """A value as the mean of itself and its neighbours before."""
        return fmean(self.values[max(0, place - self._reach) : place + 1])

    @cached_property
    def lowest(self) -> int:
        """The place of the lowest value, of those about the lowest of the smooth curve."""
        middle = min(range(len(self)), key=self.smooth.__getitem__)
        near = range(max(0, middle - self._reach), min(len(self), middle + self._reach + 1))
        return min(near, key=self.values.__getitem__)

    @cached_property
    def best(self) -> int:
        """The place of the lowest value of all, as a picture marks it."""
        return min(range(len(self)), key=self.values.__getitem__)

    @cached_property
    def descent(self) -> float:
        """How far the smooth curve came down from its start."""
        return self.smooth[0] - min(self.smooth)

    @cached_property
    def spread(self) -> float:
        """By how much values jump from epoch to epoch where the curve has settled: its noise."""
        values = self.values[len(self) // 3 :]
        around = zip(values, values[1:], values[2:], strict=False)
        jumps = [abs(middle - (before + after) / 2) for before, middle, after in around]
        return NORMAL * median(jumps) if jumps else 0.0

    def share_falling(self, begins: int = 0) -> float:
        """The share of the steps from epoch to epoch that go down."""
        return fmean(after < before for before, after in pairwise(self.values[begins:]))
