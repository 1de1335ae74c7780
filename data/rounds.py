"""Rounds of quiz polls in groups: their questions, and who voted for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlite_utils import Database, Migrations

from data.asked import Key
from data.words import Language

migrations = Migrations("rounds")


@dataclass(frozen=True)
class Round:
    """A row of questions that a group answers together.

    Attributes:
        id: its number, short enough for a button.
        chat: the group.
        person: who began it.
        language: of its questions.
        about: slug of the topic; None where it is about everything.
        seconds: time for each question.
        over: whether it has ended.
    """

    id: int
    chat: int
    person: int
    language: Language
    about: str | None
    seconds: int
    over: bool


@dataclass(frozen=True)
class RoundQuestion:
    """A question of a round.

    Attributes:
        round: number of the round.
        place: from 0.
        item: what is asked.
        sent_at: when it began to be sent; None before.
        poll: Telegram's name of the poll; None where it is not known that it was sent.
        message: the message with the poll.
        closed: whether its votes were counted.
    """

    round: int
    place: int
    item: Key
    sent_at: datetime | None
    poll: str | None
    message: int | None
    closed: bool


@dataclass(frozen=True)
class Vote:
    """What somebody chose in a poll."""

    person: int
    name: str
    option: int
    at: datetime


class Rounds:
    """The tables of the rounds. All moments are aware datetimes, kept in UTC."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(
        self,
        chat: int,
        person: int,
        items: Sequence[Key],
        language: Language,
        *,
        about: str | None,
        seconds: int,
    ) -> Round | None:
        """Begin a round; None where one is going on in the group. Those before it are forgotten."""
        with self._db.atomic():
            if self.going_in(chat):
                return None
            self._forget_where("chat = ?", chat)
            added = self._db.execute(
                "insert into rounds (chat, person, language, about, seconds, over)"
                " values (?, ?, ?, ?, ?, 0)",
                [chat, person, language, about, seconds],
            )
            number = int(added.lastrowid or 0)
            self._db.conn.executemany(
                "insert into round_questions (round, place, skill, seed, level, closed)"
                " values (?, ?, ?, ?, ?, 0)",
                [(number, place, *item) for place, item in enumerate(items)],
            )
        return self.get(number)

    def get(self, number: int) -> Round | None:
        """A round by its number; None where it is forgotten."""
        return next(iter(self._rounds("id = ?", [number])), None)

    def going_in(self, chat: int) -> Round | None:
        """The round that is going on in a group; None where there is none."""
        return next(iter(self._rounds("chat = ? and not over", [chat])), None)

    def going(self) -> list[Round]:
        """All rounds that have not ended."""
        return self._rounds("not over", [])

    def questions(self, number: int) -> list[RoundQuestion]:
        """The questions of a round, in their order."""
        return self._questions("round = ? order by place", [number])

    def asked_in(self, poll: str) -> RoundQuestion | None:
        """The question of a poll; None where it belongs to no round."""
        return next(iter(self._questions("poll = ?", [poll])), None)

    def claim(self, question: RoundQuestion, now: datetime) -> bool:
        """Begin to send a question, once: what was perhaps sent is never sent again."""
        return self._changed(
            "update round_questions set sent_at = ?"
            " where round = ? and place = ? and sent_at is null and not closed",
            [_text(now), question.round, question.place],
        )

    def sent(self, question: RoundQuestion, poll: str, message: int, now: datetime) -> None:
        """Note where a question is that has been sent."""
        self._changed(
            "update round_questions set poll = ?, message = ?, sent_at = ?"
            " where round = ? and place = ?",
            [poll, message, _text(now), question.round, question.place],
        )

    def close(self, question: RoundQuestion) -> bool:
        """End a question; False where it was ended before."""
        return self._changed(
            "update round_questions set closed = 1 where round = ? and place = ? and not closed",
            [question.round, question.place],
        )

    def skip_rest(self, number: int) -> None:
        """Ask nothing more in a round."""
        self._changed(
            "update round_questions set closed = 1 where round = ? and sent_at is null", [number]
        )

    def end(self, number: int) -> bool:
        """End a round; False where it had ended before."""
        return self._changed("update rounds set over = 1 where id = ? and not over", [number])

    def move(self, chat: int, new: int) -> None:
        """Go on in the group that a group has become."""
        self._changed("update or ignore rounds set chat = ? where chat = ?", [new, chat])

    def vote(self, poll: str, vote: Vote) -> None:
        """Keep somebody's vote, in place of an earlier one."""
        self._changed(
            "insert or replace into votes values (?, ?, ?, ?, ?)",
            [poll, vote.person, vote.name, vote.option, _text(vote.at)],
        )

    def take_back(self, poll: str, person: int) -> None:
        """Forget somebody's vote."""
        self._changed("delete from votes where poll = ? and person = ?", [poll, person])

    def votes(self, poll: str) -> list[Vote]:
        """All votes of a poll, the earliest first."""
        rows = self._db.execute(
            "select person, name, option, at from votes where poll = ? order by at, person", [poll]
        )
        return [
            Vote(person, name, option, datetime.fromisoformat(at))
            for person, name, option, at in rows
        ]

    def forget(self, person: int) -> None:
        """Forget who somebody is: their votes, and the rounds that they began."""
        with self._db.atomic():
            self._changed("delete from votes where person = ?", [person])
            self._forget_where("person = ?", person)

    def _forget_where(self, where: str, value: int) -> None:
        of_rounds = f"in (select id from rounds where {where})"  # noqa: S608 (no text of a person)
        questions = f"from round_questions where round {of_rounds}"
        self._changed(f"delete from votes where poll in (select poll {questions})", [value])  # noqa: S608 (as above)
        self._changed(f"delete {questions}", [value])
        self._changed(f"delete from rounds where {where}", [value])  # noqa: S608 (as above)

    def _changed(self, change: str, values: Sequence[object]) -> bool:
        return self._db.execute(change, values).rowcount > 0

    def _rounds(self, where: str, values: Sequence[object]) -> list[Round]:
        rows = self._db.execute(
            f"select id, chat, person, language, about, seconds, over from rounds where {where}",  # noqa: S608 (no text of a person)
            values,
        )
        return [
            Round(number, chat, person, cast("Language", language), about, seconds, bool(over))
            for number, chat, person, language, about, seconds, over in rows
        ]

    def _questions(self, where: str, values: Sequence[object]) -> list[RoundQuestion]:
        rows = self._db.execute(
            "select round, place, skill, seed, level, sent_at, poll, message, closed"  # noqa: S608 (no text of a person)
            f" from round_questions where {where}",
            values,
        )
        return [
            RoundQuestion(
                number,
                place,
                (skill, seed, level),
                datetime.fromisoformat(sent_at) if sent_at else None,
                poll,
                message,
                bool(closed),
            )
            for number, place, skill, seed, level, sent_at, poll, message, closed in rows
        ]


@migrations()
def rounds(db: Database) -> None:
    """Rounds, their questions, and the votes of whoever took part."""
    db.execute(
        "create table rounds (id integer primary key autoincrement, chat integer not null,"
        " person integer not null, language text not null, about text, seconds integer not null,"
        " over integer not null) strict"
    )
    db.execute("create unique index round_in on rounds (chat) where not over")
    db.execute(
        "create table round_questions (round integer, place integer, skill text not null,"
        " seed integer not null, level integer not null, sent_at text, poll text, message integer,"
        " closed integer not null, primary key (round, place)) strict, without rowid"
    )
    db.execute("create index round_polls on round_questions (poll) where poll is not null")
    db.execute(
        "create table votes (poll text, person integer, name text not null,"
        " option integer not null, at text not null, primary key (poll, person))"
        " strict, without rowid"
    )
    db.execute("create index votes_of on votes (person)")


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
