"""/cards: flash cards, turned with a tap and graded by the one who learns."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import cast
from zoneinfo import ZoneInfo

from telegram import Update

from data import words
from data.people import Person
from data.reviews import Asked
from data.words import Language
from handlers.context import Context, House, chat_of, met, note, tell
from handlers.delivery.turns import once
from handlers.html import say
from handlers.learning.card_words import EVERYTHING, ONE, Shown, back, data, front, over
from handlers.learning.decks import CARDS, all_cards, card, cards_of, peek
from handlers.presses import heard, owned, pressed, refreshed
from handlers.quizzes.noted import noted_key
from handlers.screens import Screen, turned_to
from handlers.ways_on import onward
from knowledge.library import slugs
from knowledge.names import named
from quiz.cards import GRADES, Choice, Grade, intervals, next_card, next_to_practise, rating
from quiz.engine import remember

SCOPES = "|".join((EVERYTHING, *slugs()))
SHARES = f"{EVERYTHING}|{ONE}"
ACTS = "|".join(("front", "back", "topic", *GRADES))


async def on_cards(update: Update, context: Context) -> None:
    """Show the next card, of all or of the topic that was named."""
    person = met(update, context.house)
    name = " ".join(context.args or ())
    scope = named(name) if name else EVERYTHING
    if scope is None:
        said = partial(say, "cards.unknown", text=name)
        screen = onward(context.house, person.id, said, person.language, "glossary", "cards")
        await tell(update, *screen)
        return
    await tell(update, *_dealt(update, context.house, scope, person.language))


async def on_deck(update: Update, context: Context) -> None:
    """Begin with a deck, or go on with it, in the message of a button."""
    _, (scope, shown_in) = pressed(update)
    await turned_to(update, _dealt(update, context.house, scope, cast("Language", shown_in)))


async def on_card(update: Update, context: Context) -> None:
    """Turn a card, look at its topic, or grade it and go on; all in one message."""
    query, (number, act, share, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    language = cast("Language", shown_in)
    asked = house.store.reviews.asked(int(number))
    shown = asked and _on_table(house, person, asked, share, language)
    if not asked or not shown:
        await heard(query, words.say("shared.gone", person.language))
    elif await owned(query, asked.person, person):
        screen = _after(update, house, shown, act, language)
        if screen is None:
            await heard(query, words.say("shared.pressed_twice", person.language))
            return
        await heard(query)
        await refreshed(query, *screen)


def _after(
    update: Update, house: House, shown: Shown, act: str, language: Language
) -> Screen | None:
    """What a press on a card leads to; None where the card was graded before."""
    asked, reviews = shown.asked, house.store.reviews
    if act == "front":
        return front(shown, language)
    if act == "back":
        memories = reviews.memories(asked.person)
        return back(shown, intervals(asked.skill, memories, house.clock()), language)
    if act == "topic":
        note(update, house, "topic", slug=shown.topic.slug)
        return peek(shown.topic, data(shown, "back", language), language)
    grade = cast("Grade", act)
    rated, now = rating(grade), house.clock()
    if not once("answer", lambda: remember(reviews, asked, rated, now, given=grade)):
        return None
    return _dealt(update, house, shown.topic.slug if shown.share == ONE else EVERYTHING, language)


def _dealt(update: Update, house: House, scope: str, language: Language) -> Screen:
    """The next card, noted as asked before it is shown; or that this is all for now."""
    person, now = met(update, house), house.clock()
    choice = _chosen(house, person, scope)
    if choice.skill is None:
        return over(scope, (choice.comes_at or now) - now, language)
    item = (choice.skill, 0, 1)
    asked = noted_key(house, person, chat_of(update).id, item, language)
    share = EVERYTHING if scope == EVERYTHING else ONE
    return front(cast("Shown", _on_table(house, person, asked, share, language)), language)


def _on_table(
    house: House, person: Person, asked: Asked, share: str, language: Language
) -> Shown | None:
    """A card that was dealt; None where there is no such card (any more)."""
    found = card(asked.skill, language)
    if found is None:
        return None
    one, its_card = found
    choice = _chosen(house, person, one.slug if share == ONE else EVERYTHING)
    return Shown(one, its_card, asked, share, choice.due, choice.new)


def _chosen(house: House, person: Person, scope: str) -> Choice:
    """The next card of a deck, and how many are left."""
    reviews, now = house.store.reviews, house.clock()
    memories = reviews.memories(person.id)
    if scope != EVERYTHING:
        return next_to_practise(cards_of(scope), memories, now)
    zone = ZoneInfo(person.zone or "UTC")
    today = datetime.combine(now.astimezone(zone).date(), time(), zone)
    new = reviews.met_since(person.id, CARDS, today)
    deck = all_cards(house, person)
    return next_card(deck, memories, now, new, today + timedelta(days=1))
