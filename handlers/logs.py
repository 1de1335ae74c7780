"""The log: what helps whoever runs the bot, and never the bot's token."""

import logging
import re

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{35}")
_CHATTY = ("httpx", "httpcore", "apscheduler")


class RedactingFormatter(logging.Formatter):
    """Writes records, tracebacks included, with every bot token blotted out."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text without tokens."""
        return TOKEN.sub("<token>", super().format(record))


def configure_logging() -> None:
    """Log to standard error: warnings and what the bot itself says.

    The token is part of every address that httpx logs at INFO.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("handlers").setLevel(logging.INFO)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A chat that has to wait is no error here: pacing.py waits.
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
