"""What is kept: one SQLite file, opened once, used from the event loop's thread only."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from data import (
    challenges,
    classes,
    daily,
    groups,
    inbox,
    owners,
    polls,
    reviews,
    rounds,
    sprints,
    weekly,
)
from data.backup import STORE, BadBackupError
from data.challenges import Challenges
from data.classes import Classes
from data.daily import Dailies
from data.drafts import Drafts
from data.events import Events
from data.groups import Groups
from data.guesses import Guesses
from data.inbox import Inbox
from data.lessons import Lessons
from data.people import People
from data.polls import Polls
from data.problems import Problems
from data.questions import Questions
from data.reviews import Reviews
from data.rounds import Rounds
from data.runs import Runs
from data.sprints import Sprints
from data.tables import Tables
from data.unanswered import UnansweredQuestions
from data.upgrades import NewerStoreError, bring_up_to_date
from data.weekly import Weeklies

migrations = Migrations("store")
_TRIES, _PAUSE = 50, 0.1
"""How often and in what seconds it is tried to empty the journal, which others may be reading."""
_ADVICE = "Set EPOCHBOT_HOME to a directory that can be written."
_INSTALL_NEWER = (
    "Install the version that wrote it, or restore a backup that was made before the update."
)


class StoreUnavailableError(Exception):
    """The data directory cannot be used.

    Attributes:
        home: the directory that was asked for.
        reason: what the system said.
        advice: what to do.
    """

    def __init__(self, home: Path, reason: str, advice: str = _ADVICE) -> None:
        super().__init__(home, reason)
        self.home = home
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True)
class Store:
    """The tables, each behind its own small interface, and the directory that they are in."""

    home: Path
    db: Database
    inbox: Inbox
    people: People
    problems: Problems
    questions: Questions
    runs: Runs
    tables: Tables
    drafts: Drafts
    guesses: Guesses
    lessons: Lessons
    reviews: Reviews
    dailies: Dailies
    weeklies: Weeklies
    sprints: Sprints
    polls: Polls
    rounds: Rounds
    challenges: Challenges
    classes: Classes
    groups: Groups
    unanswered: UnansweredQuestions
    events: Events

    def forget(self, person: int) -> None:
        """Let go of everything that is a person's, in every table; the journal still has it."""
        with self.db.atomic():
            for part in vars(self).values():
                if isinstance(part, owners.Forgetful):
                    part.forget(person)
            owners.forget(self.db, person)

    def empty_journal(self) -> bool:
        """Let nothing of what was let go of stay in the journal, either; in any thread.

        Returns:
            False where somebody was reading an older state all the time.
        """
        with closing(sqlite3.connect(self.home / STORE, timeout=0)) as db:
            for _ in range(_TRIES):
                db.execute("pragma wal_checkpoint(passive)")  # most of it, while others write
                busy, *_ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
                if not busy:
                    return True
                time.sleep(_PAUSE)
        return False

    def close(self) -> None:
        """Close the file."""
        self.db.close()


_PARTS = (inbox, reviews, daily, weekly, sprints, polls, rounds, challenges, classes, groups)
"""The modules that say themselves how their tables came to be."""


