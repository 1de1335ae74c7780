"""What people send is fetched until it is there: their message is answered, whatever happens."""

import asyncio
from itertools import islice

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from handlers.delivery.outbox import pauses

_TRIES = 8
"""Over about a minute: then Telegram does not have it any more."""


async def downloaded(bot: Bot, file: str) -> bytes:
    """The bytes of a file, by its number.

    Raises:
        TelegramError: it could not be had for a minute, or Telegram does not give it away: it is
            gone, or too large.
    """
    for pause in islice(pauses(), _TRIES):
        try:
            return bytes(await (await bot.get_file(file)).download_as_bytearray())
        except (BadRequest, InvalidToken):  # the latter where there is no such file
            raise
        except TelegramError:
            await asyncio.sleep(pause)
    return bytes(await (await bot.get_file(file)).download_as_bytearray())
