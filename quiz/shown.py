"""Numbers as a question shows them."""

from fractions import Fraction

_PLACES = 4


def decimal(value: int | Fraction) -> str:
    """A number with thousands separators; one with many decimals is cut, and shows that it goes on.

    It is cut instead of rounded, so that ⌈89.01…⌉ never looks like ⌈89⌉.
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    whole, rest = divmod(value, 1)
    exact = rest * 10**_PLACES
    if exact.denominator == 1:
        return f"{whole:,}.{exact.numerator:0{_PLACES}}".rstrip("0")
    return f"{whole:,}.{int(rest * 100):02}…"
