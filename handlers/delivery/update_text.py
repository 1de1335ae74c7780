"""An update as text and back.

The library's own way loses what Telegram sends as an empty list, and cannot write a message that is
not accessible any more within another one, as where an old message is pinned.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from telegram import Bot, Update

_NEEDED: Mapping[str, tuple[str, ...]] = {"poll_answer": ("option_ids", "option_persistent_ids")}
"""The lists that Telegram always sends, by the kind of the update; a vote taken back has none."""


def write(update: Update) -> str:
    """An update as JSON."""
    return json.dumps(update.to_dict(), default=_seconds)


def read(body: str, bot: Bot) -> Update:
    """The update that was written."""
    told = json.loads(body)
    for kind, lists in _NEEDED.items():
        if kind in told:
            told[kind] = {**{name: [] for name in lists}, **told[kind]}
    return Update.de_json(told, bot)


def _seconds(value: object) -> int:
    if isinstance(value, datetime):
        return int(value.timestamp())
    raise TypeError(f"{type(value).__name__} cannot be written")
