"""Times that are written with several numbers: "1 h 30 min", "2小时15分", "1:23:45"."""

import re
from collections.abc import Iterator
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.vocabulary import MILLISECONDS, Label
from solver.spans import exact

_UNITS = (
    ("days", r"days?|天|d(?![a-z])"),
    ("hours", r"hours?|hrs?|h(?![a-z])|个?小时|个?小時|(?<=\d)时"),
    ("minutes", r"minutes?|mins?|m(?![a-z])|分钟?|分鐘"),
    ("seconds", r"seconds?|secs?|s(?![a-z])|秒钟?"),
)
_COUNT = r"\d{1,6}(?:\.\d{1,3})?"
_NEXT = r"\s?(?:and|又|零|,(?=\s\d{1,2}\s?(?:h|m|s)))?\s?"
_WRITTEN = lazy_pattern(
    r"(?<![A-Za-z0-9_.,])(?=\d)"
    + "".join(
        rf"(?:(?P<{unit}>{_COUNT})\s?(?P<{unit}_word>{words}){_NEXT})?" for unit, words in _UNITS
    ),
    re.IGNORECASE,
)
_CLOCK = lazy_pattern(
    r"(?<![\d:.\[<T-])(?<!\d\d-\d\d )(?:(?P<days>\d{1,3}) days?, )?"
    r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d)(?P<last>:(?P<seconds>[0-5]\d))(?![\d:<]|,\d|\.\d)"
)
_A_CLOCK_TIME = lazy_pattern(r"\b(?:AM|PM)\b|\d{4}[-/]\d{1,2}[-/]\d{1,2}", re.IGNORECASE)


_IN_WORDS = lazy_pattern(
    r"\b(?P<half>half an?)(?= (?:hour|minute|day|week|month)\b)"
    r"|\b(?:takes?|took|taking|needs?|lasts?|about|around|roughly|nearly|almost|for|within) "
    r"(?P<one>an?|one)(?= (?:hour|minute|day|week|month)\b)"
    r"|(?P<whole>[一两二三四五六七八九]|\d{1,2})个半(?=小时|月|星期)"
    r"|(?P<han_half>半)(?=个?小时|天|分钟|个月)",
    re.IGNORECASE,
)
_AND_A_HALF = lazy_pattern(
    r"(?P<whole>(?<![\d.])\d{1,3}|[一两二三四五六七八九十])"
    r"(?P<unit>(?:(?P<days>天)|(?P<hours>个?小时)|(?P<minutes>分钟?)|(?P<seconds>秒钟?))半)"
)
"""A unit with a half after it: 7分半, 两小时半."""
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def find_durations(text: str) -> Iterator[Number | Label]:
    """Times of several units, or in words, each as one number before the word of its unit."""
    for match in _IN_WORDS.finditer(text):
        start = match.start("one") if match["one"] else match.start()
        yield Number(_in_words(match), start, match.end(), text[start : match.end()])
    for match in _AND_A_HALF.finditer(text):
        yield Number(_in_words(match), *match.span("whole"), match["whole"])
        unit = next(unit for unit, _ in _UNITS if match[unit])
        yield Label(unit, *match.span("unit"), match["unit"])
    for match in _WRITTEN.finditer(text):
        units = [unit for unit, _ in _UNITS if match[unit]]
        if len(units) > 1:
            last = units[-1]
            value = _total({unit: match[unit] for unit in units}, last)
            start, end = match.start(), match.end(last)
            yield Number(value, start, end, text[start:end])
            yield Label(last, *match.span(f"{last}_word"), match[f"{last}_word"])
    if not _A_CLOCK_TIME.search(text):
        yield from _on_a_clock(text)


def _in_words(match: re.Match[str]) -> int | Fraction:
    """An hour, half an hour, 两个半小时."""
    whole = match["whole"]
    if whole:
        return (_DIGITS.get(whole) or int(whole)) + Fraction(1, 2)
    return 1 if match["one"] else Fraction(1, 2)


def _on_a_clock(text: str) -> Iterator[Number | Label]:
    """Hours, minutes and seconds with colons; the last part stands for the unit."""
    for match in _CLOCK.finditer(text):
        parts = {unit: match[unit] for unit, _ in _UNITS if match[unit]}
        start, end = match.start(), match.start("last")
        yield Number(_total(parts, "seconds"), start, end, text[start:end])
        yield Label("seconds", end, match.end(), match["last"])


def _total(parts: dict[str, str], unit: str) -> int | Fraction:
    """The sum of the parts in one unit."""
    milliseconds = sum(Fraction(count) * MILLISECONDS[name] for name, count in parts.items())
    return exact(Fraction(milliseconds) / MILLISECONDS[unit])
