"""Who the bot knows: a person's language, time zone, and what of theirs may be kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlite_utils import Database

from data.words import Language


@dataclass(frozen=True)
class Person:
    """Somebody who has written to the bot.

    Attributes:
        id: Telegram's number for them.
        language: the language they read the bot in.
        zone: IANA name of their time zone; None until they have said it.
        keeps_questions: whether they allow that the text of an unanswered question is kept.
    """

    id: int
    language: Language
    zone: str | None
    keeps_questions: bool


class People:
    """The table of people."""

    def __init__(self, db: Database) -> None:
        self._table = db.table("people")
        self._db = db

    def meet(self, person: int, language: Language, now: datetime) -> Person:
        """The person, made at their first message.

        The client's language is followed until the person chooses one.
        """
        with self._db.atomic():
            self._table.insert(
                {"id": person, "language": language, "chosen": 0, "created_at": now.isoformat()},
                ignore=True,
            )
            self._db.execute(
                "update people set language = ? where id = ? and not chosen and language != ?",
                [language, person, language],
            )
        return self.get(person)

    def get(self, person: int) -> Person:
        """A person who has been met.

        Raises:
            sqlite_utils.db.NotFoundError: nobody has this number.
        """
        row = self._table.get(person)
        language = cast("Literal['en', 'zh']", row["language"])
        return Person(row["id"], language, row["zone"], bool(row["keeps_questions"]))

    def choose_language(self, person: int, language: Language) -> None:
        """Keep a language, whatever the client's is."""
        self._table.update(person, {"language": language, "chosen": 1})

    def set_zone(self, person: int, zone: str) -> None:
        """Keep a time zone by its IANA name."""
        self._table.update(person, {"zone": zone})

    def keep_questions(self, person: int, *, allowed: bool) -> None:
        """Keep whether the text of an unanswered question may be kept."""
        self._table.update(person, {"keeps_questions": allowed})
