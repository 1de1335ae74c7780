"""Once a day, what nobody can press or answer any more goes."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from handlers.context import Bot, Context, House
from handlers.operations.clock import after_the_clock_was_set

if TYPE_CHECKING:
    from telegram.ext import JobQueue

_EVERY = timedelta(days=1)
_FIRST = timedelta(minutes=5)
"""After a start, which has enough to do by itself."""
_ANSWERED_FOR = timedelta(days=60)
"""How long a question can be answered."""
_TOGETHER = 1000
"""So many go in one transaction, which keeps others waiting for milliseconds only."""


def tidy_every_day(bot: Bot) -> None:
    """Tidy up a while after the start, and then every day."""

    async def tick(context: Context) -> None:
        after_the_clock_was_set(context.house)
        await tidy(context.house)

    jobs = cast("JobQueue[Context]", bot.job_queue)
    jobs.run_repeating(tick, _EVERY, first=_FIRST, job_kwargs={"misfire_grace_time": None})


async def tidy(house: House) -> None:
    """Let go of questions that were asked long ago; the answers to them stay."""
    before = house.clock() - _ANSWERED_FOR
    gone = _TOGETHER
    while gone == _TOGETHER:
        gone = house.store.reviews.forget_questions(before, _TOGETHER)
        await asyncio.sleep(0)  # others have their turn
