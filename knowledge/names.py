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


def titled(text: str) -> str | None:
    """The slug of the topic whose title a text is; an alias may name a part of a topic only."""
    return _titles().get(folded(text))


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
    aliases = {
        folded(alias): slug
        for slug in slugs()
        for language in get_args(Language)
        for alias in topic(slug, language).aliases
    }
    aliases.pop("", None)
    return _titles() | aliases


@cache
def _titles() -> dict[str, str]:
    found = {
        folded(name): slug
        for slug in slugs()
        for language in get_args(Language)
        for name in (slug, *_title(slug, language))
    }
    found.pop("", None)
    return found


def _title(slug: str, language: Language) -> list[str]:
    """The title of a topic; of one with the English term in brackets, also either part."""
    title = unicodedata.normalize("NFKC", topic(slug, language).title)
    parts = _IN_BRACKETS.fullmatch(title)
    return [title, *(part for part in (parts.groups() if parts else ()) if part)]
