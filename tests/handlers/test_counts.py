"""What is counted, and what the log says of it."""

import io
import json
import logging
import random
import statistics
from datetime import UTC, datetime

import pytest
from telegram import Update
from telegram.error import BadRequest

from handlers.operations.counts import Fault, Figures
from handlers.operations.logs import configure_logging
from handlers.operations.serving import chat_kind_of, kind_of, measured
from handlers.operations.status import duration, size

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
_CHAT = {"id": 4_711_000, "type": "private", "first_name": "Grace"}
_MESSAGE = {"message_id": 1, "date": 0, "chat": _CHAT}
_PRESS = {"id": "1", "chat_instance": "1", "data": "x", "from": {**_CHAT, "is_bot": False}}


class _Seconds:
    """A clock that the test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def _update(**what: object) -> Update:
    return Update.de_json({"update_id": 1, **what}, None)


def test_latencies_of_the_last_hour() -> None:
    """Half and 99 % of the last hour's updates are told within 10 %; older ones are forgotten."""
    clock, draw = _Seconds(), random.Random(1)
    figures = Figures(clock)
    for _ in range(500):
        figures.served("text", 60.0)
    clock.now += 3700
    seconds = [draw.lognormvariate(-5, 1) for _ in range(5000)]
    for one in seconds:
        clock.now += 0.1
        figures.served("button", one)
    half, most = figures.percentiles(0.5, 0.99)
    cuts = statistics.quantiles(seconds, n=100)
    assert half == pytest.approx(cuts[49], rel=0.1)
    assert most == pytest.approx(cuts[98], rel=0.1)
    assert figures.total == 5500
    assert figures.a_minute() == pytest.approx(600, rel=0.2)
    assert len(figures.percentiles(0.5)) == 1
    assert Figures(clock).percentiles(0.5) == (None,)


def test_memory_does_not_grow() -> None:
    """A week of updates and errors leaves as few counts as an hour does."""
    clock = _Seconds()
    figures = Figures(clock)
    for minute in range(7 * 24 * 60):
        clock.now += 60
        figures.served("text", minute % 100 / 100)
        figures.failed(Fault("abc", "KeyError", "here", NOW))
    assert len(figures._minutes) <= 61
    assert len(figures.faults) == 20


def test_a_server_that_is_away() -> None:
    """One failed fetch is no outage; failures over minutes are, and an answer ends it."""
    clock = _Seconds()
    figures = Figures(clock)
    assert figures.away() == 0
    figures.fetch_failed()
    for _ in range(10):
        clock.now += 30
        figures.fetch_failed()
    assert figures.away() == 300
    figures.fetched()
    assert figures.away() == 0
    clock.now += 200
    assert figures.away() == 200


def test_the_same_news_once_an_hour() -> None:
    """An error that comes again and again is told once an hour; another one at once."""
    clock = _Seconds()
    figures = Figures(clock)
    told = 0
    for _ in range(180):
        clock.now += 60
        told += figures.is_news("KeyError here")
    assert told == 3
    assert figures.is_news("ValueError here")


def test_kinds() -> None:
    """Every kind of update has one of a few names, whatever is in it."""
    kinds = {
        "command": _update(message={**_MESSAGE, "text": "/start"}),
        "text": _update(message={**_MESSAGE, "text": "hi"}),
        "file": _update(message={**_MESSAGE, "photo": []}),
        "edited": _update(edited_message={**_MESSAGE, "text": "hi"}),
        "button": _update(callback_query=_PRESS),
    }
    kinds["file"] = _update(
        message={**_MESSAGE, "document": {"file_id": "1", "file_unique_id": "1"}}
    )
    assert {kind: kind_of(update) for kind, update in kinds.items()} == {
        kind: kind for kind in kinds
    }
    assert kind_of("nothing") == "other"
    assert chat_kind_of(kinds["text"]) == "private"
    assert chat_kind_of("nothing") == "none"


def test_log_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each record is a line of JSON, with what was served and what failed, and nobody's words."""
    written = io.StringIO()
    root, levels = logging.getLogger(), {}
    before = root.handlers[:], root.level
    for name in (
        "handlers",
        "epochbot",
        "handlers.operations.serving",
        "httpx",
        "httpcore",
        "apscheduler",
    ):
        levels[name] = logging.getLogger(name).level
    monkeypatch.setattr("sys.stderr", written)
    try:
        configure_logging("json")
        with measured(_update(message={**_MESSAGE, "text": "my secret"}), Figures()):
            pass
        with pytest.raises(BadRequest) as raised:
            _raise("my secret")
        told = {"reference": "ab12cd"}
        logging.getLogger("handlers.errors").error("error", exc_info=raised.value, extra=told)
        logging.getLogger("asyncio").error("of %s\nmy secret", "my secret")
    finally:
        root.handlers[:], root.level = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    served, failed, other = map(json.loads, written.getvalue().splitlines())
    assert (served["event"], served["update"], served["chat"]) == ("served", "text", "private")
    assert served["milliseconds"] >= 0
    assert failed["reference"] == "ab12cd"
    assert failed["level"] == "ERROR"
    assert any("test_counts.py" in line and "_raise" in line for line in failed["exc_info"])
    assert "BadRequest: chat not found" in failed["exc_info"]
    assert other["event"] == "of %s"
    assert {"time", "level", "logger", "event"} <= other.keys()
    assert "secret" not in written.getvalue()
    assert "Grace" not in written.getvalue()
    assert "4711000" not in written.getvalue()


def _raise(text: str) -> None:
    try:
        int(text)
    except ValueError as cause:
        raise BadRequest("chat not found") from cause


def test_words() -> None:
    """Sizes and durations are told in their two largest units."""
    assert duration(3 * 86400 + 4 * 3600 + 59, "en") == "3 d 4 h"
    assert duration(3 * 86400 + 59, "zh") == "3 天 0 小时"
    assert duration(61, "en") == "1 min 1 s"
    assert duration(0.3, "en") == "0 s"
    assert size(174_600_000) == "175 MB"
    assert size(15_400_000_000) == "15.4 GB"
