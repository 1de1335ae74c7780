"""What a topic says in a message."""

import pytest

from handlers.learning.lesson_words import answer_html
from knowledge.library import topic
from solver.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_topic_is_stands_once(language: Language) -> None:
    """Below an answer stands what the topic is; who asked just that reads it once."""
    dropout = topic("dropout", language)
    others = [answer for answer in dropout.answers if answer.key != "what"]
    assert all("<blockquote>" in answer_html(dropout, answer) for answer in others)
    assert "<blockquote>" not in answer_html(dropout, dropout.answer("what"))
