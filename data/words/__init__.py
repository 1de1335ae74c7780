"""The texts that the bot says in a chat, in both languages, from `en.toml` and `zh.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["en", "zh"]


@cache
def words(language: Language) -> dict[str, str]:
    """Every text of a language by its key: table and name joined by a dot, as in `quiz.right`."""
    source = files("data.words").joinpath(f"{language}.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(source)
    return {
        f"{table}.{name}": text for table, texts in tables.items() for name, text in texts.items()
    }


def say(key: str, language: Language, **values: object) -> str:
    """A text in a language, its {placeholders} filled.

    Raises:
        KeyError: no such text, or a placeholder without a value.
    """
    return words(language)[key].format(**values)
