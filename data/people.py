"""Who the bot knows: a person's language, time zone, and what of theirs may be kept."""

from dataclasses import dataclass, replace
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


_PERSON = "select chosen, id, language, zone, keeps_questions, rich from people where id = ?"


class People:
    """The table of people."""

    def __init__(self, db: Database) -> None:
        self._table = db.table("people")
        self._db = db

    def meet(self, person: int, language: Language, now: datetime) -> Person:
        """The person, made at their first message.

        The client's language is followed until the person chooses one.
        """
        found = self._found(person)
        if found is None:
            row = {"id": person, "language": language, "chosen": 0, "created_at": now.isoformat()}
            self._table.insert(row)
            return self.get(person)
        chosen, known = found
        if not chosen and known.language != language:
            self._table.update(person, {"language": language})
            return replace(known, language=language)
        return known

    def get(self, person: int) -> Person:
        """A person who has been met.

        Raises:
            sqlite_utils.db.NotFoundError: nobody has this number.
        """
        found = self._found(person)
        if found is None:
            raise NotFoundError(person)
        return found[1]

    def _found(self, person: int) -> tuple[bool, Person] | None:
        """Whether a person has chosen a language, and the person."""
        row = self._db.execute(_PERSON, [person]).fetchone()
        if row is None:
            return None
        chosen, number, language, zone, keeps, rich = row
        return bool(chosen), Person(number, language, zone, bool(keeps), bool(rich))

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
