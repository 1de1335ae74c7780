"""Who the bot knows: a person's language, time zone, and what of theirs may be kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from data.words import Language


@dataclass(frozen=True)
class Person:
    """Somebody who has written to the bot.

    Attributes:
        id: Telegram's number for them.
        language: the language they read the bot in.
        zone: IANA name of their time zone; None until they have said it.
        keeps_questions: whether they allow that the text of an unanswered question is kept.
        rich: whether they see rich messages, and want them.
    """

    id: int
    language: Language
    zone: str | None
    keeps_questions: bool
    rich: bool = False


_KNOWN = "select chosen, language from people where id = ?"
_PERSON = "select id, language, zone, keeps_questions, rich from people where id = ?"


class People:
    """The table of people."""

    def __init__(self, db: Database) -> None:
        self._table = db.table("people")
        self._db = db

    def meet(self, person: int, language: Language, now: datetime) -> Person:
        """The person, made at their first message.

        The client's language is followed until the person chooses one.
        """
        found = self._db.execute(_KNOWN, [person]).fetchone()
        if found is None:
            row = {"id": person, "language": language, "chosen": 0, "created_at": now.isoformat()}
            self._table.insert(row)
        elif not found[0] and found[1] != language:
            self._table.update(person, {"language": language})
        return self.get(person)

    def get(self, person: int) -> Person:
        """A person who has been met.

        Raises:
            sqlite_utils.db.NotFoundError: nobody has this number.
        """
        row = self._db.execute(_PERSON, [person]).fetchone()
        if row is None:
            raise NotFoundError(person)
        number, language, zone, keeps, rich = row
        return Person(number, language, zone, bool(keeps), bool(rich))

    def choose_language(self, person: int, language: Language) -> None:
        """Keep a language, whatever the client's is."""
        self._table.update(person, {"language": language, "chosen": 1})

    def set_zone(self, person: int, zone: str) -> None:
        """Keep a time zone by its IANA name."""
        self._table.update(person, {"zone": zone})

    def keep_questions(self, person: int, *, allowed: bool) -> None:
        """Keep whether the text of an unanswered question may be kept."""
        self._table.update(person, {"keeps_questions": allowed})

    def show_rich(self, person: int, *, wanted: bool) -> None:
        """Keep whether somebody wants rich messages."""
        self._table.update(person, {"rich": wanted})
