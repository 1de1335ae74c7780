"""Values of settings as people write them: 1e6, 1_000_000, "128", 60,000, 2**19, 0.1, true."""

import re
from fractions import Fraction

from solver.equivalence import evaluate
from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import LARGEST_EXPONENT
from solver.spans import Exact, exact

LONGEST_VALUE = 60
"""Characters of a value that are read."""
VALUE = (
    r"[+-]?(?:\d{1,3}(?:,\d{3})++(?!\d|,\d)|\d[\d_]{0,40}+(?:\.\d{1,30})?+|\.\d{1,30}+)"
    r"(?:[eE][+-]?\d{1,4}+)?+"
    r"(?:\s?(?:\*\*|\^)\s?\d{1,4}+|\s?[万亿]|[kKMBwW](?![A-Za-z0-9])|\s?%)?+"
)
"""The pattern of a number as a value; commas or underscores part the groups of its digits."""
_PLAIN = lazy_pattern(r"[+-]?\d{1,40}")
_GROUPED = lazy_pattern(r"\d{1,3}(?:,\d{3}){1,12}")
_DECIMAL = lazy_pattern(r"[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,4})?")
_WORDS = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}


def parse_value(text: str) -> Exact | bool | None:
    """The number, or the yes or no, that a value says; None where it says neither."""
    plain = text.strip().strip("\"'`").strip()
    if len(plain) > LONGEST_VALUE or not plain:
        return None
    word = _WORDS.get(plain.lower())
    return word if word is not None else _number(plain.replace("_", ""))


def _number(text: str) -> Exact | None:
    if _PLAIN.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(text.replace(",", ""))
    if _DECIMAL.fullmatch(text):
        return decimal(text)
    value = evaluate(text) if text[0].isdigit() and re.search(r"\d", text) else None
    return None if value is None else exact(value)


def decimal(text: str) -> Exact | None:
    """The exact value of a decimal with or without an exponent; None where it is too large."""
    exponent = re.search(r"[eE]([+-]?\d+)$", text)
    if exponent and abs(int(exponent[1])) > LARGEST_EXPONENT:
        return None
    return exact(Fraction(text))
