"""Updates that Telegram brings instead of being asked: a door for them, behind a proxy."""

import asyncio
import hmac
import json
import logging
import sqlite3
from typing import Any, cast
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Update
from telegram.error import TelegramError

from handlers.context import Bot
from handlers.delivery.inbox import UNREADABLE, StoredUpdates, legible
from handlers.errors import not_received

LARGEST = 1 << 20
"""Bytes of an update: the longest message with all its entities has a tenth of that."""
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LOG = logging.getLogger(__name__)


def webhook_routes(bot: Bot, url: str, secret: str) -> list[web.RouteDef]:
    """Where Telegram brings updates: at the path of the address that it was told."""

    async def bring(request: web.Request) -> web.Response:
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=403)
        try:
            told = legible(json.loads(await request.read()))
            update = Update.de_json(told, bot.bot)
        except UNREADABLE:
            _LOG.warning("what was brought is no update")
            return web.Response(status=400)
        return web.Response(status=await _stored(bot, told, update))

    return [web.post(urlsplit(url).path or "/", bring)]


async def _stored(bot: Bot, told: dict[str, Any], update: Update) -> int:
    """Store an update before it is acknowledged; where that fails, Telegram brings it again."""
    house, updates = bot.bot_data["house"], cast("StoredUpdates", bot.update_queue)
    await updates.room()
    if not bot.running:
        return 503
    try:
        updates.hear([told])
        await updates.put(update)
        await asyncio.to_thread(house.store.inbox.sync)
    except (sqlite3.Error, OSError, TelegramError) as error:
        _LOG.error("an update could not be stored: %s", error)
        not_received(bot, error)
        return 503
    house.figures.fetched()
    return 200
