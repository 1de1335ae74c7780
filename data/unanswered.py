"""What could not be answered, for the maintainer to teach the bot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlite_utils import Database

from data.words import Language

Kind = Literal["words", "numbers", "lines"]
"""Words alone, words with numbers, or several lines, such as a pasted program."""


@dataclass(frozen=True)
class Unanswered:
    """A question that was turned away.

    Attributes:
        at: when.
        language: it was asked in.
        kind: how it looked.
        text: what was asked; None where the person has not allowed to keep it.
    """

    at: datetime
    language: Language
    kind: Kind
    text: str | None


class UnansweredQuestions:
    """The table of unanswered questions; who asked is kept only as long as the text is."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("unanswered")

    def add(self, question: Unanswered, person: int) -> None:
        """Keep a question."""
        text = question.text
        row = {
            "at": question.at.isoformat(),
            "language": question.language,
            "kind": question.kind,
            # Half a character of UTF-16 can be sent, and not be stored.
            "text": None if text is None else text.encode(errors="replace").decode(),
            "person": None if text is None else person,
        }
        self._table.insert(row)

    def forget(self, person: int) -> None:
        """Erase the texts of a person; that something was not answered stays."""
        self._db.execute(
            "update unanswered set text = null, person = null where person = ?", [person]
        )

    def all(self) -> list[Unanswered]:
        """Every question, the newest first."""
        return [_unanswered(row) for row in self._table.rows_where(order_by="at desc, id desc")]


def _unanswered(row: Mapping[str, Any]) -> Unanswered:
    at, kind = datetime.fromisoformat(row["at"]), cast("Kind", row["kind"])
    return Unanswered(at, cast("Language", row["language"]), kind, row["text"])
