"""A question is noted before it is sent, so that what arrived is always known."""

from data.people import Person
from data.reviews import Asked
from handlers.context import House
from handlers.delivery.turns import once
from quiz.engine import item_of
from quiz.item import Item


def noted(house: House, person: Person, chat: int, item: Item) -> tuple[Asked, Item]:
    """Note that a question is put to a person; where that was noted before a crash, as it was.

    Returns:
        The question, and its item.
    """
    reviews, key = house.store.reviews, (item.skill, item.seed, item.level)
    number = once("ask", lambda: reviews.ask(person.id, chat, key, item.language, house.clock()).id)
    asked = reviews.asked(number)
    if asked is None:
        raise LookupError(number)
    same = (asked.skill, asked.seed, asked.level) == key
    return asked, item if same else item_of(asked)
