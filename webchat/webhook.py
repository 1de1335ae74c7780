"""Updates that are brought to the bot: one after another, each until the bot takes it."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp

from webchat.objects import Update
from webchat.store import Store

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_PAUSE = 0.2
"""Seconds until an update is brought again that was not taken; Telegram waits longer."""
_PATIENCE = aiohttp.ClientTimeout(total=10)


async def bring(
    store: Store, changed: Callable[[], Awaitable[None]], url: str, secret: str
) -> None:
    """Bring what waits for the bot to an address, for ever."""
    headers = {_SECRET: secret} if secret else {}
    async with aiohttp.ClientSession(headers=headers, timeout=_PATIENCE) as session:
        while True:
            waiting = store.updates(1)
            if not waiting:
                await changed()
            elif await _taken(session, url, waiting[0]):
                store.confirm(waiting[0]["update_id"] + 1)
            else:
                await asyncio.sleep(_PAUSE)


async def _taken(session: aiohttp.ClientSession, url: str, update: Update) -> bool:
    try:
        async with session.post(url, json=update) as response:
            return response.ok
    except (aiohttp.ClientError, TimeoutError):
        return False
