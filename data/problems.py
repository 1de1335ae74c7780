"""The exercises of each chat, so that a follow-up or a button finds the one it means."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database


@dataclass(frozen=True)
class KeptProblem:
    """An exercise as it was understood, and the message that answered it.

    Attributes:
        person: who asked.
        message: the bot's answer in the chat.
        problem: the solver's own JSON text.
        at: when it was answered.
    """

    person: int
    message: int
    problem: str
    at: datetime


_SELECT = "select person, message, problem, at from problems where"


class Problems:
    """The table of problems."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, chat: int, person: int, message: int, problem: str, now: datetime) -> None:
        """Keep the problem that a message of the bot answers, in place of an earlier one."""
        self._db.execute(
            "insert or replace into problems (chat, message, person, problem, at)"
            " values (?, ?, ?, ?, ?)",
            [chat, message, person, problem, now.isoformat()],
        )

    def answered_by(self, chat: int, message: int) -> KeptProblem | None:
        """The problem that this message of the bot answers."""
        return self._first("chat = ? and message = ?", [chat, message])

    def latest(self, chat: int, person: int) -> KeptProblem | None:
        """The last problem that a person asked in a chat."""
        return self._first("chat = ? and person = ?", [chat, person])

    def _first(self, where: str, values: list[int]) -> KeptProblem | None:
        row = self._db.execute(f"{_SELECT} {where} order by at desc limit 1", values).fetchone()
        if row is None:
            return None
        person, message, problem, at = row
        return KeptProblem(person, message, problem, datetime.fromisoformat(at))
