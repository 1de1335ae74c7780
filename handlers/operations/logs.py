"""The log: what helps whoever runs the bot, and never the bot's token nor what people wrote."""

import logging
from typing import Any, Literal

from handlers.operations.redaction import blotted, keep_secrets
from handlers.operations.traces import trace

_CHATTY = ("httpx", "httpcore", "apscheduler")
_OURS = ("handlers", "epochbot")
_FIELDS = "{levelname}{name}{message}"
_NAMES = {"levelname": "level", "name": "logger", "message": "event"}
_LONGEST = 300


class RedactingFormatter(logging.Formatter):
    """Writes records, tracebacks included, with every bot token blotted out."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text without tokens."""
        return blotted(super().format(_without_quotations(record)))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        """What was raised, and where; without messages that might quote a person."""
        return "\n".join(trace(ei[1])) if ei[1] else ""


def json_formatter() -> logging.Formatter:
    """Writes a record as a line of JSON, with the fields that are given with it as `extra`."""
    from pythonjsonlogger.json import JsonFormatter  # noqa: PLC0415 - only where it is asked for

    class RedactingJsonFormatter(JsonFormatter):
        def format(self, record: logging.LogRecord) -> str:
            return blotted(super().format(_without_quotations(record)))

        def formatException(self, ei: Any) -> Any:  # noqa: N802 - the library's name
            return trace(ei[1]) if ei[1] else []

    return RedactingJsonFormatter(
        _FIELDS, style="{", rename_fields=_NAMES, timestamp="time", json_ensure_ascii=False
    )


def configure_logging(form: Literal["text", "json"] = "text") -> None:
    """Log to standard error: warnings and what the bot itself says.

    The token is part of every address that httpx logs at INFO.
    """
    keep_secrets()
    handler = logging.StreamHandler()
    text = RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(json_formatter() if form == "json" else text)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    if form == "text":  # a line for each update is for machines
        logging.getLogger("handlers.operations.serving").setLevel(logging.WARNING)


def _without_quotations(record: logging.LogRecord) -> logging.LogRecord:
    """A record whose message is our own; of others, what their code says without its values."""
    if record.name.partition(".")[0] in _OURS:
        return record
    template = str(record.msg).partition("\n")[0][:_LONGEST]
    fields = {**vars(record), "msg": template, "args": None}
    return logging.makeLogRecord(fields)
