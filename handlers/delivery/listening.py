"""What the bot listens on: Telegram's updates, and questions after its health."""

import secrets
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp.web import RouteDef

    from handlers.context import Bot

_SECONDS_TO_STOP = 2.0
Place = tuple[str, int]
"""An address of this machine, and a port."""


@dataclass(frozen=True)
class Webhook:
    """How Telegram brings updates.

    Attributes:
        url: the address that Telegram calls; a proxy passes on what comes there.
        place: where the proxy finds the bot.
        secret: what Telegram says with each update, so that nobody else can bring any.
    """

    url: str
    place: Place
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)


@dataclass(frozen=True)
class Doors:
    """What the bot listens on.

    Attributes:
        webhook: how Telegram brings updates; None where the bot asks for them.
        health: where the bot's health and figures can be read; None for nowhere.
    """

    webhook: Webhook | None = None
    health: Place | None = None


async def open_health(bot: "Bot", doors: Doors, closing: AsyncExitStack) -> None:
    """Tell of the bot's health, where that is wished for.

    Raises:
        OSError: the port cannot be used.
    """
    if doors.health:
        from handlers.operations.health import health_routes

        url = doors.webhook.url if doors.webhook else ""
        await _listen(doors.health, health_routes(bot, url), closing)


async def open_webhook(bot: "Bot", webhook: Webhook, closing: AsyncExitStack) -> None:
    """Take updates from Telegram, which is not told yet.

    Raises:
        OSError: the port cannot be used.
    """
    from handlers.delivery.webhook import webhook_routes

    bot.bot_data["house"].figures.fetched()  # from now on silence is counted
    await _listen(webhook.place, webhook_routes(bot, webhook.url, webhook.secret), closing)


async def _listen(place: Place, routes: "Sequence[RouteDef]", closing: AsyncExitStack) -> None:
    from aiohttp import web

    from handlers.delivery.webhook import LARGEST

    app = web.Application(client_max_size=LARGEST)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SECONDS_TO_STOP)
    await runner.setup()
    closing.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, *place).start()
