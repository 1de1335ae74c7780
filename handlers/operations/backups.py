"""Backups by themselves, while the chat goes on."""

import asyncio
import logging
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from data import soundness
from data.backup import BadBackupError
from data.forgetting import forget_in_copies
from handlers.context import Bot, Context, House
from handlers.errors import stop_for_damage
from handlers.operations.admins import tell_admins

if TYPE_CHECKING:
    from telegram.ext import JobQueue

_EVERY = timedelta(minutes=10)
_FIRST = timedelta(minutes=2)
"""After a start, which has enough to do by itself."""
_LOG = logging.getLogger(__name__)


def back_up_when_due(bot: Bot) -> None:
    """Look every few minutes whether it is time for another backup."""

    async def tick(context: Context) -> None:
        await back_up(context.whole_bot)

    jobs = cast("JobQueue[Context]", bot.job_queue)
    jobs.run_repeating(tick, _EVERY, first=_FIRST, job_kwargs={"misfire_grace_time": None})


async def back_up(bot: Bot) -> None:
    """Make a backup where one is due; say once an hour where that fails."""
    house = bot.bot_data["house"]
    backups, now = house.backups, house.clock()
    if backups is None or not await asyncio.to_thread(backups.is_due, now):
        return
    try:
        backup = await asyncio.to_thread(backups.make, now)
    except (BadBackupError, OSError, sqlite3.Error) as error:
        if soundness.tells_of_damage(error) or await asyncio.to_thread(_is_damaged, house):
            stop_for_damage(house, error)
            return
        _LOG.error("no backup could be made: %s", error)
        if house.figures.is_news("backup"):
            await tell_admins(bot.bot, house, "admin.no_backup", reason=error)
    else:
        _LOG.info("backup made: %s", backup.file.name)


def _is_damaged(house: House) -> bool:
    """Look closely at the store, whose copy was not whole or could not be made."""
    try:
        return soundness.damage(house.store.home, closely=True) is not None
    except (OSError, sqlite3.Error):
        return False


async def forget_in_backups(house: House, person: int) -> None:
    """Let go of what is a person's in every copy of the store, too."""
    if house.backups:
        try:
            await asyncio.to_thread(forget_in_copies, house.backups, person)
        except* (OSError, sqlite3.Error) as errors:
            for error in errors.exceptions:
                _LOG.error("a backup could not be changed: %s", error)


async def tell_of_recovery(bot: Bot) -> None:
    """Tell the admins that the store was damaged, and what was lost with it."""
    house = bot.bot_data["house"]
    if house.recovered:
        values = {
            "backup": f"{house.recovered.backup.at:%Y-%m-%d %H:%M}",
            "now": f"{house.clock():%Y-%m-%d %H:%M}",
            "aside": house.recovered.aside.name,
        }
        await tell_admins(bot.bot, house, "admin.recovered", **values)
