"""Who wants questions as native quiz polls, and which question each poll asks."""

from sqlite_utils import Database, Migrations

migrations = Migrations("polls")


class Polls:
    """The tables of the polls that are put to one person."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def wanted(self, person: int) -> bool:
        """Whether a person wants questions as polls."""
        found = self._db.execute("select 1 from poll_people where person = ?", [person])
        return found.fetchone() is not None

    def want(self, person: int, *, wanted: bool) -> None:
        """Keep whether a person wants questions as polls."""
        if wanted:
            self._db.execute("insert or ignore into poll_people values (?)", [person])
        else:
            self._db.execute("delete from poll_people where person = ?", [person])

    def sent(self, poll: str, asked: int) -> None:
        """Remember which question a poll asks; polls of questions that are gone go, too."""
        with self._db.atomic():
            self._db.execute("delete from asked_polls where asked < (select min(id) from asked)")
            self._db.execute("insert into asked_polls values (?, ?)", [asked, poll])

    def asked(self, poll: str) -> int | None:
        """The number of the question that a poll asks; None where it asks none."""
        found = self._db.execute("select asked from asked_polls where poll = ?", [poll]).fetchone()
        return int(found[0]) if found else None

    def forget(self, person: int) -> None:
        """Forget what a person wants, and their polls."""
        self.want(person, wanted=False)
        self._db.execute(
            "delete from asked_polls where asked in (select id from asked where person = ?)",
            [person],
        )


@migrations()
def polls(db: Database) -> None:
    """The people who want polls, and their polls."""
    db.execute("create table poll_people (person integer primary key) strict")
    db.execute(
        "create table asked_polls (asked integer primary key, poll text not null unique) strict"
    )
