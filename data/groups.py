"""What is set in each group, and when the bot greeted it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlite_utils import Database, Migrations

from data.words import Language

__all__ = ["SECONDS", "Group", "Groups", "migrations"]

SECONDS = 30
"""Time for each question of a round, where nothing else is set."""
migrations = Migrations("groups")


@dataclass(frozen=True)
class Group:
    """What is set in a group.

    Attributes:
        chat: the group.
        language: of its rounds; None for that of whoever begins one.
        seconds: for each question of a round.
        admins_only: whether only admins may begin rounds and trainings.
    """

    chat: int
    language: Language | None = None
    seconds: int = SECONDS
    admins_only: bool = False


class Groups:
    """The table of the groups."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, chat: int) -> Group:
        """What is set in a group."""
        found = self._db.execute(
            "select language, seconds, admins_only from groups where chat = ?", [chat]
        ).fetchone()
        if found is None:
            return Group(chat)
        language, seconds, admins_only = found
        return Group(chat, cast("Language | None", language), seconds, bool(admins_only))

    def save(self, group: Group) -> None:
        """Keep what is set in a group."""
        self._db.execute(
            "insert into groups (chat, language, seconds, admins_only) values (?, ?, ?, ?)"
            " on conflict (chat) do update set language = excluded.language,"
            " seconds = excluded.seconds, admins_only = excluded.admins_only",
            [group.chat, group.language, group.seconds, group.admins_only],
        )

    def greet(self, chat: int, at: datetime) -> bool:
        """Note that a group is greeted for having let the bot in at a moment.

        Returns:
            False where it was greeted for that before.
        """
        added = self._db.execute(
            "insert into groups (chat, seconds, admins_only, greeted_at) values (?, ?, 0, ?)"
            " on conflict (chat) do update set greeted_at = excluded.greeted_at"
            " where greeted_at is not excluded.greeted_at",
            [chat, SECONDS, at.astimezone(UTC).isoformat()],
        )
        return added.rowcount > 0

    def move(self, chat: int, new: int) -> None:
        """Keep what is set in a group for the one that it has become."""
        self._db.execute("update or replace groups set chat = ? where chat = ?", [new, chat])


@migrations()
def groups(db: Database) -> None:
    """The groups in which something was set, or which were greeted."""
    db.execute(
        "create table groups (chat integer primary key, language text, seconds integer not null,"
        " admins_only integer not null, greeted_at text) strict"
    )
