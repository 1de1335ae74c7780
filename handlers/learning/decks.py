"""Flash cards and claims of the topics: their names in a person's memory, and their texts."""

from random import Random

from telegram import InlineKeyboardMarkup

from data.people import Person
from data.words import Language
from handlers.context import House
from handlers.keyboards import button
from handlers.learning.lesson_words import answer_html
from handlers.screens import Screen
from knowledge.library import slugs, topic
from knowledge.shelves import in_order
from knowledge.topic import Card, Myth, Topic

CARDS, MYTHS = "card", "myth"
_READ_LAST = 50
"""So many readings of a topic are looked back upon."""


def cards_of(slug: str) -> list[str]:
    """The names of a topic's flash cards, in their order."""
    return [f"{CARDS}:{slug}:{place}" for place in range(len(topic(slug, "en").cards))]


def all_cards(house: House, person: Person) -> list[str]:
    """All flash cards: those of the topics that were read last come first, then shelf by shelf."""
    read = (
        str(one.get("slug")) for one in house.store.events.latest(person.id, "topic", _READ_LAST)
    )
    order = dict.fromkeys((*(slug for slug in read if slug in slugs()), *in_order()))
    return [name for slug in order for name in cards_of(slug)]


def all_claims(person: Person) -> list[str]:
    """All claims, what two topics say alike once, in an order of the person's own."""
    named = {
        myth.claim.casefold(): f"{MYTHS}:{slug}:{place}"
        for slug in in_order()
        for place, myth in enumerate(topic(slug, "en").myths)
    }
    claims = sorted(named.values())
    Random(person.id).shuffle(claims)
    return claims


def card(name: str, language: Language) -> tuple[Topic, Card] | None:
    """A flash card and its topic by the card's name; None where there is none (any more)."""
    one, place = _found(CARDS, name, language)
    return (one, one.cards[place]) if one and place < len(one.cards) else None


def claim(name: str, language: Language) -> tuple[Topic, Myth] | None:
    """A claim and its topic by the claim's name; None where there is none (any more)."""
    one, place = _found(MYTHS, name, language)
    return (one, one.myths[place]) if one and place < len(one.myths) else None


def peek(one: Topic, back: str, language: Language) -> Screen:
    """What a topic is about in short, with the way back and the way on."""
    offered = (
        button("lesson.back", back, language),
        button("lesson.to_standard", f"topic:{one.slug}:standard:{language}", language),
    )
    return answer_html(one, None), InlineKeyboardMarkup([offered])


def _found(kind: str, name: str, language: Language) -> tuple[Topic | None, int]:
    """The topic in a name of that kind, and the place in it."""
    its_kind, _, rest = name.partition(":")
    slug, _, place = rest.partition(":")
    known = its_kind == kind and slug in slugs()
    return topic(slug, language) if known else None, int(place or 0)
