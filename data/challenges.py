"""Challenges: who made them with which result, and who has answered how much of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database, Migrations

migrations = Migrations("challenges")


@dataclass(frozen=True)
class Challenge:
    """Questions that somebody asks others to answer, too.

    Attributes:
        number: a large random one, which stands in the link.
        person: who made it.
        name: what they are called.
        right: how many of the answers were right.
    """

    number: int
    person: int
    name: str
    right: int


@dataclass(frozen=True)
class Play:
    """Somebody's way through a challenge.

    Attributes:
        challenge: its number.
        person: who plays.
        name: what they are called.
        code: the start parameter, from which the questions are made.
        asked: numbers of the questions that were put so far, in their order.
    """

    challenge: int
    person: int
    name: str
    code: str
    asked: tuple[int, ...]


class Challenges:
    """The tables of the challenges."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def make(self, challenge: Challenge) -> None:
        """Keep a challenge."""
        values = [challenge.number, challenge.person, challenge.name, challenge.right]
        self._db.execute("insert into challenges values (?, ?, ?, ?)", values)

    def get(self, number: int) -> Challenge | None:
        """A challenge; None where there is none (any more)."""
        found = self._db.execute(
            "select number, person, name, right from challenges where number = ?", [number]
        ).fetchone()
        return Challenge(*found) if found else None

    def play(self, number: int, person: int, name: str, code: str) -> Play:
        """Begin to play, or go on where one was."""
        self._db.execute(
            "insert or ignore into plays (challenge, person, name, code, told)"
            " values (?, ?, ?, ?, 0)",
            [number, person, name, code],
        )
        return self._plays("challenge = ? and person = ?", [number, person])[0]

    def played(self, number: int, person: int) -> Play | None:
        """Somebody's way through a challenge; None where they have not begun."""
        return next(iter(self._plays("challenge = ? and person = ?", [number, person])), None)

    def play_of(self, asked: int) -> Play | None:
        """The play that a question belongs to; None where it belongs to none."""
        of_question = (
            "(challenge, person) = (select challenge, person from play_questions where asked = ?)"
        )
        return next(iter(self._plays(of_question, [asked])), None)

    def put(self, play: Play, asked: int) -> None:
        """Note that the next question was put."""
        self._db.execute(
            "insert or ignore into play_questions values (?, ?, ?)",
            [asked, play.challenge, play.person],
        )

    def tell(self, play: Play) -> bool:
        """Whether the results are to be told: once."""
        told = self._db.execute(
            "update plays set told = 1 where challenge = ? and person = ? and not told",
            [play.challenge, play.person],
        )
        return told.rowcount > 0

    def answers(self, person: int) -> int:
        """How many answers of a person counted so far."""
        counted = self._db.execute("select count(*) from reviews where person = ?", [person])
        return int(counted.fetchone()[0])

    def forget(self, person: int) -> None:
        """Forget the challenges that somebody made or played."""
        with self._db.atomic():
            for table in ("challenges", "plays", "play_questions"):
                self._db.execute(f"delete from {table} where person = ?", [person])  # noqa: S608 (our own names)

    def _plays(self, where: str, values: Sequence[int]) -> list[Play]:
        rows = self._db.execute(
            f"select challenge, person, name, code from plays where {where}",  # noqa: S608 (no text of a person)
            values,
        ).fetchall()
        return [
            Play(number, person, name, code, self._asked(number, person))
            for number, person, name, code in rows
        ]

    def _asked(self, number: int, person: int) -> tuple[int, ...]:
        rows = self._db.execute(
            "select asked from play_questions where challenge = ? and person = ? order by asked",
            [number, person],
        )
        return tuple(asked for (asked,) in rows)


@migrations()
def challenges(db: Database) -> None:
    """Challenges, and who plays them."""
    db.execute(
        "create table challenges (number integer primary key, person integer not null,"
        " name text not null, right integer not null) strict"
    )
    db.execute(
        "create table plays (challenge integer, person integer, name text not null,"
        " code text not null, told integer not null, primary key (challenge, person))"
        " strict, without rowid"
    )
    db.execute(
        "create table play_questions (asked integer primary key, challenge integer not null,"
        " person integer not null) strict"
    )
    db.execute("create index questions_of_play on play_questions (challenge, person)")
