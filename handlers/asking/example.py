"""The exercise behind a button of the welcome: asked, answered, and then the reader's turn."""

from data import words
from data.words import Language
from handlers.html import Html, quote, say
from handlers.rich.html import paragraphs
from solver.language import LANGUAGES


def framed(answer: Html, text: str, language: Language) -> Html:
    """An answer; of that exercise, with its text above it and what to send next below."""
    if all(text != words.say("example.exercise", other) for other in LANGUAGES):
        return answer
    asked = quote([words.say("example.exercise", language)])
    return paragraphs(asked, answer, say("start.yours", language))
