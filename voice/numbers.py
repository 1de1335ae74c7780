"""Numbers in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import cn2an
from num2words import num2words

from data.words import Language
from voice.lexicon import lexicon

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,6}(?![\d,]\d)|\d{1,40})(?:\.\d{1,40})?(?:[eE][+-]?\d{1,4})?"
"""How a number is written, without a sign."""

_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGITS: Mapping[Language, Sequence[str]] = {"en": _ENGLISH, "zh": "零一二三四五六七八九"}
_POINT = {"en": " point ", "zh": "点"}
_GAP = {"en": " ", "zh": ""}
_SCALES = {"k": 10**3, "M": 10**6, "B": 10**9}
_LONGEST = 15  # digits that are one number to the ear


def number(written: str, language: Language) -> str:
    """A number such as `60,000`, `0.001` or `1e-3` as it is said."""
    mantissa, _, exponent = written.replace(",", "").lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    said = _whole(whole, language)
    if fraction:
        said += _POINT[language] + digits(fraction, language)
    if not exponent:
        return said
    phrases = lexicon(language).phrases
    power = signed(exponent, language)
    if mantissa == "1":
        return phrases["power_of_ten"].format(power)
    return phrases["scientific"].format(said, power)


def signed(written: str, language: Language) -> str:
    """A number that may have a sign."""
    said = number(written.lstrip("+-−"), language)
    negative = written.startswith(("-", "−"))
    return lexicon(language).phrases["negative"].format(said) if negative else said


def scaled(written: str, scale: str, language: Language) -> str:
    """A number with a letter behind it, as in `60k` or `1.2M`."""
    if language == "en":
        return f"{number(written, language)} {lexicon(language).units[scale]}"
    value = Decimal(written.replace(",", "")) * _SCALES[scale]
    return number(f"{value.normalize():f}", language)


def digits(written: str, language: Language) -> str:
    """Digit by digit."""
    return _GAP[language].join(_DIGITS[language][int(digit)] for digit in written)


def year(written: str, language: Language) -> str:
    """A year."""
    if language == "zh":
        return digits(written, language)
    return _words(int(written), to="year")


def _whole(written: str, language: Language) -> str:
    if len(written) > _LONGEST:
        return digits(written, language)
    if language == "zh":
        return str(cn2an.an2cn(str(int(written)), "low"))
    return _words(int(written))


def _words(value: int, to: str = "cardinal") -> str:
    return str(num2words(value, to=to)).replace(",", "")
