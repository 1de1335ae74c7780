"""Names of code and abbreviations, said: `batch_size` is "batch size", SGD is spelled."""

import re

from voice.lexicon import Lexicon
from voice.numbers import number

_CAMEL = re.compile(
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"
)
_SPELLED = re.compile(r"(?P<letters>[A-Z]{2,6})(?P<plural>s?)\Z")


def name(written: str, lexicon: Lexicon) -> str:
    """What is said of a name in a formula or in code."""
    return " ".join(_word(part, lexicon, alone=True) for part in written.split("_") if part)


def word(written: str, lexicon: Lexicon) -> str:
    """What is said of a word in a sentence: as it is written, unless it is a name or is spelled."""
    if "_" in written:
        return name(written, lexicon)
    return _word(written, lexicon, alone=False)


def _word(written: str, lexicon: Lexicon, *, alone: bool) -> str:
    """A word; one that is alone may be a single letter, which is said as such."""
    if said := lexicon.words.get(written):
        return said
    if written.endswith("s") and (said := lexicon.words.get(written[:-1])):
        return f"{said}s"
    if spelled := _SPELLED.match(written):
        return " ".join(spelled["letters"]) + "'s" * bool(spelled["plural"])
    if written.replace(".", "", 1).isdigit():
        return number(written, lexicon.language)
    parts = _CAMEL.split(written)
    if len(parts) > 1:
        return " ".join(_word(part, lexicon, alone=True) for part in parts)
    letter = alone and len(written) == 1
    return lexicon.letters.get(written.upper(), written.upper()) if letter else written
