"""When questions of the day are due: once each local day, whatever clocks and servers do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import Literal
from zoneinfo import ZoneInfo

from data.daily import EVERY_DAY, Dailies, Daily, Plan

LATEST = timedelta(hours=12)
"""A question that is later than this waits for the next day."""
TOGETHER = 500
"""So many are claimed in one transaction, which keeps others waiting for milliseconds only."""
PATIENCE = 3
"""After so many days in a row without an answer, a person is asked whether to slow down."""
Slower = Literal["other", "weekly", "keep"]


@lru_cache(maxsize=1000)  # the library keeps only eight, and reads a file for each other
def local_zone(name: str) -> ZoneInfo:
    """A zone by its IANA name; UTC where there is none of that name (any more)."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a folder of zones is an error of the system
        return ZoneInfo("UTC")


def next_due(plan: Plan, after: datetime, last_day: date | None = None) -> datetime:
    """The first moment, in UTC, that a plan asks for after a moment.

    A time that the clock skips in spring comes as much later as it jumps; one that it shows
    twice in autumn counts the first time.

    Args:
        plan: time, zone and days.
        after: an aware moment.
        last_day: the last local day that was served; the plan's distance is kept from it.
    """
    zone = local_zone(plan.zone)
    day = after.astimezone(zone).date()
    if last_day:
        day = max(day, last_day + timedelta(days=plan.every))
    moment = _moment(day, plan.time, zone)
    while moment <= after or not plan.days >> day.weekday() & 1:
        day += timedelta(days=1)
        moment = _moment(day, plan.time, zone)
    return moment


def claim_due(dailies: Dailies, now: datetime) -> int:
    """Claim the questions of those who are due, in one transaction.

    Returns:
        How many these were; where it is `TOGETHER`, more may be due.
    """
    return dailies.serve(now, TOGETHER, partial(served, now=now))


def served(daily: Daily, now: datetime) -> Daily:
    """What becomes of a due question: it is claimed for its local day, or passed over.

    After a stop, the one of the last hours is taken; those before it are not made up for. Who
    left three in a row unanswered is asked instead whether to slow down, and then left alone.
    """
    due = daily.next_due or now
    if now - due > LATEST:
        due = next_due(daily.plan, now - LATEST)
    day = due.astimezone(local_zone(daily.plan.zone)).date()
    if due > now or (daily.last_day and day <= daily.last_day):
        return replace(daily, next_due=next_due(daily.plan, now, daily.last_day))
    claimed = replace(
        daily,
        last_day=day,
        posted_at=now,
        waiting="question",
        delivered=False,
        answered=0,
        missed=_missed(daily),
        state="on",
        until=None,
        next_due=next_due(daily.plan, now, day),
    )
    if claimed.missed < PATIENCE:
        return claimed
    return replace(claimed, state="asked", waiting="slower", next_due=None)


def planned(daily: Daily, plan: Plan, now: datetime) -> Daily:
    """The questions under another plan; a pause is over with it."""
    return resumed(replace(daily, plan=plan), now)


def moved(daily: Daily, zone: str, now: datetime) -> Daily:
    """The questions of somebody who is in another zone now.

    Each date has one question at most, and none is lost: where the time of today's has passed
    in the new zone while it was yet to come in the old one, it comes at once.
    """
    elsewhere = replace(daily, plan=replace(daily.plan, zone=zone))
    if daily.next_due is None:
        return elsewhere
    before, after = local_zone(daily.plan.zone), local_zone(zone)
    if daily.until:
        return paused(elsewhere, daily.until)
    pending = daily.next_due.astimezone(before).date()
    due = next_due(elsewhere.plan, now, daily.last_day)
    jumped = pending == now.astimezone(after).date() < due.astimezone(after).date()
    return replace(elsewhere, next_due=now if jumped else due)


def paused(daily: Daily, until: date | None) -> Daily:
    """No questions before a day, or before the person does something."""
    plan = daily.plan
    due = None
    if until:
        eve = datetime.combine(until, time(), local_zone(plan.zone)) - timedelta(seconds=1)
        due = next_due(plan, eve, daily.last_day)
    return replace(daily, state="paused", until=until, next_due=due, waiting=None, missed=0)


def resumed(daily: Daily, now: datetime) -> Daily:
    """The questions after a pause or a silence, as they were."""
    due = next_due(daily.plan, now, daily.last_day)
    return replace(daily, state="on", until=None, next_due=due, missed=0)


def slower(daily: Daily, choice: Slower, now: datetime) -> Daily:
    """The questions of somebody who was asked whether to slow down, and chose."""
    today = now.astimezone(local_zone(daily.plan.zone)).weekday()
    plans = {
        "other": replace(daily.plan, days=EVERY_DAY, every=2),
        "weekly": replace(daily.plan, days=1 << today, every=1),
        "keep": daily.plan,
    }
    return planned(daily, plans[choice], now)


def blocked(daily: Daily) -> Daily:
    """The questions of somebody who blocked the bot: none, until they come back."""
    return replace(daily, state="blocked", next_due=None, waiting=None)


def answered(daily: Daily, now: datetime) -> Daily:
    """The questions after an answer: it is counted, and ends a silence.

    A pause is ended by it, too, unless the answer belongs to the questions of today.
    """
    counted = replace(daily, answered=daily.answered + 1)
    silent = daily.state in {"asked", "blocked"} or (
        daily.state == "paused" and not in_session(daily, now)
    )
    return resumed(counted, now) if silent else counted


def taken_back(daily: Daily) -> Daily:
    """The questions after an answer was taken back as a slip."""
    return replace(daily, answered=max(0, daily.answered - 1))


def in_session(daily: Daily, now: datetime) -> bool:
    """Whether questions of the day have come and are not all answered."""
    recent = daily.posted_at is not None and now - daily.posted_at < timedelta(days=1)
    return daily.delivered and recent and daily.answered < daily.plan.questions


def _missed(daily: Daily) -> int:
    if daily.answered or daily.last_day is None:
        return 0
    return daily.missed + daily.delivered


def _moment(day: date, at: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), zone).astimezone(UTC)
