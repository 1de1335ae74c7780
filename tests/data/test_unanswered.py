"""Questions that could not be answered: kept as far as allowed, and erased on demand."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from data.store import Store, migrations, open_store
from data.unanswered import Unanswered


def test_newest_first(store: Store, now: datetime) -> None:
    """Every question is listed, the newest first, also one that holds half a character."""
    store.unanswered.add(Unanswered(now, "en", "words", "Who baked \ud83e?"), 1)
    store.unanswered.add(Unanswered(now + timedelta(hours=1), "zh", "numbers", None), 2)
    store.unanswered.add(Unanswered(now, "zh", "lines", "第一行\n第二行"), 1)
    kept = store.unanswered.all()
    assert [one.text for one in kept] == [None, "第一行\n第二行", "Who baked ??"]
    assert kept[0] == Unanswered(now + timedelta(hours=1), "zh", "numbers", None)


def test_who_asked_goes_with_the_text(store: Store, now: datetime) -> None:
    """Without the text nobody can tell who asked; erasing leaves other people's texts alone."""
    for person, text in ((1, "one"), (1, None), (2, "two")):
        store.unanswered.add(Unanswered(now, "en", "words", text), person)
    store.unanswered.forget(1)
    rows = [(row["person"], row["text"]) for row in store.db.table("unanswered").rows]
    assert rows == [(None, None), (None, None), (2, "two")]


def test_nobody_has_allowed_it_before_being_asked(tmp_path: Path, now: datetime) -> None:
    """Whom the bot knew before this could be allowed has not allowed it."""
    old = Database(tmp_path / "epochbot.db")
    migrations.apply(old, stop_before="unanswered")
    old.table("people").insert(
        {"id": 7, "language": "zh", "chosen": 1, "created_at": now.isoformat()}
    )
    old.close()
    store = open_store(tmp_path)
    assert store.people.get(7).keeps_questions is False
    store.people.keep_questions(7, allowed=True)
    assert store.people.meet(7, "en", now).keeps_questions is True
    store.close()
