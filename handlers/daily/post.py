"""Questions of the day are sent: claimed at the minute, then one by one below Telegram's pace."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from sqlite_utils.db import NotFoundError
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from data.daily import Daily
from handlers.context import Bot, Context, House
from handlers.daily import weekly
from handlers.daily.buttons import slower_buttons
from handlers.daily.session import head
from handlers.delivery.outbox import never_twice
from handlers.delivery.pacing import BROADCAST_PAUSE
from handlers.html import say
from handlers.quizzes.quiz import ask_question
from quiz.daily import LATEST, TOGETHER, blocked, claim_due

if TYPE_CHECKING:
    from telegram.ext import JobQueue

_LOG = logging.getLogger(__name__)
_TICK = timedelta(minutes=1)
_SENT_IN_A_MINUTE = 1000  # at their pace that takes fifty seconds
_GONE = "chat not found"


def tick_every_minute(bot: Bot) -> None:
    """Look every minute who is due, at once after a start."""

    async def tick(context: Context) -> None:
        bot.create_task(serve_due(bot, context.house))
        bot.create_task(weekly.send_due(bot, context.house))

    bot.create_task(serve_due(bot, bot.bot_data["house"]))
    bot.create_task(weekly.send_due(bot, bot.bot_data["house"]))
    # Late ticks run all the same: the scheduler would drop one that is a second late.
    jobs = cast("JobQueue[Context]", bot.job_queue)
    jobs.run_repeating(tick, _TICK, job_kwargs={"misfire_grace_time": None})


async def serve_due(bot: Bot, house: House) -> None:
    """Claim the questions of all who are due, then send what is claimed.

    What a stopped process had claimed and not begun to send is sent, too. Nothing is ever sent
    twice: what was being sent when the process was killed counts as sent.
    """
    claimed = TOGETHER
    while claimed == TOGETHER:
        claimed = claim_due(house.store.dailies, house.clock())
        await asyncio.sleep(0)  # others have their turn
    async with house.post:
        for daily in house.store.dailies.waiting(_SENT_IN_A_MINUTE):
            if not bot.running:
                return
            if house.store.dailies.take(daily) and not _too_late(daily, house.clock()):
                bot.create_task(_send(bot, house, daily))
                await asyncio.sleep(BROADCAST_PAUSE)


def _too_late(daily: Daily, now: datetime) -> bool:
    return daily.posted_at is not None and now - daily.posted_at > LATEST


async def _send(bot: Bot, house: House, daily: Daily) -> None:
    """Send what was claimed; who cannot be reached (any more) is switched off."""
    try:
        with never_twice():
            await _deliver(bot, house, daily)
    except ChatMigrated as migrated:
        house.store.dailies.move(daily.chat, migrated.new_chat_id)
        await _send(bot, house, replace(daily, chat=migrated.new_chat_id))
    except NotFoundError:  # the person wanted to be forgotten
        house.store.dailies.remove(daily.person)
    except Forbidden:
        _change(house, daily.person, blocked)
    except TimedOut:  # it may have arrived, and never comes twice
        _LOG.warning("a question of the day was not confirmed in time")
    except BadRequest as refusal:
        if _GONE not in refusal.message.lower():
            raise
        _change(house, daily.person, blocked)
    except (RetryAfter, NetworkError):  # it has not arrived: the next tick tries again
        _change(house, daily.person, partial(_waiting_again, before=daily))
    else:
        _change(house, daily.person, _delivered)


async def _deliver(bot: Bot, house: House, daily: Daily) -> None:
    person = house.store.people.get(daily.person)
    if daily.waiting == "slower":
        text = say("pause.slower", person.language)
        buttons = slower_buttons(person.id, person.language)
        await bot.bot.send_message(daily.chat, text, reply_markup=buttons)
    else:
        await ask_question(bot.bot, house, person, daily.chat, head=head(daily, person, 1))


def _change(house: House, person: int, become: Callable[[Daily], Daily]) -> None:
    """Change a person's questions as they are now: they may have been changed meanwhile."""
    daily = house.store.dailies.get(person)
    if daily:
        house.store.dailies.save(become(daily))


def _delivered(daily: Daily) -> Daily:
    """What was a question can be answered now; whether to slow down needs no answer."""
    return replace(daily, delivered=daily.state != "asked")


def _waiting_again(daily: Daily, before: Daily) -> Daily:
    same = daily.last_day == before.last_day and daily.state == before.state
    return replace(daily, waiting=before.waiting) if same else daily
