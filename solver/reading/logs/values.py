"""Numbers and times as logs print them, each with what rounding hides."""

from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.spans import Exact, Span, exact

NUMBER = r"[-+]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})(?:e[-+]?\d{1,3})?"
"""A finite number as programs print it."""
DURATION = (
    r"(?:\d{1,5} ?days?,? {1,2})?\d{1,6}:\d{2}(?::\d{2})?(?:\.\d{1,6})?"
    r"|(?:\d{1,5} ?(?:h|hours?|小时) ?)?(?:\d{1,5} ?(?:m|mins?|minutes?|分钟|分) ?)?"
    r"\d{1,7}(?:\.\d{1,6})? ?"
    r"(?:seconds?|secs?|s|秒|minutes?|mins?|m|分钟|hours?|h|小时)(?![a-z/])"
)
"""A time as 1 day, 3:20:10, as 00:44 or as 1m 23s."""

_CLOCK = lazy_pattern(r"(?:(\d+) ?days?,? +)?(?:(\d+):)?(\d+):(\d{2}(?:\.\d+)?)")
_PART = lazy_pattern(r"(\d+(?:\.\d+)?) ?(h|小时|m|分|s|秒)")
_SECONDS = {"h": 3600, "小时": 3600, "m": 60, "分": 60, "s": 1, "秒": 1}


def rounded(text: str) -> Span:
    """The numbers that are printed like this: 14.87 stands for 14.865 to 14.875."""
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    value, half = Fraction(text), Fraction(10) ** (int(exponent or 0) - decimals) / 2
    return Span(exact(value - half), exact(value + half))


def positive(text: str) -> Span:
    """As `rounded`, for what is never below zero."""
    of = rounded(text)
    return Span(max(of.low, 0), of.high)


def duration(text: str) -> Span | None:
    """The seconds of a printed time; a clock leaves out what is less than its last digit."""
    clock = _CLOCK.match(text.strip())
    if clock:
        days, hours, minutes, seconds = (Fraction(part or 0) for part in clock.groups())
        low = 86_400 * days + 3600 * hours + 60 * minutes + seconds
        unit = Fraction(1, 10 ** len(clock[4].partition(".")[2]))
        return Span(exact(low), exact(low + unit), high_open=True)
    parts = _PART.findall(text)
    if not parts:
        return None
    total = sum(Fraction(number) * _SECONDS[unit] for number, unit in parts)
    number, unit = parts[-1]
    half = Fraction(_SECONDS[unit], 2 * 10 ** len(number.partition(".")[2]))
    return Span(exact(max(total - half, Fraction(0))), exact(total + half))


def exact_number(text: str) -> Exact:
    """A printed number as it stands, whole where it is."""
    return exact(Fraction(text))
