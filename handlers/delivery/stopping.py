"""How the bot stops: what is being served is finished, the rest is for the next start."""

import asyncio
import logging
import os
from contextlib import suppress
from typing import NoReturn

from handlers.context import Bot
from handlers.training.follow import stop_following

SERVING = 6.0
"""Seconds in which what is being served is finished; with all else, a stop takes at most ten."""
ASKING = 2.0
"""Seconds in which the server is told which updates have come."""
_BY_SIGNAL = 130
_LOG = logging.getLogger(__name__)


async def stop_asking(bot: Bot) -> None:
    """Ask for no more updates."""
    if bot.updater and bot.updater.running:
        with suppress(TimeoutError):
            async with asyncio.timeout(ASKING):
                await bot.updater.stop()


async def stop_serving(bot: Bot) -> None:
    """Finish what is being served, as long as that does not take too long."""
    try:
        async with asyncio.timeout(SERVING):
            await stop_following(bot.bot_data["house"])
            await bot.stop()
    except TimeoutError:
        _LOG.warning("what was being served goes on at the next start")
        await _let_go()


def leave_at_once() -> NoReturn:
    """End this process and all that it started, now; the next start takes up what was going on."""
    import psutil  # noqa: PLC0415 - nobody waits for it otherwise

    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            child.kill()
    os._exit(_BY_SIGNAL)


async def _let_go() -> None:
    """Cancel the tasks of the application, before the store is closed that they write to."""
    tasks = {
        task
        for task in asyncio.all_tasks()
        if getattr(task.get_coro(), "__qualname__", "").startswith("Application.")
    }
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=1)
