"""What happens when something goes wrong: the log knows all, the person gets one sentence."""

import logging
import secrets

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from handlers.context import Context, met, tell
from handlers.html import say

_LOG = logging.getLogger(__name__)


def on_polling_error(error: TelegramError) -> None:
    """Log in a line that no updates come; the library goes on asking for them."""
    _LOG.warning("no updates from the server: %s", error)


async def on_error(update: object, context: Context) -> None:
    """Log an error under a short reference, and give the reference to the person."""
    if isinstance(context.error, Forbidden):
        _LOG.info("a person has blocked the bot")
    elif isinstance(context.error, NetworkError) and not isinstance(context.error, BadRequest):
        _LOG.warning("the server cannot be reached: %s", context.error)
    else:
        reference = secrets.token_hex(3)
        _LOG.error("error %s", reference, exc_info=context.error)
        if isinstance(update, Update) and update.effective_chat and update.effective_user:
            await _apologize(update, context, reference)


async def _apologize(update: Update, context: Context, reference: str) -> None:
    language = met(update, context.house).language
    text = say("shared.error", language, reference=reference)
    try:
        await tell(update, text)
    except TelegramError:
        _LOG.exception("error %s could not be told", reference)
