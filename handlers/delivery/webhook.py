"""Updates that Telegram brings instead of being asked: a door for them, behind a proxy."""

import asyncio
import hmac
import json
import logging
import sqlite3
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Update
from telegram.error import TelegramError

from data import soundness
from handlers.context import Bot
from handlers.errors import stop_for_damage

if TYPE_CHECKING:
    from handlers.delivery.inbox import StoredUpdates

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
            told = json.loads(await request.read())
            update = Update.de_json(told, bot.bot)
            cast("StoredUpdates", bot.update_queue).hear([told])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            _LOG.warning("an update could not be read")
            return web.Response(status=400)
        return web.Response(status=await _stored(bot, update))

    return [web.post(urlsplit(url).path or "/", bring)]


async def _stored(bot: Bot, update: Update) -> int:
    """Store an update before it is acknowledged; where that fails, Telegram brings it again."""
    house = bot.bot_data["house"]
    if not bot.running:
        return 503
    try:
        await bot.update_queue.put(update)
        await asyncio.to_thread(house.store.inbox.sync)
    except (sqlite3.Error, OSError, TelegramError) as error:
        if soundness.tells_of_damage(error):
            stop_for_damage(house, error)
        _LOG.error("an update could not be stored: %s", error)
        return 503
    return 200
