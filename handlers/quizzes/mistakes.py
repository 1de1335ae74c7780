"""/mistakes: practice made of one's own mistakes, until each is mended."""

import secrets
from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data.people import Person
from data.words import Language
from handlers.context import Context, House, chat_of, met, note, reply_in_group, tell
from handlers.html import Html, lines, say
from handlers.keyboards import button, flip
from handlers.learning.markup import as_html
from handlers.presses import heard, pressed, reading, without_buttons
from handlers.quizzes import quiz
from handlers.screens import Screen, turned_to
from quiz.item import Item
from quiz.mistake_names import mistake_title
from quiz.mistakes import open_mistakes, question
from quiz.skills import ABOUT

_NOTED = "mistakes"
_SEEDS = 2**31


async def on_mistakes(update: Update, context: Context) -> None:
    """Ask a question that tempts to a mistake that this person made."""
    await _ask(update, context, met(update, context.house))


async def on_button(update: Update, context: Context) -> None:
    """Do the same after a button, in its language."""
    query, (shown_in,) = pressed(update)
    await heard(query)
    person = met(update, context.house)
    await _ask(update, context, reading(person, shown_in))


async def on_turned(update: Update, context: Context) -> None:
    """Say in the language of a button that there is nothing to mend."""
    _, (_, shown_in) = pressed(update)
    person = met(update, context.house)
    await turned_to(update, _nothing(context.house, person, cast("Language", shown_in)))


async def on_next(update: Update, context: Context) -> None:
    """Go on with what the last question was about: mistakes, or whatever is best."""
    query, _ = pressed(update)
    house, person = context.house, met(update, context.house)
    if not _practises(house, person, chat_of(update).id):
        await quiz.on_next(update, context)
        return
    await heard(query)
    await without_buttons(query)
    await _ask(update, context, person)


def open_count(house: House, person: Person) -> int:
    """How many mistakes of a person are not mended."""
    return len(open_mistakes(house.store.reviews.history(person.id)))


async def _ask(update: Update, context: Context, person: Person) -> None:
    house, chat, language = context.house, chat_of(update).id, person.language
    waiting = open_mistakes(house.store.reviews.history(person.id))
    if not waiting:
        await tell(update, *_nothing(house, person, language))
        return
    mistake = waiting[0]
    item = question(mistake, secrets.randbelow(_SEEDS), language)
    head, reply = _head(mistake.name, item, len(waiting)), reply_in_group(update)
    await quiz.put_question(context.bot, house, person, chat, item, head=head, reply=reply)
    asked = house.store.reviews.latest_asked(person.id, chat)
    note(update, house, _NOTED, asked=asked.id if asked else None)


def _head(name: str, item: Item, waiting: int) -> Html:
    """Which mistake it is: of an idea what was believed, for to say why not would be the answer."""
    if item.skill.startswith(ABOUT):
        believed = next(one.text for one in item.options if one.mistake == name)
        told = say("mistakes.believed", item.language, believed=as_html(believed))
    else:
        told = say("mistakes.counted", item.language, mistake=mistake_title(name, item.language))
    key = "mistakes.head" if waiting > 1 else "mistakes.last"
    return lines(say(key, item.language, count=waiting), told)


def _practises(house: House, person: Person, chat: int) -> bool:
    """Whether the last question to a person here was one of this practice, and is answered."""
    asked = house.store.reviews.latest_asked(person.id, chat)
    if asked is None or asked.answered_at is None:
        return False
    return {"asked": asked.id} in house.store.events.latest(person.id, _NOTED, 1)


def _nothing(house: House, person: Person, language: Language) -> Screen:
    """That no mistake is open: none was made, or all are mended."""
    made = any(review.misconception for review in house.store.reviews.history(person.id))
    rows = [
        [button("quiz.next", "quiz:next", language)],
        [flip(f"mistakes:none:{language}", language)],
    ]
    return say(f"mistakes.{'mended' if made else 'none'}", language), InlineKeyboardMarkup(rows)
