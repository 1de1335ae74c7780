"""How long each update takes: counted, and in a JSON log a line each."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Message, Update

from handlers.operations.counts import Figures

_LOG = logging.getLogger(__name__)
_KINDS = {
    "callback_query": "button",
    "poll": "poll",
    "poll_answer": "poll_answer",
    "inline_query": "inline",
    "chosen_inline_result": "inline",
    "message_reaction": "reaction",
    "edited_message": "edited",
}


@contextmanager
def measured(update: object, figures: Figures) -> Iterator[None]:
    """Measure how long an update is served in a `with` block, well or not."""
    begun = time.monotonic()
    try:
        yield
    finally:
        seconds = time.monotonic() - begun
        kind = kind_of(update)
        figures.served(kind, seconds)
        told = {"update": kind, "chat": chat_kind_of(update), "milliseconds": round(seconds * 1e3)}
        _LOG.info("served", extra=told)


def kind_of(update: object) -> str:
    """What kind of update one is: one of a few words."""
    if not isinstance(update, Update):
        return "other"
    if update.message:
        return _kind_of_message(update.message)
    return next((kind for name, kind in _KINDS.items() if getattr(update, name)), "other")


def chat_kind_of(update: object) -> str:
    """In what kind of chat an update happened."""
    chat = update.effective_chat if isinstance(update, Update) else None
    return str(chat.type) if chat else "none"


def _kind_of_message(message: Message) -> str:
    if message.text:
        return "command" if message.text.startswith("/") else "text"
    return "file" if message.effective_attachment else "other"
