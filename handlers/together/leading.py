"""A round goes on by itself: the same quiz polls for all, one after another, each with a timer.

Votes of people who have talked to the bot before become reviews of their own; of others nothing
is remembered but the vote, until the next round in the group. State is in the store: after a
restart a round goes on where it was, and a question that was perhaps sent is not sent again.
"""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar, cast

from sqlite_utils.db import NotFoundError
from telegram import Message, Poll
from telegram.error import BadRequest, ChatMigrated, TimedOut
from telegram.ext import ExtBot

from data.rounds import Round, RoundQuestion, Vote
from handlers.context import Bot, House
from handlers.delivery.outbox import never_twice
from handlers.delivery.turns import in_the_background
from handlers.quizzes import polls
from handlers.together.round_screens import ending, under_question
from quiz.engine import record
from quiz.grading import grade
from quiz.making import make
from quiz.polls import poll_of

_LOG = logging.getLogger(__name__)
_GRACE = 2.0
"""Seconds for which votes may still arrive when the time of a question is over."""
_T = TypeVar("_T")


def lead(application: Bot, going: Round) -> None:
    """Ask the questions of a round that were not asked yet, in the background; once."""
    house = application.bot_data["house"]
    if going.id in house.rounds:
        return
    house.turns[going.id] = asyncio.Event()
    leading = _led(application.bot, house, going.id)
    task = in_the_background(application, leading, name=f"round {going.id}")
    house.rounds[going.id] = task

    def done(_: object) -> None:
        house.rounds.pop(going.id, None)
        house.turns.pop(going.id, None)

    task.add_done_callback(done)


def take_up_rounds(application: Bot) -> None:
    """Go on with the rounds that were going on when the bot stopped."""
    for going in application.bot_data["house"].store.rounds.going():
        lead(application, going)


def wake(house: House, number: int) -> None:
    """End the question that is open in a round."""
    turn = house.turns.get(number)
    if turn:
        turn.set()


def current(house: House, number: int) -> RoundQuestion | None:
    """The first question of a round that has not ended; None where all have."""
    questions = house.store.rounds.questions(number)
    return next((asked for asked in questions if not asked.closed), None)


def move(house: House, chat: int, new: int) -> None:
    """Go on in the group that a group has become."""
    house.store.rounds.move(chat, new)
    house.store.dailies.move(chat, new)
    house.store.groups.move(chat, new)


def remember(house: House, asked: RoundQuestion, vote: Vote) -> None:
    """Make a vote a review of the voter's own, where they have talked to the bot before."""
    going = house.store.rounds.get(asked.round)
    try:
        house.store.people.get(vote.person)
        item = make(*asked.item, going.language) if going else None
    except (NotFoundError, KeyError):  # nobody that is known, or a skill that is gone
        return
    if going and item and asked.sent_at:
        reviews = house.store.reviews
        put = reviews.ask(vote.person, going.chat, asked.item, going.language, asked.sent_at)
        record(reviews, put, grade(item, [vote.option]), vote.at)


async def _led(bot: ExtBot[int], house: House, number: int) -> None:
    try:
        while asked := current(house, number):
            await _ask(bot, house, asked)
        await _in_its_group(house, number, partial(_tell, bot, house, number))
    except Exception:  # a cancelled task is none: the next start goes on
        house.store.rounds.end(number)
        raise
    house.store.rounds.end(number)


async def _ask(bot: ExtBot[int], house: House, asked: RoundQuestion) -> None:
    """Put a question, wait until its time is over, and count the votes."""
    house.turns[asked.round].clear()
    if asked.sent_at is None:
        await _send(bot, house, asked)
        asked = house.store.rounds.questions(asked.round)[asked.place]
    if asked.poll:
        await _time_is_over(house, asked)
        await _stop(bot, house, asked)
    with house.store.db.atomic():
        if house.store.rounds.close(asked):
            for vote in house.store.rounds.votes(asked.poll or ""):
                remember(house, asked, vote)


async def _send(bot: ExtBot[int], house: House, asked: RoundQuestion) -> None:
    going = cast("Round", house.store.rounds.get(asked.round))
    await house.pace.turn(going.chat)
    count = len(house.store.rounds.questions(asked.round))
    try:
        poll = poll_of(make(*asked.item, going.language))
    except KeyError:  # its skill went with an update of the bot
        poll = None
    if poll is None or not house.store.rounds.claim(asked, house.clock()):
        return

    async def send(chat: int) -> Message:
        return await polls.send(
            bot,
            chat,
            poll,
            number=f"{asked.place + 1}/{count}  ",
            seconds=going.seconds,
            buttons=under_question(asked, going.language),
        )

    try:
        with never_twice(retries=math.inf):
            message = await _in_its_group(house, asked.round, send)
    except TimedOut:  # it may have arrived, and never comes twice
        _LOG.warning("a question of a round was not confirmed in time")
        return
    name = cast("Poll", message.poll).id
    house.store.rounds.sent(asked, name, message.message_id, house.clock())


async def _time_is_over(house: House, asked: RoundQuestion) -> None:
    going = cast("Round", house.store.rounds.get(asked.round))
    gone = (house.clock() - asked.sent_at).total_seconds() if asked.sent_at else 0.0
    with suppress(TimeoutError):
        async with asyncio.timeout(max(0.0, going.seconds - gone) + _GRACE):
            await house.turns[asked.round].wait()


async def _stop(bot: ExtBot[int], house: House, asked: RoundQuestion) -> None:
    """End a poll; one that Telegram has ended only loses its buttons."""
    going, message = house.store.rounds.get(asked.round), asked.message
    if going is None or message is None:
        return
    try:
        await bot.stop_poll(going.chat, message)
    except BadRequest:
        with suppress(BadRequest):
            await bot.edit_message_reply_markup(going.chat, message)


async def _tell(bot: ExtBot[int], house: House, number: int, chat: int) -> None:
    over = cast("Round", house.store.rounds.get(number))
    text, buttons = ending(house.store.rounds, over, over.language)
    await bot.send_message(chat, text, reply_markup=buttons)


async def _in_its_group(house: House, number: int, do: Callable[[int], Awaitable[_T]]) -> _T:
    """Do something in the group of a round, also where the group has become another one."""
    chat = cast("Round", house.store.rounds.get(number)).chat
    try:
        return await do(chat)
    except ChatMigrated as migrated:
        move(house, chat, migrated.new_chat_id)
        return await do(migrated.new_chat_id)
