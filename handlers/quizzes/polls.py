"""Questions as native quiz polls: sent, and answered by a vote, to one person who wants that."""

from contextlib import suppress
from typing import cast

from sqlite_utils.db import NotFoundError
from telegram import (
    InlineKeyboardMarkup,
    InputPollOption,
    Message,
    PollAnswer,
    ReplyParameters,
    Update,
)
from telegram import Poll as TelegramPoll
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from data.asked import Asked
from data.people import Person
from handlers.context import Context, House
from handlers.daily.session import after_answer
from handlers.delivery.turns import once
from handlers.html import Html, paragraphs
from handlers.keyboards import button
from handlers.quizzes.noted import noted
from handlers.quizzes.screens import feedback_html, next_buttons
from quiz.engine import item_of, record
from quiz.grading import grade
from quiz.item import Item
from quiz.polls import Poll, poll_of


async def send(
    bot: ExtBot[int],
    chat: int,
    poll: Poll,
    *,
    number: str = "",
    head: str = "",
    seconds: int | None = None,
    buttons: InlineKeyboardMarkup | None = None,
    reply: ReplyParameters | None = None,
) -> Message:
    """Send a quiz poll; who votes for what is told to the bot.

    Args:
        bot: sends it.
        chat: where.
        poll: what it says.
        number: what stands before the question.
        head: what stands above the options.
        seconds: after which it ends by itself; None where it does not.
        buttons: under it.
        reply: the message that it answers.
    """
    return await bot.send_poll(
        chat,
        number + poll.question,
        [InputPollOption(option, text_parse_mode=None) for option in poll.options],
        type=TelegramPoll.QUIZ,
        is_anonymous=False,
        correct_option_ids=[poll.right],  # type: ignore[list-item]  # any int below the limit
        explanation=poll.explanation or None,
        explanation_parse_mode=None,
        question_parse_mode=None,
        description=head or None,
        description_parse_mode=ParseMode.HTML,
        open_period=seconds,
        reply_markup=buttons,
        reply_parameters=reply,
    )


async def put_as_poll(
    bot: ExtBot[int], house: House, person: Person, item: Item, *, head: str = ""
) -> bool:
    """Put a question to a person as a poll, where they want that and the question fits in one.

    Returns:
        False where it is to be put in another way.
    """
    poll = poll_of(item) if house.store.polls.wanted(person.id) else None
    if poll is None:
        return False
    asked, item = noted(house, person, person.id, item)
    buttons = InlineKeyboardMarkup([[button("quiz.next", "quiz:next", item.language)]])
    message = await send(bot, person.id, poll, head=head, buttons=buttons)
    house.store.reviews.show_in(asked.id, message.message_id)
    house.store.polls.sent(cast("TelegramPoll", message.poll).id, asked.id)
    return True


async def took_vote(update: Update, context: Context) -> bool:
    """Take a vote as the answer to a question that was put as a poll, where it is one.

    A right answer is confirmed by the poll itself; to a wrong one it is said what was mixed up.
    """
    house, answer = context.house, cast("PollAnswer", update.poll_answer)
    number = house.store.polls.asked(answer.poll_id)
    if number is None:
        return False
    asked = house.store.reviews.asked(number)
    if asked is None or answer.user is None or answer.user.id != asked.person:
        return True
    with suppress(KeyError, IndexError, NotFoundError):  # a skill, or a person, that is gone
        item, person = item_of(asked), house.store.people.get(asked.person)
        given = grade(item, answer.option_ids)
        reviews, now = house.store.reviews, house.clock()
        counted = bool(answer.option_ids) and once(
            "answer", lambda: record(reviews, asked, given, now)
        )
        if counted:
            closing = after_answer(house, person) or ""
            wrong = feedback_html(item, given) if given.outcome != "right" else ""
            await _tell(context.bot, asked, item, paragraphs(wrong, closing))
    return True


async def _tell(bot: ExtBot[int], asked: Asked, item: Item, text: Html) -> None:
    """Say what there is to say to a vote; the buttons are then under that."""
    if not text:
        return
    await bot.send_message(asked.chat, text, reply_markup=next_buttons(item, asked))
    if asked.message:
        with suppress(BadRequest):
            await bot.edit_message_reply_markup(asked.chat, asked.message)
