"""/challenge: "beat me on these five", a link to the questions that one has answered last.

Who opens it answers the same five; then both see both results, once, and nothing else.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import cast
from urllib.parse import urlencode

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update, User

from data import words
from data.asked import Key
from data.challenges import Challenge, Play
from data.people import Person
from data.reviews import Review
from data.words import Language
from handlers.context import Context, House, met, tell
from handlers.delivery.turns import first, once
from handlers.html import say
from handlers.keyboards import button
from handlers.presses import heard, pressed
from handlers.quizzes.quiz import put_question
from handlers.screens import Screen
from handlers.together.challenge_end import is_over, next_data, results, still_open
from handlers.ways_on import onward
from quiz.challenge import KEY_BITS, QUESTIONS, decode, encode
from quiz.making import make
from quiz.skills import SKILLS

_LOOKED_AT = 60
"""So many last answers are looked through for five questions."""


async def on_challenge(update: Update, context: Context) -> None:
    """Make a link of the last five questions."""
    language = met(update, context.house).language
    await tell(update, *_made(update, context, language))


async def on_make(update: Update, context: Context) -> None:
    """Make a link of the last five questions, by the button under the fifth."""
    query, (_, shown_in) = pressed(update)
    await heard(query)
    await tell(update, *_made(update, context, cast("Language", shown_in)))


async def on_link(update: Update, context: Context, payload: str) -> None:
    """Ask whether to take up the challenge of a link."""
    house, person = context.house, met(update, context.house)
    found = decode(payload)
    if found is None:
        await tell(update, *_note(house, person, "lost", "quiz"))
        return
    challenge = house.store.challenges.get(found[0])
    play = house.store.challenges.played(found[0], person.id)
    if challenge and challenge.person == person.id:
        await tell(update, *_note(house, person, "own", "challenge", "quiz"))
    elif play and is_over(house, play):
        await tell(update, *results(house, play, person))
    else:
        text = say("challenge.open_nameless", person.language)
        if challenge:
            text = say("challenge.open", person.language, name=challenge.name)
        await tell(update, text, _take_up(payload, person.language))


async def on_next(update: Update, context: Context) -> None:
    """Put the next question of a challenge."""
    query, (code,) = pressed(update)
    house, person = context.house, met(update, context.house)
    found = decode(code)
    if found is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    name = cast("User", update.effective_user).full_name or "…"
    play = house.store.challenges.play(found[0], person.id, name, code)
    if still_open(house, play):
        await heard(query, words.say("challenge.still_open", person.language))
        return
    await heard(query)
    if is_over(house, play):
        await tell(update, *results(house, play, person))
    else:
        await _put(context, person, play, found[1])


def _note(house: House, person: Person, key: str, *ways: str) -> Screen:
    return onward(house, person.id, partial(say, f"challenge.{key}"), person.language, *ways)


def _made(update: Update, context: Context, language: Language) -> Screen:
    house, person = context.house, met(update, context.house)
    answered = list(_last_five(house.store.reviews.latest(person.id, _LOOKED_AT)))
    if len(answered) < QUESTIONS:
        return _note(house, replace(person, language=language), "too_few", "quiz")
    right = sum(one.correct for one in answered)
    number = first("challenge", secrets.randbits(KEY_BITS))
    name = cast("User", update.effective_user).full_name or "…"
    code = encode(number, [(one.skill, one.seed, one.level) for one in answered])
    once("make", lambda: house.store.challenges.make(Challenge(number, person.id, name, right)))
    link = f"https://t.me/{context.bot.username}?start={code}"
    invitation = words.say("challenge.invitation", language, right=right)
    share = "https://t.me/share/url?" + urlencode({"url": link, "text": invitation})
    row = [InlineKeyboardButton(words.say("challenge.share", language), url=share)]
    return say("challenge.made", language, link=link, right=right), InlineKeyboardMarkup([row])


def _last_five(latest: Sequence[Review]) -> Iterator[Review]:
    """The last five different questions that still exist, the oldest first."""
    found: dict[Key, Review] = {}
    for one in latest:
        if one.skill in SKILLS and len(found) < QUESTIONS:
            found.setdefault((one.skill, one.seed, one.level), one)
    yield from reversed(found.values())


async def _put(context: Context, person: Person, play: Play, items: Sequence[Key]) -> None:
    place = len(play.asked)
    head = say("challenge.head", person.language, number=place + 1, count=QUESTIONS)
    item = make(*items[place], person.language)
    asked = await put_question(context.bot, context.house, person, person.id, item, head=head)
    context.house.store.challenges.put(play, asked.id)


def _take_up(code: str, language: Language) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button("challenge.take_up", next_data(code), language)]])
