"""A clock that was ahead and was set right: what it wrote down keeps nobody waiting."""

import logging
from dataclasses import replace

from data.moments import ahead, set_right
from handlers.context import House
from quiz.daily import next_due
from quiz.weekly import wished

_LOG = logging.getLogger(__name__)


def after_the_clock_was_set(house: House) -> None:
    """Bring what stands in a time to come back to the present."""
    now, store = house.clock(), house.store
    rows = set_right(store.db, now)
    asked, told = ahead(store.db, now)
    for person in asked:
        if daily := store.dailies.get(person):
            due = next_due(daily.plan, now) if daily.next_due else None
            store.dailies.save(replace(daily, last_day=None, posted_at=None, next_due=due))
    for person in told:
        if weekly := store.weeklies.get(person):
            store.weeklies.save(wished(person, weekly.zone, now))
    if found := rows + len(asked) + len(told):
        _LOG.warning("the clock was ahead: %d moments brought back to now", found)
