"""A question is noted before it is shown, so that what arrived is always known."""

from data.asked import Asked, Key
from data.people import Person
from data.words import Language
from handlers.context import House
from handlers.delivery.turns import once
from quiz.engine import item_of
from quiz.item import Item


def noted(house: House, person: Person, chat: int, item: Item) -> tuple[Asked, Item]:
    """Note that a question is put to a person; where that was noted before a crash, as it was.

    Returns:
        The question, and its item.
    """
    key = item.skill, item.seed, item.level
    asked = noted_key(house, person, chat, key, item.language)
    same = (asked.skill, asked.seed, asked.level) == key
    return asked, item if same else item_of(asked)


def noted_key(house: House, person: Person, chat: int, key: Key, language: Language) -> Asked:
    """Note the same of what its key says whole: a card, a claim, a question of the course."""
    reviews, now = house.store.reviews, house.clock()
    number = once("ask", lambda: reviews.ask(person.id, chat, key, language, now).id)
    asked = reviews.asked(number)
    if asked is None:
        raise LookupError(number)
    return asked
