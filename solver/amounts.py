"""Numbers and quantities as text, for people and for programs."""

from fractions import Fraction

from solver.language import Language, Phrase
from solver.quantities import QUANTITIES
from solver.spans import Exact, Span, exact

_LARGEST_WRITTEN = 10**24
_UNITS = (
    (Fraction(86_400), Phrase("days", "天")),
    (Fraction(3_600), Phrase("h", "小时")),
    (Fraction(60), Phrase("min", "分钟")),
    (Fraction(1), Phrase("s", "秒")),
    (Fraction(1, 1000), Phrase("ms", "毫秒")),
)
"""Units of time, in seconds."""


def number(value: Exact) -> str:
    """A number with thousands separators; a fraction to four decimals, or marked as rounded."""
    if not -_LARGEST_WRITTEN < value < _LARGEST_WRITTEN:
        power = f"10^{len(str(abs(int(value)))) - 1}"
        return power if isinstance(value, int) else f"≈ {power}"
    if isinstance(value, int):
        return f"{value:,}"
    shown = f"{float(value):,.4f}".rstrip("0").rstrip(".")
    return shown if Fraction(shown.replace(",", "")) == value else f"≈ {_rounded(float(value))}"


def span(of: Span) -> str:
    """A number, or a range as 100…111."""
    if of.value is not None:
        return number(of.value)
    if of.high is None:
        return f"≥ {number(of.low)}"
    return f"{number(of.low)}…{number(of.high)}"


def quantity(name: str, of: Span, language: Language) -> str:
    """A quantity's value with its unit; times in the unit that people would choose."""
    if name.startswith("time"):
        return bare(name, of, language)
    unit = QUANTITIES[name].unit.say(language)
    if language == "en" and of.value == 1:
        unit = {"batches": "batch"}.get(unit, unit.removesuffix("s"))
    return f"{span(of)} {unit}".strip()


def bare(name: str, of: Span, language: Language) -> str:
    """A quantity's value beside its title, which says what is counted; times keep their unit."""
    if not name.startswith("time"):
        return span(of)
    if of.value is not None:
        return duration(of.value, language)
    high = "" if of.high is None else duration(of.high, language)
    return f"{duration(of.low, language)}…{high}"


def duration(seconds: Exact, language: Language) -> str:
    """A time as people say it: 80 ms, 12.5 s, 18 min, 2 min 40 s, ≈ 17.7 days."""
    place = next((i for i, (length, _) in enumerate(_UNITS) if seconds >= length), len(_UNITS) - 1)
    length, unit = _UNITS[place]
    whole, rest = divmod(Fraction(seconds), length)
    if rest and length > 1:
        smaller, smaller_unit = _UNITS[place + 1]
        if rest % smaller == 0:
            parts = ((whole, unit), (int(rest / smaller), smaller_unit))
            return " ".join(f"{count:,} {name.say(language)}" for count, name in parts)
    return f"{number(exact(Fraction(seconds) / length))} {unit.say(language)}"


def equal_to(value: str) -> str:
    """A value with the sign before it: = 600, or ≈ 155.64 where it is rounded."""
    return value if value.startswith("≈") else f"= {value}"


def _rounded(value: float) -> str:
    return f"{value:,.2f}" if abs(value) >= 1 else f"{value:.3g}"
