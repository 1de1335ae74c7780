"""How symbols, units, functions and abbreviations are said, from `en.toml` and `zh.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from data.words import Language

Table = Mapping[str, str]


@dataclass(frozen=True)
class Lexicon:
    """The words of a language for what is not written in words.

    Attributes:
        language: whose words they are.
        phrases: texts into which what is said is put, by name.
        symbols: mathematical symbols.
        letters: those that are not said as they are written, Greek ones above all.
        functions: what is said of `name(argument)`.
        units: what follows a number.
        words: names and abbreviations that are not said as they are written.
    """

    language: Language
    phrases: Table
    symbols: Table
    letters: Table
    functions: Table
    units: Table
    words: Table


@cache
def lexicon(language: Language) -> Lexicon:
    """The words of a language; names and Greek letters are said in Chinese as in English."""
    own, english = _tables(language), _tables("en")
    return Lexicon(
        language,
        own["phrases"],
        own["symbols"],
        english["letters"] | own["letters"],
        own["functions"],
        own["units"],
        english["words"] | own["words"],
    )


def _tables(language: Language) -> dict[str, dict[str, str]]:
    return tomllib.loads(files("voice").joinpath(f"{language}.toml").read_text("utf-8"))
