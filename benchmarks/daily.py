"""How long the minute tick of the daily questions takes at 100,000 learners, 1,000 of them due.

    .venv/bin/python -m benchmarks.daily [--learners 100000] [--due 1000]

The store is generated: every learner has a time, a zone and what became of the last days. Measured
is what the event loop waits for: the claims of a tick, which are all read and written in
transactions of 500, and what is read and written for each message that is sent after it.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.table import Row, show
from data.daily import Dailies, Daily, Plan
from data.store import open_store
from handlers.daily.zones import CITIES
from quiz.daily import claim_due, next_due

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
TICKS, SENT = 15, 200


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--learners", type=int, default=100_000, help="how many there are")
    parser.add_argument("--due", type=int, default=1000, help="how many are due in a minute")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        with store.db.atomic():
            _fill(store.dailies, asked.learners, asked.due)
        show(_rows(store.dailies, asked.due), f"{asked.learners:,} learners, {asked.due:,} due")
        store.close()
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


def _fill(dailies: Dailies, learners: int, due: int) -> None:
    """As many learners, so that in each minute from now on as many are due."""
    draw, zones = Random(1), list(CITIES)
    for person in range(learners):
        due_at = NOW + timedelta(minutes=person // due)
        dailies.save(_learner(person, draw.choice(zones), due_at))


def _learner(person: int, zone: str, due: datetime) -> Daily:
    local = due.astimezone(ZoneInfo(zone))
    plan = Plan(f"{local:%H:%M}", zone, questions=1 + person % 3)
    before = (NOW - timedelta(days=1)).date()
    daily = Daily(person, person, plan, next_due=due, last_day=before, delivered=True)
    return replace(daily, posted_at=due - timedelta(days=1), missed=person % 3)


def _rows(dailies: Dailies, due: int) -> Iterator[Row]:
    ticks = [_timed(partial(_tick, dailies, now, due)) for now in _minutes()]
    yield "claims of a tick, median", f"{statistics.median(ticks):.0f} ms", "150 ms"
    yield "claims of a tick, fastest", f"{min(ticks):.0f} ms", ""
    yield "claims of a tick, slowest", f"{max(ticks):.0f} ms", ""
    idle = [_timed(lambda: claim_due(dailies, NOW)) for _ in range(SENT)]
    yield "a tick when nobody is due, median", f"{statistics.median(idle):.2f} ms", ""
    reading = [_timed(lambda: dailies.waiting(1200)) for _ in range(TICKS)]
    yield "reading who is to be written to", f"{statistics.median(reading):.0f} ms", ""
    waiting = dailies.waiting(SENT)
    sending = [_timed(partial(_send, dailies, one)) for one in waiting]
    yield "each message: taken, then noted as arrived", f"{statistics.median(sending):.2f} ms", ""
    clock = [_timed(lambda: next_due(waiting[0].plan, NOW)) for _ in range(SENT)]
    yield "of a claim: the next moment in its zone", f"{statistics.median(clock):.3f} ms", ""


def _minutes() -> list[datetime]:
    return [NOW + timedelta(minutes=minute) for minute in range(TICKS)]


def _tick(dailies: Dailies, now: datetime, due: int) -> None:
    claimed = 0
    while together := claim_due(dailies, now):
        claimed += together
    if claimed != due:
        raise ValueError(f"{claimed:,} were due, not {due:,}")


def _send(dailies: Dailies, daily: Daily) -> None:
    dailies.take(daily)
    known = dailies.get(daily.person)
    if known:
        dailies.save(replace(known, delivered=True))


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds that some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
