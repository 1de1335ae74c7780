"""The log: helpful, and without the token."""

import logging
import subprocess
import sys

from handlers.operations.logs import RedactingFormatter

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"  # noqa: S105 - made up


def test_tokens_are_blotted_out_of_messages_and_tracebacks() -> None:
    """Neither an address in a message nor an exception shows the token."""
    error = ConnectionError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    record = logging.LogRecord(
        "httpx", logging.INFO, "", 0, "POST /bot%s/getMe", (TOKEN,), (type(error), error, None)
    )
    text = RedactingFormatter().format(record)
    assert TOKEN not in text
    assert text.count("<token>") == 1
    assert "POST /bot%s/getMe" in text  # what a library fills in may be anybody's words


def test_requests_are_not_logged() -> None:
    """With the bot's logging, httpx says nothing of its requests, and warnings are redacted."""
    script = f"""
import logging
from handlers.operations.logs import configure_logging
configure_logging()
logging.getLogger("httpx").info("POST bot{TOKEN}")
logging.getLogger("anything").warning("POST bot{TOKEN}")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert TOKEN not in done.stderr
    assert done.stderr.count("POST bot<token>") == 1
