"""/quiz: a question, an answer by button or in words, and feedback that explains."""

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import cast

from telegram import ReplyParameters, Update
from telegram.error import BadRequest
from telegram.ext import ExtBot

from data import words
from data.people import Person
from data.reviews import Asked
from data.words import Language
from handlers.context import Context, House, chat_of, met, reply_in_group, tell, written
from handlers.daily.session import after_answer, after_undo, heading
from handlers.delivery.turns import first as first_found
from handlers.delivery.turns import once
from handlers.html import paragraphs, say
from handlers.live import end_with_photo
from handlers.presses import heard, owned, place_of, pressed, refreshed, without_buttons
from handlers.quizzes.noted import noted
from handlers.quizzes.pictures import picture_for, picture_of, send_screen
from handlers.quizzes.polls import put_as_poll
from handlers.quizzes.screens import (
    answered_screen,
    feedback_html,
    leech_screen,
    next_buttons,
    open_screen,
    try_again,
    why,
)
from handlers.screens import Screen
from handlers.together import challenge_end
from handlers.together.effects import cheer, is_festive, tell_festively
from handlers.together.rounds import is_group, on_round
from handlers.ways_on import onward
from knowledge.library import slugs
from knowledge.names import named
from quiz.engine import choose_about, choose_next, item_for, item_of, record, rest, undo, why_asked
from quiz.grading import GIVEN_UP, Grade, grade, regrade
from quiz.item import Item

ACTS = r"a[0-4]{1,5}|(p|hint|why|show)[0-4]{0,5}|solve|undo"
"""The digits are the options that are chosen, or picked so far."""
TOPICS = "|".join(slugs())
TRIES = 3
"""So often an answer may be typed."""
_SENDING = timedelta(minutes=1)
"""A question that is not known to have arrived by then never did."""
_SEEDS = 2**31


async def on_quiz(update: Update, context: Context) -> None:
    """Ask the next question, or one about the topic that was named; a group plays a round."""
    if is_group(update) and update.message:
        await on_round(update, context)
        return
    house, person = context.house, met(update, context.house)
    name = " ".join(context.args or ())
    about = named(name) if name else None
    if name and about is None:
        said = partial(say, "cards.unknown", text=name)
        await tell(update, *onward(house, person.id, said, person.language, "glossary", "quiz"))
        return
    chat, reply = chat_of(update).id, reply_in_group(update)
    await ask_question(context.bot, house, person, chat, about=about, reply=reply)


async def on_about(update: Update, context: Context) -> None:
    """Ask a question about the topic of a button."""
    query, (_, slug, shown_in) = pressed(update)
    person = replace(met(update, context.house), language=cast("Language", shown_in))
    await heard(query)
    chat, reply = chat_of(update).id, reply_in_group(update)
    await ask_question(context.bot, context.house, person, chat, about=slug, reply=reply)


async def ask_question(
    bot: ExtBot[int],
    house: House,
    person: Person,
    chat: int,
    *,
    head: str = "",
    about: str | None = None,
    reply: ReplyParameters | None = None,
) -> None:
    """Send a person the question that is best for them now, and remember what was asked.

    Args:
        bot: sends it.
        house: what is behind the chat.
        person: who is asked.
        chat: where.
        head: what stands above the question.
        about: slug of the topic that it shall be about; None for whatever is best.
        reply: the message that it answers, in a group.
    """
    now, reviews, seed = (
        house.clock(),
        house.store.reviews,
        first_found("seed", secrets.randbelow(_SEEDS)),
    )
    first = house.store.classes.topics_of(person.id, now)
    if about:
        chosen = choose_about(reviews, person, about, now, seed)
    else:
        chosen = choose_next(reviews, person, now, seed, first=first)
    if chosen.reason.kind == "leech" and not (about or head):
        rest(reviews, person.id, chosen.skill, now)
        text, keyboard = leech_screen(chosen.topic, chosen.reason, person.language)
        await bot.send_message(chat, text, reply_markup=keyboard, reply_parameters=reply)
        return
    if chosen.topic in first:
        head = head or say("class.week_head", person.language)
    item = item_for(chosen, seed, person.language)
    if chat == person.id and await put_as_poll(bot, house, person, item, head=head):
        return
    await put_question(bot, house, person, chat, item, head=head, reply=reply)


