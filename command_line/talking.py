"""Talking through a Bot API server: reaching it, hearing what people do, and stopping."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, cast

from command_line.failures import BadInputError
from handlers.operations.redaction import blotted

if TYPE_CHECKING:
    from telegram.ext import Updater

    from handlers.context import Bot, House
    from handlers.delivery.listening import Doors, Webhook

_RETRY_SECONDS = 3


async def talk(
    token: str,
    server: tuple[str, str],
    house: "House",
    closing: AsyncExitStack,
    doors: "Doors | None" = None,
) -> "Bot":
    """Let the bot talk through a Bot API server, until it is closed."""
    from handlers.application import build, open_for_business
    from handlers.delivery.inbox import take_up_updates
    from handlers.delivery.listening import Doors, open_health
    from handlers.delivery.stopping import stop_serving
    from handlers.quizzes.sprint import end_interrupted
    from handlers.together.leading import take_up_rounds

    closing.push_async_callback(house.reader.stop)
    doors = doors or Doors()
    bot = build(token, *server, house)
    await _listening(open_health(bot, doors, closing), "EPOCHBOT_HEALTH")
    closing.push_async_callback(bot.bot.shutdown)
    await _connect(bot)
    closing.push_async_callback(bot.shutdown)
    await bot.start()
    closing.push_async_callback(stop_serving, bot)
    bot.create_task(end_interrupted(bot))  # first, so that it ends none that begins now
    take_up_rounds(bot)  # before updates: one may be the press that leads a round on
    take_up_updates(bot)
    await _receive(bot, doors, closing)
    open_for_business(bot)
    return bot


async def _receive(bot: "Bot", doors: "Doors", closing: AsyncExitStack) -> None:
    """Receive updates, in one way or the other."""
    from handlers.application import ALLOWED_UPDATES
    from handlers.delivery.listening import open_webhook
    from handlers.delivery.stopping import stop_asking
    from handlers.errors import polling_errors

    if doors.webhook:
        opening = open_webhook(bot, doors.webhook, closing)
        await _listening(opening, "TELEGRAM_WEBHOOK_LISTEN")
        await _tell_where(bot, doors.webhook, ALLOWED_UPDATES)
        return
    closing.push_async_callback(stop_asking, bot)
    await cast("Updater", bot.updater).start_polling(
        allowed_updates=ALLOWED_UPDATES,
        bootstrap_retries=-1,
        error_callback=polling_errors(bot),
    )


async def _listening(opening: Awaitable[None], setting: str) -> None:
    """Open a door.

    Raises:
        BadInputError: something else is there.
    """
    try:
        await opening
    except OSError as error:
        raise BadInputError(f"{setting} cannot be used: {error}.") from error


async def _tell_where(bot: "Bot", webhook: "Webhook", kinds: Sequence[str]) -> None:
    """Tell the server where to bring updates.

    Raises:
        BadInputError: it does not bring them there.
    """
    from telegram.error import BadRequest

    try:
        await _reached(
            lambda: bot.bot.set_webhook(
                webhook.url, secret_token=webhook.secret, allowed_updates=kinds
            )
        )
    except BadRequest as error:
        raise BadInputError(
            f"the server refused TELEGRAM_WEBHOOK_URL ({error.message})."
        ) from error


async def _connect(bot: "Bot") -> None:
    """Reach the server.

    Raises:
        BadInputError: the server does not know the token.
    """
    from telegram.error import InvalidToken

    try:
        await _reached(bot.initialize)
    except InvalidToken as error:
        raise BadInputError(
            "the server refused TELEGRAM_BOT_TOKEN. Copy it again from @BotFather."
        ) from error


async def _reached(call: Callable[[], Awaitable[object]]) -> None:
    """Call the server; without a network, wait for one."""
    from telegram.error import BadRequest, NetworkError

    while True:
        try:
            await call()
        except BadRequest:
            raise
        except NetworkError as error:
            print(
                f"epochbot: no answer from the server ({blotted(error.message)}); trying again.",
                file=sys.stderr,
            )
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            return
