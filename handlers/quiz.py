"""/quiz: a question, an answer by button or in words, and feedback that explains."""

import secrets

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.ext import ExtBot

from data import words
from data.people import Person
from data.reviews import Asked
from data.words import Language
from handlers.context import Context, House, chat_of, met, reply_in_group, tell, written
from handlers.html import Html, bold, lines, paragraphs, quote, say
from handlers.keyboards import grid
from handlers.presses import heard, owned, pressed, refreshed, without_buttons
from quiz.engine import item_of, next_item, record
from quiz.grading import Grade, grade
from quiz.item import Item
from quiz.render import feedback, options, question

_SEEDS = 2**31


async def on_quiz(update: Update, context: Context) -> None:
    """Ask the next question."""
    person = met(update, context.house)
    await ask_question(
        context.bot, context.house, person, chat_of(update).id, reply=reply_in_group(update)
    )


async def ask_question(
    bot: ExtBot[int],
    house: House,
    person: Person,
    chat: int,
    *,
    head: str = "",
    reply: ReplyParameters | None = None,
) -> None:
    """Send a person the question that is best for them now, and remember what was asked."""
    now, reviews = house.clock(), house.store.reviews
    item = next_item(reviews, person.id, now, secrets.randbelow(_SEEDS))
    asked = reviews.ask(person.id, chat, (item.skill, item.seed, item.level), person.language, now)
    text = paragraphs(head, question(item, person.language))
    message = await bot.send_message(
        chat, text, reply_markup=_options(item, asked), reply_parameters=reply
    )
    reviews.show_in(asked.id, message.message_id)


async def on_option(update: Update, context: Context) -> None:
    """Take the answer of a pressed button, once, and explain it in the same message."""
    query, (number, place) = pressed(update)
    person = met(update, context.house)
    asked = context.house.store.reviews.asked(int(number))
    item = item_of(asked) if asked else None
    if asked is None or item is None or int(place) >= len(item.options):
        await heard(query, words.say("shared.gone", person.language))
    elif await owned(query, asked.person, person):
        given = grade(item, int(place))
        if not record(context.house.store.reviews, asked, given, context.house.clock()):
            await heard(query, words.say("quiz.not_open", person.language))
            return
        await heard(query)
        chosen = options(item, asked.language)[int(place)]
        text = paragraphs(
            question(item, asked.language),
            say("quiz.chosen", asked.language, answer=chosen),
            _feedback(item, given, asked.language),
        )
        await refreshed(query, text, _next(asked.language))


async def on_next(update: Update, context: Context) -> None:
    """Ask another question, unless the last one is still open."""
    query, _ = pressed(update)
    person = met(update, context.house)
    latest = context.house.store.reviews.latest_asked(person.id, chat_of(update).id)
    if latest and latest.answered_at is None:
        await heard(query, words.say("quiz.still_open", person.language))
        return
    await heard(query)
    await without_buttons(query)
    await on_quiz(update, context)


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
    asked = _replied_to(update, house) if replied else _open_question(update, house, person)
    if asked is None:
        return False
    if asked.person != person.id:
        await tell(update, say("quiz.not_yours", person.language))
        return True
    item = item_of(asked)
    given = grade(item, text)
    if given.outcome == "unreadable" and not (replied or (insist and item.typed)):
        return False
    if record(house.store.reviews, asked, given, house.clock()):
        keyboard = _next(asked.language) if given.counts else None
        await tell(update, _feedback(item, given, asked.language), keyboard)
    else:
        await tell(update, say("quiz.not_open", person.language))
    return True


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


def _feedback(item: Item, given: Grade, language: Language) -> Html:
    said = feedback(item, given, language)
    explained = paragraphs(bold(said.verdict), lines(said.mistake, said.why))
    return lines(explained, quote([said.formula] if said.formula else []))


def _options(item: Item, asked: Asked) -> InlineKeyboardMarkup | None:
    if item.typed:
        return None
    labels = options(item, asked.language)
    buttons = [
        InlineKeyboardButton(label, callback_data=f"quiz:{asked.id}:{place}")
        for place, label in enumerate(labels)
    ]
    return grid(buttons, columns=2)


def _next(language: Language) -> InlineKeyboardMarkup:
    label = words.say("quiz.next", language)
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton(label, callback_data="quiz:next"))
