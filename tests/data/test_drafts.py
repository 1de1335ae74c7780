"""Configurations that are too long for a button are kept by number."""

from datetime import datetime, timedelta

from data.drafts import KEPT_FOR
from data.store import Store


def test_a_draft_is_kept_once(store: Store, now: datetime) -> None:
    """The same configuration of the same person has one number, and nobody else can have it."""
    first = store.drafts.keep(1, {"epochs": 5}, now)
    assert store.drafts.keep(1, {"epochs": 5}, now) == first
    others = {
        store.drafts.keep(1, {"epochs": 6}, now),
        store.drafts.keep(2, {"epochs": 5}, now),
    }
    assert len({first, *others}) == 1 + len(others)
    assert store.drafts.of(1, first) == {"epochs": 5}
    assert store.drafts.of(2, first) is None
    assert store.drafts.of(1, 99) is None


def test_a_draft_goes_when_it_was_long_not_needed(store: Store, now: datetime) -> None:
    """What a button was made for again stays; what none was made for in a long time is let go."""
    needed, forgotten = (store.drafts.keep(1, {"epochs": n}, now) for n in (1, 2))
    soon = now + KEPT_FOR - timedelta(days=1)
    assert store.drafts.keep(1, {"epochs": 1}, soon) == needed
    store.drafts.keep(1, {"epochs": 3}, now + KEPT_FOR + timedelta(days=1))
    assert store.drafts.of(1, needed) == {"epochs": 1}
    assert store.drafts.of(1, forgotten) is None