def open_store(home: Path) -> Store:
    """Open the store in a directory, made and brought up to date where needed.

    Raises:
        StoreUnavailableError: the directory or the file in it cannot be made or written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        db = Database(home / "epochbot.db")
        db.enable_wal()
        db.execute("pragma synchronous = normal")  # a loss of power is the inbox's affair
        db.execute("pragma secure_delete = on")  # what is deleted, or changed, is overwritten
        bring_up_to_date(db, home, (migrations, *(part.migrations for part in _PARTS)))
    except NewerStoreError as error:
        reason = f"a newer epochbot wrote the store: {error}"
        raise StoreUnavailableError(home, reason, _INSTALL_NEWER) from error
    except (OSError, sqlite3.DatabaseError, BadBackupError) as error:
        raise StoreUnavailableError(home, str(error)) from error
    return Store(
        home,
        db,
        Inbox(db, home),
        People(db),
        Problems(db),
        Questions(db),
        Runs(db),
        Tables(db),
        Drafts(db),
        Guesses(db),
        Lessons(db),
        Reviews(db),
        Dailies(db),
        Weeklies(db),
        Sprints(db),
        Polls(db),
        Rounds(db),
        Challenges(db),
        Classes(db),
        Groups(db),
        UnansweredQuestions(db),
        Events(db),
    )


@migrations()
def people(db: Database) -> None:
    """Who the bot knows."""
    db.table("people").create(
        {"id": int, "language": str, "chosen": int, "zone": str, "created_at": str},
        pk="id",
        not_null={"language", "chosen", "created_at"},
        strict=True,
    )


@migrations()
def problems(db: Database) -> None:
    """The exercises of each chat."""
    db.table("problems").create(
        {"chat": int, "message": int, "person": int, "problem": str, "at": str},
        pk=("chat", "message"),
        not_null={"person", "problem", "at"},
        strict=True,
    )


@migrations()
def runs(db: Database) -> None:
    """The trainings of each person."""
    table = db.table("runs").create(
        {
            "id": int,
            "person": int,
            "chat": int,
            "message": int,
            "language": str,
            "config": str,
            "seed": int,
            "state": str,
            "history": str,
            "created_at": str,
            "finished_at": str,
        },
        pk="id",
        not_null={"person", "chat", "language", "config", "seed", "state", "created_at"},
        strict=True,
    )
    table.create_index(["person", "state"])
    table.create_index(["chat", "message"])


@migrations()
def events(db: Database) -> None:
    """What happened."""
    table = db.table("events").create(
        {"id": int, "at": str, "person": int, "chat": int, "kind": str, "data": str},
        pk="id",
        not_null={"at", "person", "chat", "kind", "data"},
        strict=True,
    )
    table.create_index(["person", "at"])


@migrations()
def tables(db: Database) -> None:
    """The tables that people sent to train on."""
    table = db.table("tables").create(
        {"id": int, "person": int, "name": str, "at": str, "replaced": int},
        pk="id",
        not_null={"person", "name", "at", "replaced"},
        strict=True,
    )
    table.create_index(["person", "replaced"])


@migrations()
def guesses(db: Database) -> None:
    """What people guessed before experiments ran."""
    table = db.table("guesses").create(
        {"run": int, "person": int, "experiment": str, "choice": int, "right": int, "at": str},
        pk="run",
        not_null={"person", "experiment", "at"},
        strict=True,
    )
    table.create_index(["person", "experiment"])


@migrations()
def chosen_columns(db: Database) -> None:
    """What each table is as a data set, with the column that was chosen last."""
    db.table("tables").add_column("key", str)


@migrations()
def drafts(db: Database) -> None:
    """Configurations that are too long for a button."""
    table = db.table("drafts").create(
        {"id": int, "person": int, "config": str},
        pk="id",
        not_null={"person", "config"},
        strict=True,
    )
    table.create_index(["person", "config"], unique=True)


@migrations()
def lessons(db: Database) -> None:
    """Where each person is in the course."""
    db.table("lessons").create(
        {"person": int, "lesson": str, "step": int, "done": int, "at": str},
        pk=("person", "lesson"),
        not_null={"step", "done", "at"},
        strict=True,
    )


@migrations()
def unanswered(db: Database) -> None:
    """What could not be answered, with its text only where the person allows that."""
    db.table("people").add_column("keeps_questions", int, not_null_default=0)
    table = db.table("unanswered").create(
        {"id": int, "at": str, "language": str, "kind": str, "text": str, "person": int},
        pk="id",
        not_null={"at", "language", "kind"},
        strict=True,
    )
    table.create_index(["person"])


@migrations()
def dated_drafts(db: Database) -> None:
    """When each draft was needed last."""
    db.table("drafts").add_column("at", str, not_null_default="")
    db.execute("update drafts set at = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')")


@migrations()
def questions(db: Database) -> None:
    """The questions behind answers that no exercise gives again."""
    table = db.table("questions").create(
        {"chat": int, "message": int, "person": int, "text": str, "previous": str, "at": str},
        pk=("chat", "message"),
        not_null={"person", "text", "at"},
        strict=True,
    )
    table.create_index(["at"])


@migrations()
def rich_messages(db: Database) -> None:
    """Who sees rich messages, and wants them."""
    db.table("people").add_column("rich", int, not_null_default=0)


@migrations()
def unfinished_runs(db: Database) -> None:
    """The few runs that have not ended are found without a look at all the others."""
    db.execute(
        "create index runs_unfinished on runs (id) where state in ('queued', 'running', 'trained')"
    )
