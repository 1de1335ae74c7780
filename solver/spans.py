"""Exact numbers and exact ranges: the values that a derivation works with."""

import math
from dataclasses import dataclass
from fractions import Fraction

Exact = int | Fraction


def exact(value: Exact) -> Exact:
    """The same number, as an int where it is whole."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return value


class UnboundedError(Exception):
    """A span without a high end cannot be turned round."""


@dataclass(frozen=True)
class Span:
    """A number, or the range that it lies in; `None` as high end means without bound.

    A range comes from rounding: 10 batches of 1,000 samples say only that the batch size lies
    in 100..111. `low_open` and `high_open` leave out the end itself.
    """

    low: Exact
    high: Exact | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def of(cls, value: Exact) -> "Span":
        """The span that holds one number."""
        return cls(exact(value), exact(value))

    @property
    def value(self) -> Exact | None:
        """The number, where there is only one; otherwise None."""
        return self.low if self.low == self.high else None

    @property
    def empty(self) -> bool:
        """No number lies in it."""
        if self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def whole(self, minimum: int) -> "Span":
        """The whole numbers of at least `minimum` in it, ends included."""
        low = math.floor(self.low) + 1 if self.low_open else math.ceil(self.low)
        high = self.high
        if high is not None:
            high = math.ceil(high) - 1 if self.high_open else math.floor(high)
        return Span(max(low, minimum), high)

    def meets(self, other: "Span") -> bool:
        """Some number lies in both."""
        return not self._intersect(other).empty

    def _intersect(self, other: "Span") -> "Span":
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        tops = [(s.high, not s.high_open) for s in (self, other) if s.high is not None]
        if not tops:
            return Span(low, None, low_open)
        high, closed = min(tops)
        return Span(low, high, low_open, not closed)

    def __add__(self, other: "Span") -> "Span":
        high = None if self.high is None or other.high is None else exact(self.high + other.high)
        return Span(
            exact(self.low + other.low),
            high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def scaled(self, factor: Exact) -> "Span":
        """Every number in it times a factor; a span without a high end takes no negative one."""
        if factor == 0:
            return Span.of(0)
        high = None if self.high is None else exact(self.high * factor)
        if factor > 0:
            return Span(exact(self.low * factor), high, self.low_open, self.high_open)
        if high is None:
            raise UnboundedError
        return Span(high, exact(self.low * factor), self.high_open, self.low_open)

    def times(self, other: "Span") -> "Span":
        """The products with another span; unless one is a single number, both hold no negatives."""
        if self.value is not None:
            return other.scaled(self.value)
        if other.value is not None:
            return self.scaled(other.value)
        high = None if self.high is None or other.high is None else exact(self.high * other.high)
        return Span(
            exact(self.low * other.low),
            high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def reciprocal(self) -> "Span":
        """The reciprocals of its numbers, which are positive unless there is only one."""
        if self.value is not None:
            return Span.of(1 / Fraction(self.value))
        low = Fraction(0) if self.high is None else 1 / Fraction(self.high)
        high = None if self.low == 0 else exact(1 / Fraction(self.low))
        return Span(exact(low), high, self.high is None or self.high_open, self.low_open)
