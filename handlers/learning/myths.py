"""/myths: what is said of training, to be judged true or false."""

from datetime import timedelta
from typing import cast

from telegram import InlineKeyboardButton, Update

from data import words
from data.reviews import Asked
from data.words import Language
from handlers.context import Context, House, chat_of, met, note, tell
from handlers.delivery.turns import once
from handlers.html import Html, lines, paragraphs, say
from handlers.keyboards import button, flip, grid
from handlers.learning.decks import MYTHS, all_claims, claim, peek
from handlers.learning.markup import as_html
from handlers.presses import heard, owned, pressed, refreshed
from handlers.quizzes.noted import noted_key
from handlers.screens import Screen, turned_to
from knowledge.topic import Myth, Topic
from quiz.cards import next_claim, score
from quiz.engine import remember
from quiz.schedule import rate

ACTS = "show|true|false|topic|next"
_TRUTH = {True: "_true", False: "_false"}
_SESSION = timedelta(hours=6)
"""Answers that long ago are of another session, whatever the pauses."""


async def on_myths(update: Update, context: Context) -> None:
    """Show the next claim."""
    language = met(update, context.house).language
    await tell(update, *_next(update, context.house, language))


async def on_begin(update: Update, context: Context) -> None:
    """Begin in the message of a button."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, _next(update, context.house, cast("Language", shown_in)))


async def on_myth(update: Update, context: Context) -> None:
    """Take a verdict, once, and explain it; or look at the topic, or go on; all in one message."""
    query, (number, act, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    language = cast("Language", shown_in)
    asked = house.store.reviews.asked(int(number))
    found = claim(asked.skill, language) if asked else None
    if not asked or not found:
        await heard(query, words.say("shared.gone", person.language))
    elif await owned(query, asked.person, person):
        if act in {"true", "false"} and not _judged(house, asked, found[1], act):
            await heard(query, words.say("shared.pressed_twice", person.language))
            return
        await heard(query)
        await refreshed(query, *_after(update, house, asked, act, language))


def _judged(house: House, asked: Asked, myth: Myth, verdict: str) -> bool:
    """Remember a verdict; False where there was one before."""
    rating = rate(correct=myth.true == (verdict == "true"), tries=1)
    reviews, now = house.store.reviews, house.clock()
    return once("answer", lambda: remember(reviews, asked, rating, now, given=verdict))


def _after(update: Update, house: House, asked: Asked, act: str, language: Language) -> Screen:
    """What a press under a claim leads to."""
    if act == "next":
        return _next(update, house, language)
    if act == "topic":
        one, _ = _claimed(asked, language)
        note(update, house, "topic", slug=one.slug)
        return peek(one, f"myth:{asked.id}:show:{language}", language)
    return _shown(house, asked.id, language)


def _next(update: Update, house: House, language: Language) -> Screen:
    """The next claim, noted as asked before it is shown."""
    person, now = met(update, house), house.clock()
    name = next_claim(all_claims(person), house.store.reviews.memories(person.id), now)
    asked = noted_key(house, person, chat_of(update).id, (name, 0, 1), language)
    return _shown(house, asked.id, language)


def _shown(house: House, number: int, language: Language) -> Screen:
    """A claim to be judged, or one that was, with what is true."""
    asked = cast("Asked", house.store.reviews.asked(number))
    _, myth = _claimed(asked, language)
    said = as_html(myth.claim)
    total = _score(house, asked.person, language)

    def under(label: str, act: str) -> InlineKeyboardButton:
        return button(label, f"myth:{asked.id}:{act}:{language}", language)

    other = flip(f"myth:{asked.id}:show:{language}", language)
    if asked.answer is None:
        keys = [under("myths.true", "true"), under("myths.false", "false"), other]
        return paragraphs(say("myths.ask", language), said, total), grid(keys, 2)
    keys = [under("myths.next", "next"), under("cards.topic", "topic"), other]
    judged = "right" if myth.true == (asked.answer == "true") else "wrong"
    verdict = say(f"myths.{judged + _TRUTH[myth.true]}", language)
    return paragraphs(said, lines(verdict, as_html(myth.why)), total), grid(keys, 2)


def _claimed(asked: Asked, language: Language) -> tuple[Topic, Myth]:
    return cast("tuple[Topic, Myth]", claim(asked.skill, language))


def _score(house: House, person: int, language: Language) -> Html:
    """How many verdicts were right in this session; nothing before the first."""
    now = house.clock()
    right, total = score(house.store.reviews.recent(person, MYTHS, now - _SESSION), now)
    return say("myths.score", language, right=right, total=total) if total else Html()
