"""No message of a topic makes a phone scroll far: what is long is folded, and nothing is lost."""

import re

import pytest

from handlers.folding import MOST, SCREEN, rows
from handlers.learning.lesson_words import DEPTHS, view_html
from knowledge import library
from solver.language import LANGUAGES, Language

_QUOTE = re.compile(r"<blockquote expandable>(.*)</blockquote>", re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_on_a_phone(language: Language) -> None:
    """Every depth of every topic takes at most a screen and a half before it is unfolded."""
    folds = 0
    for slug in library.slugs():
        for depth in DEPTHS:
            text = view_html(library.topic(slug, language), depth, language)
            fold = _QUOTE.search(text)
            shown = _QUOTE.sub("", text).strip()
            assert rows(shown) <= (SCREEN if fold else MOST)
            assert all(part.count("<b>") == part.count("</b>") for part in (shown, text))
            folds += fold is not None
    assert folds
