"""The two languages, and sentences that exist in both."""

import re
from typing import Literal, NamedTuple

from solver.lazy_pattern import lazy_pattern

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

_HAN = lazy_pattern(r"[\u3400-\u9fff]")


class Phrase(NamedTuple):
    """One sentence or name in both languages; neither can be left out."""

    en: str
    zh: str

    def say(self, language: Language, **values: object) -> str:
        """The phrase in a language, its {placeholders} filled."""
        template = self.zh if language == "zh" else self.en
        return template.format(**values) if values else template


def detect(text: str, default: Language = "en") -> Language:
    """The language a question is asked in: Chinese as soon as it holds a Chinese character.

    Mixed text such as "batch size 设为 32" is written by readers of Chinese. Text without any
    letter, such as "60000/100", has the default language.
    """
    if _HAN.search(text):
        return "zh"
    return "en" if re.search(r"[A-Za-z]", text) else default
