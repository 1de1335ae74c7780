"""Whether the bot is well, and its figures for Prometheus: over HTTP, where that is wished for."""

import asyncio
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web
from telegram.error import TelegramError

from data.backup import STORE
from handlers.context import Bot, House
from handlers.operations.counts import BUCKETS
from handlers.operations.status import store_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.metrics_core import Metric

_SILENCE = 90.0
"""Seconds without an answer from the server after which the bot is not well."""
_LEAST_SPACE = 20 * 10**6
_PATIENCE = 5.0


@dataclass(frozen=True)
class Kept:
    """What is on the disk.

    Attributes:
        runs: how many trainings the store has, by state.
        size: bytes of the store.
        free: bytes that are free beside it.
        backup: when the last backup was made, in seconds since 1970; 0 where there is none.
    """

    runs: Mapping[str, int]
    size: int
    free: int
    backup: float


def health_routes(bot: Bot, url: str = "") -> list[web.RouteDef]:
    """Where the bot's health and its figures can be read.

    Args:
        bot: whose health.
        url: where the server brings updates; empty where it is asked for them.
    """
    house = bot.bot_data["house"]

    async def healthz(_: web.Request) -> web.Response:
        wrong = await what_is_wrong(bot, url)
        return web.Response(status=503 if wrong else 200, text=f"{wrong or 'ok'}\n")

    async def metrics(_: web.Request) -> web.Response:
        from prometheus_client import CONTENT_TYPE_LATEST  # noqa: PLC0415 - only where it is asked for
        from prometheus_client.exposition import generate_latest  # noqa: PLC0415 - as above

        waiting = bot.update_queue.qsize()
        kept = await asyncio.to_thread(look, house, house.clock())
        body = generate_latest(_Collected(list(collected(house, kept, waiting))))
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/metrics", metrics)]


async def what_is_wrong(bot: Bot, url: str = "") -> str | None:
    """Why the bot cannot do its work; None where it can."""
    house = bot.bot_data["house"]
    if not bot.running:
        return "the bot is starting or stopping"
    if house.figures.away() > _SILENCE:
        wrong = await _not_brought(bot, url) if url else "no updates from the server"
        if wrong:
            return wrong
    return await asyncio.to_thread(unwritable, house.store.home)


async def _not_brought(bot: Bot, url: str) -> str | None:
    """Why the server brings no updates; None where it has none, as nobody writes."""
    try:
        async with asyncio.timeout(_PATIENCE):
            told = await bot.bot.get_webhook_info()
    except (TelegramError, TimeoutError):
        return "no answer from the server"
    if told.url != url:
        return "the server does not bring updates here"
    if told.pending_update_count:
        return f"updates wait at the server: {told.last_error_message or 'it says no reason'}"
    return None


def unwritable(home: Path) -> str | None:
    """Why the store cannot be written; None where it can. Nothing is changed."""
    try:
        if shutil.disk_usage(home).free < _LEAST_SPACE:
            return "the disk is full"
        with closing(_opened(home)) as db:
            db.execute("begin immediate")
            db.rollback()
    except (OSError, sqlite3.Error) as error:
        return f"the store cannot be written: {error}"
    return None


def look(house: House, now: datetime) -> Kept:
    """What is on the disk, which takes a while with many trainings; in any thread."""
    home = house.store.home
    with closing(_opened(home)) as db:
        runs = dict(db.execute("select state, count(*) from runs group by state").fetchall())
    last = house.backups.last(now) if house.backups else None
    backup = last.at.timestamp() if last else 0.0
    return Kept(runs, store_bytes(home), shutil.disk_usage(home).free, backup)


def collected(house: House, kept: Kept, waiting: int) -> "Iterator[Metric]":
    """The figures, each with its name and what it means."""
    from prometheus_client.metrics_core import (  # noqa: PLC0415 - only where it is asked for
        CounterMetricFamily,
        GaugeMetricFamily,
        HistogramMetricFamily,
    )

    figures = house.figures
    latency = HistogramMetricFamily(
        "epochbot_update_seconds", "Seconds to serve an update, by its kind.", labels=["kind"]
    )
    for kind, buckets in figures.seconds.items():
        latency.add_metric([kind], _cumulated(buckets), figures.total_seconds[kind])
    yield latency
    for name, told, label, counts in (
        ("calls", "Calls of the Bot API that were answered.", "method", figures.calls),
        ("retries", "Calls of the Bot API that were made again.", "method", figures.retries),
        ("given_up", "Calls of the Bot API that were given up.", "method", figures.refused),
        ("errors", "Errors of the bot, by exception.", "exception", figures.errors),
    ):
        counter = CounterMetricFamily(f"epochbot_{name}", told, labels=[label])
        for value, count in counts.items():
            counter.add_metric([value], count)
        yield counter
    runs = GaugeMetricFamily("epochbot_runs", "Trainings in the store.", labels=["state"])
    for state, count in kept.runs.items():
        runs.add_metric([state], count)
    yield runs
    running = kept.runs.get("running", 0) + kept.runs.get("trained", 0)
    for name, told, amount in (
        ("updates_waiting", "Updates that were received and not served.", waiting),
        ("updates_unfinished", "Updates in the inbox.", house.store.inbox.waiting()),
        ("trainings_waiting", "Trainings that wait for their turn.", kept.runs.get("queued", 0)),
        ("trainings_running", "Trainings that run.", running),
        ("store_bytes", "Size of the store.", kept.size),
        ("free_bytes", "Free space beside the store.", kept.free),
        ("last_backup_timestamp_seconds", "When the last backup was made.", kept.backup),
        ("uptime_seconds", "Seconds since the start.", figures.uptime),
    ):
        yield GaugeMetricFamily(f"epochbot_{name}", told, amount)


def _opened(home: Path) -> sqlite3.Connection:
    """The store, which is not made anew where it is gone."""
    store = f"{(home / STORE).absolute().as_uri()}?mode=rw"
    return sqlite3.connect(store, uri=True, timeout=_PATIENCE)


class _Collected:
    """Figures as Prometheus' library takes them."""

    def __init__(self, found: "list[Metric]") -> None:
        self._found = found

    def collect(self) -> "list[Metric]":
        return self._found


def _cumulated(counts: list[int]) -> list[tuple[str, float]]:
    limits = [*map(str, BUCKETS), "+Inf"]
    return [(limit, sum(counts[: at + 1])) for at, limit in enumerate(limits)]
