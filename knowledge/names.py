"""Which topic a name means: its slug, its titles and its aliases, in either language."""

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import get_args

from data.words import Language
from knowledge.library import slugs, topic

LONGEST = 60
"""Characters of a name at most; what is longer names no topic."""
_NEAR, _ALIKE = 3, 0.65
_IN_BRACKETS = re.compile(r"([^()]+)(?:\(([^()]+)\))?")


def named(text: str) -> str | None:
    """The slug of the topic that a text names, and of which it says nothing more."""
    return _names().get(folded(text))


def near(text: str) -> tuple[str, ...]:
    """Slugs of the topics whose names are spelled nearly like this, nearest first."""
    key = folded(text)
    alike = get_close_matches(key, _names(), 3 * _NEAR, _ALIKE) if key else []
    return tuple(dict.fromkeys(_names()[name] for name in alike))[:_NEAR]


def folded(text: str) -> str:
    """A name without what people write differently: case, width, spaces and hyphens."""
    if len(text) > LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, plain))


@cache
def _names() -> dict[str, str]:
    found = {
        folded(name): slug
        for slug in slugs()
        for language in get_args(Language)
        for name in _said(slug, language)
    }
    found.pop("", None)
    return found


def _said(slug: str, language: Language) -> list[str]:
    """All names of a topic; of a title with the English term in brackets, also either part."""
    one = topic(slug, language)
    title = unicodedata.normalize("NFKC", one.title)
    parts = _IN_BRACKETS.fullmatch(title)
    return [
        slug,
        title,
        *(part for part in (parts.groups() if parts else ()) if part),
        *one.aliases,
    ]
