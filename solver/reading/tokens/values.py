"""A value typed alone, as the answer to "how many?"."""

from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import find_numbers, half_width
from solver.reading.tokens.vocabulary import MILLISECONDS, find_labels
from solver.spans import Exact, exact

_LONGEST = 40
_NOTHING = lazy_pattern(r"[\s=:.,!?。，~]*")


def read_value(text: str) -> Exact | None:
    """A number and nothing else, or a time in seconds: "64", "6万", "0.5", "80 ms"."""
    flat = half_width(text).strip()
    numbers = find_numbers(flat) if len(flat) <= _LONGEST else []
    if len(numbers) != 1:
        return None
    rest = flat[: numbers[0].start] + flat[numbers[0].end :]
    if _NOTHING.fullmatch(rest):
        return numbers[0].value
    units = [label for label in find_labels(flat) if label.kind in MILLISECONDS]
    if len(units) != 1 or not _NOTHING.fullmatch(rest.replace(units[0].text, "", 1)):
        return None
    return exact(Fraction(numbers[0].value) * MILLISECONDS[units[0].kind] / 1000)
