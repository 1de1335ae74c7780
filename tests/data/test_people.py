"""People: met, their language and zone kept; and the problems they asked."""

from datetime import datetime, timedelta

from data.store import Store


def test_the_language_follows_the_client(store: Store, now: datetime) -> None:
    """A person who has chosen nothing is answered in the language of their client."""
    assert store.people.meet(1, "en", now).language == "en"
    assert store.people.meet(1, "zh", now).language == "zh"


def test_a_chosen_language_stays(store: Store, now: datetime) -> None:
    """A chosen language is kept whatever the client's is."""
    store.people.meet(1, "en", now)
    store.people.choose_language(1, "zh")
    assert store.people.meet(1, "en", now).language == "zh"


def test_the_zone_is_kept(store: Store, now: datetime) -> None:
    """A zone is unknown until it is set, and survives the next message."""
    assert store.people.meet(1, "en", now).zone is None
    store.people.set_zone(1, "Asia/Shanghai")
    assert store.people.meet(1, "en", now).zone == "Asia/Shanghai"


def test_problems_are_found_by_message_and_by_person(store: Store, now: datetime) -> None:
    """A button finds the problem of its message, a follow-up the person's last in the chat."""
    later = now + timedelta(minutes=1)
    store.problems.keep(-5, 1, 10, "first", now)
    store.problems.keep(-5, 1, 12, "second", later)
    store.problems.keep(-5, 2, 14, "somebody else's", later)
    answered, latest = store.problems.answered_by(-5, 10), store.problems.latest(-5, 1)
    assert answered is not None
    assert answered.problem == "first"
    assert latest is not None
    assert latest.problem == "second"
    assert store.problems.answered_by(-5, 99) is None
    assert store.problems.latest(3, 1) is None


def test_a_completed_problem_becomes_the_latest(store: Store, now: datetime) -> None:
    """A problem completed later, in its old message, is the one that a follow-up means."""
    store.problems.keep(1, 1, 10, "incomplete", now)
    store.problems.keep(1, 1, 12, "other", now + timedelta(minutes=1))
    store.problems.keep(1, 1, 10, "complete", now + timedelta(minutes=2))
    latest = store.problems.latest(1, 1)
    assert latest is not None
    assert latest.problem == "complete"