async def put_question(
    bot: ExtBot[int],
    house: House,
    person: Person,
    chat: int,
    item: Item,
    *,
    head: str = "",
    reply: ReplyParameters | None = None,
) -> Asked:
    """Send a person a certain question, noted before it is sent."""
    asked, item = noted(house, person, chat, item)
    picture = await picture_for(bot, house, chat, item)
    screen = open_screen(item, asked, head=head)
    message = await send_screen(bot, chat, screen, picture, reply)
    house.store.reviews.show_in(asked.id, message)
    return asked


async def on_press(update: Update, context: Context) -> None:
    """Take what was pressed under a question: an answer, a help, or the other language."""
    query, (number, act, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    asked = house.store.reviews.asked(int(number))
    item = _item_in(asked, cast("Language", shown_in)) if asked else None
    if asked is None or item is None:
        await heard(query, words.say("shared.gone", person.language))
    elif await owned(query, asked.person, person):
        screen = _after(house, person, asked, item, act)
        if isinstance(screen, str):
            await heard(query, words.say(screen, item.language))
            return
        await heard(query)
        if item.picture and act == "show":  # in another language: so is what stands in the picture
            await end_with_photo(place_of(query), await picture_of(house, item), *screen)
        else:
            await refreshed(query, *screen)
        if act.startswith("a"):
            await cheer(context.bot, house, person, asked)
        await challenge_end.settle(context.bot, house, asked)


async def on_next(update: Update, context: Context) -> None:
    """Ask another question, unless the last one is still open."""
    query, _ = pressed(update)
    person = met(update, context.house)
    if not first_found("free", not _other_open(update, context.house, person)):
        await heard(query, words.say("quiz.still_open", person.language))
        return
    await heard(query)
    await without_buttons(query)
    chat, reply = chat_of(update).id, reply_in_group(update)
    head = heading(context.house, person) or ""
    await ask_question(context.bot, context.house, person, chat, head=head, reply=reply)


async def took_as_answer(
    update: Update, context: Context, text: str, *, insist: bool = False
) -> bool:
    """Take a text as the answer to a question, where it is one.

    Args:
        update: the message with the text.
        context: the house behind the chat.
        text: what was written.
        insist: take also what cannot be read, where an answer was to be typed, and say so.

    Returns:
        Whether the text was taken and answered.
    """
    house, person = context.house, met(update, context.house)
    replied = written(update).reply_to_message
    asked = _meant(update, house, person)
    item = _item_in(asked, asked.language) if asked else None
    if asked is None or item is None:
        return False
    if asked.person != person.id:
        said = partial(say, "quiz.not_yours")
        await tell(update, *onward(house, person.id, said, person.language, "quiz"))
        return True
    given = await house.thinker.call(grade, item, text)
    if given.outcome == "unreadable" and not (replied or (insist and item.form == "type")):
        return False
    if not first_found("open", asked.answered_at is None):
        said = partial(say, "quiz.not_open")
        await tell(update, *onward(house, person.id, said, person.language, "quiz"))
    else:
        await _typed(update, context, asked, item, given)
    return True


async def _typed(update: Update, context: Context, asked: Asked, item: Item, given: Grade) -> None:
    """Answer a typed answer: with what it was worth, or with another try."""
    house, left = context.house, TRIES - first_found("tries", asked.tries) - 1
    if not given.counts or (given.outcome == "wrong" and item.form == "type" and left > 0):
        if given.outcome != "unreadable":
            once("try", lambda: house.store.reviews.add_try(asked.id))
        await tell(update, *try_again(item, asked, given, left))
        return
    once("answer", lambda: record(house.store.reviews, asked, given, house.clock()))
    closing = after_answer(house, met(update, house)) or ""
    text = paragraphs(feedback_html(item, given), closing)
    buttons = challenge_end.under_answer(house, asked, item.language, next_buttons(item, asked))
    festive = is_festive(house, met(update, house))
    await tell_festively(update, text, buttons, festive=festive)
    if asked.message:
        with suppress(BadRequest):
            await context.bot.edit_message_reply_markup(asked.chat, asked.message)
    await challenge_end.settle(context.bot, house, asked)


async def leave(bot: ExtBot[int], house: House, asked: Asked) -> None:
    """Leave a question unanswered: no text is its answer any more, and its buttons go."""
    house.store.reviews.leave(asked.id, house.clock())
    if asked.message:
        with suppress(BadRequest):
            await bot.edit_message_reply_markup(asked.chat, asked.message)


def _after(house: House, person: Person, asked: Asked, item: Item, act: str) -> Screen | str:
    """What a press leads to: a screen, or the key of what is said instead."""
    reviews, now = house.store.reviews, house.clock()
    if act == "solve" or act.startswith("a"):
        return _answered(house, person, asked, item, act)
    if act == "undo":
        if challenge_end.belongs(house, asked) or not once(
            "undo", lambda: undo(reviews, asked, now)
        ):
            return "quiz.too_late"
        after_undo(house, person)
    elif act.startswith("hint") and asked.hints < len(item.hints):
        once("hint", lambda: reviews.add_hint(asked.id))
    return _screen(house, person, cast("Asked", reviews.asked(asked.id)), item, act)


def _answered(house: House, person: Person, asked: Asked, item: Item, act: str) -> Screen | str:
    """What an answer leads to, or the giving up."""
    given = Grade("wrong", GIVEN_UP) if act == "solve" else _chosen(item, act)
    if given is None:
        return "shared.gone"
    reviews = house.store.reviews
    if not once("answer", lambda: record(reviews, asked, given, house.clock())):
        return "quiz.not_open"
    closing = after_answer(house, person) or ""
    return _closed_screen(house, item, cast("Asked", reviews.asked(asked.id)), closing)


def _closed_screen(house: House, item: Item, asked: Asked, closing: str = "") -> Screen:
    text, buttons = answered_screen(item, asked, closing)
    return text, challenge_end.under_answer(house, asked, item.language, buttons)


def _screen(house: House, person: Person, asked: Asked, item: Item, act: str) -> Screen:
    """A question as it stands after a press that does not answer it."""
    if asked.answer is not None:
        return _closed_screen(house, item, asked)
    picked = [int(sign) for sign in act if sign.isdecimal()]
    if any(place >= len(item.options) for place in picked):
        picked = []
    below = ""
    if act.startswith("why"):
        below = why(why_asked(house.store.reviews, asked), house.clock(), item.language)
    head = heading(house, replace(person, language=item.language)) or ""
    return open_screen(item, asked, picked, head=head, below=below)


def _chosen(item: Item, act: str) -> Grade | None:
    """The grade of the options in a button's data; None where they are not those of the item."""
    try:
        return grade(item, [int(place) for place in act[1:]])
    except IndexError:
        return None


def _item_in(asked: Asked, language: Language) -> Item | None:
    """The item of a question in a language; None where its skill, or the given option, is gone."""
    try:
        item = item_of(replace(asked, language=language))
        regrade(item, asked.answer or GIVEN_UP)
    except (KeyError, IndexError):
        return None
    return item


def _other_open(update: Update, house: House, person: Person) -> bool:
    """Whether another question than that of the pressed button is open, or is just being sent."""
    asked = house.store.reviews.latest_asked(person.id, chat_of(update).id)
    if asked is None or asked.answered_at is not None:
        return False
    lost = asked.message is None and house.clock() - asked.sent_at > _SENDING
    return not lost and asked.message != written(update).message_id


def _meant(update: Update, house: House, person: Person) -> Asked | None:
    """The question that a text may answer: the one replied to, else the open one."""
    if written(update).reply_to_message:
        found = _replied_to(update, house)
    else:
        found = _open_question(update, house, person)
    number = first_found("question", found and found.id)
    return house.store.reviews.asked(number) if number else None


def _replied_to(update: Update, house: House) -> Asked | None:
    replied = written(update).reply_to_message
    if replied is None:
        return None
    return house.store.reviews.asked_in(chat_of(update).id, replied.message_id)


def _open_question(update: Update, house: House, person: Person) -> Asked | None:
    """The person's last question here, while it is open and no exercise was sent since."""
    chat = chat_of(update).id
    asked = house.store.reviews.latest_asked(person.id, chat)
    if asked is None or asked.answered_at is not None:
        return None
    exercise = house.store.problems.latest(chat, person.id)
    return None if exercise and exercise.at > asked.sent_at else asked
