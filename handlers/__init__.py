"""What a person can do in a chat, one module per conversation; only here is Telegram known."""

import os

# python-telegram-bot warns about its old integer durations until told that nobody here reads them.
os.environ.setdefault("PTB_TIMEDELTA", "true")
