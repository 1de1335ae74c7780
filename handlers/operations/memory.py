"""What is free goes back to the system: the C library keeps it in pieces, more with every hour."""

import ctypes
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from handlers.context import Bot, Context

if TYPE_CHECKING:
    from telegram.ext import JobQueue

_EVERY = timedelta(minutes=2)


def give_memory_back_often(bot: Bot) -> None:
    """Give memory back every now and then, which takes some milliseconds."""

    async def tick(_: Context) -> None:
        give_memory_back()

    jobs = cast("JobQueue[Context]", bot.job_queue)
    jobs.run_repeating(tick, _EVERY, job_kwargs={"misfire_grace_time": None})


def give_memory_back() -> None:
    """Give free memory back, where the C library is glibc; others do without being told."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
