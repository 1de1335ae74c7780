"""The questions behind answers that no kept exercise gives again, so that they can be flipped.

An exercise is kept as what was understood of it; of a log, a formula or a table of values only the
question itself says all. It is kept for a while, and only in its chat.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class KeptQuestion:
    """A question as it was written.

    Attributes:
        person: who asked.
        text: what was asked.
        previous: the exercise that it followed up, as the solver's JSON text; None without one.
    """

    person: int
    text: str
    previous: str | None


class Questions:
    """The table of questions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, chat: int, message: int, question: KeptQuestion, now: datetime) -> None:
        """Keep the question that a message of the bot answers, and let go of old ones."""
        row = [chat, message, question.person, question.text, question.previous, now.isoformat()]
        with self._db.atomic():
            self._db.execute("delete from questions where at < ?", [(now - KEPT_FOR).isoformat()])
            self._db.execute(
                "insert or replace into questions (chat, message, person, text, previous, at)"
                " values (?, ?, ?, ?, ?, ?)",
                row,
            )

    def answered_by(self, chat: int, message: int) -> KeptQuestion | None:
        """The question that a message of the bot answers; None where none is kept."""
        row = self._db.execute(
            "select person, text, previous from questions where chat = ? and message = ?",
            [chat, message],
        ).fetchone()
        return KeptQuestion(*row) if row else None

    def let_go(self, chat: int, message: int) -> None:
        """Let go of a question whose message shows something else by now."""
        self._db.execute("delete from questions where chat = ? and message = ?", [chat, message])
