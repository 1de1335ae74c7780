"""Keeps the bot's token out of all that is said: whoever has it, has the bot.

The token is part of every address that the bot asks, and so of what libraries log and raise.
"""

import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{35}")
SECRETS = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET")
"""The settings that no other process of the bot needs to know."""
_WRITTEN = re.compile(r"(?<![0-9])[0-9]{1,20}(?::|%3[Aa])[A-Za-z0-9_-]{35}")
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
"""What every record has; the rest came with it as `extra`."""
_LOG = logging.getLogger("epochbot")

_make = logging.Logger.makeRecord


def blotted(text: str) -> str:
    """A text without tokens."""
    return _WRITTEN.sub("<token>", text)


def keep_secrets() -> None:
    """From now on no token is logged, whoever logs and whoever writes the log down.

    This is the only place that all records pass with their `extra` fields, before any handler has
    them; a handler or a filter that is added later cannot come before it.
    """
    logging.Logger.makeRecord = _made  # type: ignore[method-assign, assignment]
    logging.captureWarnings(capture=True)
    sys.excepthook = _unhandled
    threading.excepthook = _unhandled_in_thread
    sys.unraisablehook = _unraisable


def forget_secrets() -> None:
    """Take the secrets out of the environment, which every process started later can read."""
    for name in SECRETS:
        os.environ.pop(name, None)


def redacted(record: logging.LogRecord) -> logging.LogRecord:
    """The record, with tokens blotted out of its message, its fields and its error."""
    if _WRITTEN.search(record.getMessage()):
        record.msg, record.args = blotted(record.getMessage()), None
    for name in vars(record).keys() - _OWN:
        setattr(record, name, _without(getattr(record, name)))
    error = record.exc_info[1] if record.exc_info else None
    if error:
        # The library is loaded only where something went wrong.
        from handlers.operations.traces import trace  # noqa: PLC0415 - as said above

        told = "".join(traceback.format_exception(error))
        if _WRITTEN.search(told):
            record.exc_info, record.exc_text = None, blotted("\n".join(trace(error)))
    return record


def _made(logger: logging.Logger, *args: Any, **kwargs: Any) -> logging.LogRecord:
    return redacted(_make(logger, *args, **kwargs))


def _without(value: object) -> object:
    """A value without tokens; of what holds one inside, its text."""
    if isinstance(value, Mapping):
        return {key: _without(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without(one) for one in value]
    text = str(value)
    return blotted(text) if _WRITTEN.search(text) else value


def _unhandled(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _LOG.critical("unhandled", exc_info=(kind, error, trace))


def _unhandled_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value:
        _unhandled(args.exc_type, args.exc_value, args.exc_traceback)


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value:
        _unhandled(args.exc_type, args.exc_value, args.exc_traceback)
