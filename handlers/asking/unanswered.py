"""What could not be answered is kept for the maintainer; its text only where a person allows it."""

from data.people import Person
from data.unanswered import Kind, Unanswered
from data.words import Language
from handlers.context import House
from handlers.delivery.turns import once


def keep(house: House, person: Person, text: str, language: Language) -> None:
    """Keep that a text could not be answered."""
    kept = text if person.keeps_questions else None
    question = Unanswered(house.clock(), language, _kind(text), kept)
    once("unanswered", lambda: house.store.unanswered.add(question, person.id))


def _kind(text: str) -> Kind:
    if "\n" in text.strip():
        return "lines"
    return "numbers" if any(character.isdigit() for character in text) else "words"
