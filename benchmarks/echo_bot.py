"""The barest bot on python-telegram-bot, to measure others beside: it says what it is told.

    TELEGRAM_BOT_TOKEN=... TELEGRAM_BASE_URL=... .venv/bin/python -m benchmarks.echo_bot

Everything is the library's default, but for what is asked for: `--concurrent` serves updates side
by side, `--aiohttp` has them carried by `handlers/delivery/aiohttp_request.py`.
"""

import argparse
import os
from typing import Any, cast

from telegram import Message, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from handlers.delivery.aiohttp_request import AiohttpRequest


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    message = cast("Message", update.message)
    await message.reply_text(message.text or "")


def main() -> None:
    """Run until the process is ended."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--concurrent", action="store_true")
    parser.add_argument("--aiohttp", action="store_true")
    options = parser.parse_args()
    server = os.environ["TELEGRAM_BASE_URL"]
    builder: Any = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).base_url(server)
    if options.concurrent:
        builder = builder.concurrent_updates(True)  # noqa: FBT003 (the library's own signature)
    if options.aiohttp:
        builder = builder.request(AiohttpRequest(server))
        builder = builder.get_updates_request(AiohttpRequest(server, 1))
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
