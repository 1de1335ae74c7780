"""What the quiz remembers: memories, reviews, questions that were asked, and daily times."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlite_utils import Database

from data.reviews_schema import migrations
from data.words import Language

__all__ = ["Asked", "Daily", "Memory", "Review", "Reviews", "migrations"]


@dataclass(frozen=True)
class Memory:
    """How well a person remembers a skill.

    Attributes:
        skill: name of the skill.
        card: the FSRS card as JSON text.
        due: when the skill is to be asked again.
    """

    skill: str
    card: str
    due: datetime


@dataclass(frozen=True)
class Review:
    """One answer that counted.

    Attributes:
        skill: what was asked.
        at: when it was answered.
        correct: whether the answer was right.
        misconception: the named mistake behind a wrong answer, where it is one.
        tries: which try it was, from 1; unreadable and nearly right answers are tries too.
        seconds: time from question to answer.
        seed: with skill and level, makes the same item again.
        level: difficulty of the item.
    """

    skill: str
    at: datetime
    correct: bool
    misconception: str | None
    tries: int
    seconds: int
    seed: int
    level: int


@dataclass(frozen=True)
class Asked:
    """A question that was put to a person; skill, seed and level make its item again.

    Attributes:
        id: its number, short enough for a button.
        person: who may answer.
        chat: where it was asked.
        message: the message that shows it; None until that message is sent.
        skill: name of the skill.
        seed: seed of the item.
        level: difficulty of the item.
        language: the language it was asked in.
        sent_at: when it was asked.
        tries: answers so far that did not count (unreadable or nearly right).
        answered_at: when it was answered for good; None while it is open.
        answer: that answer as it was given.
    """

    id: int
    person: int
    chat: int
    message: int | None
    skill: str
    seed: int
    level: int
    language: Language
    sent_at: datetime
    tries: int
    answered_at: datetime | None
    answer: str | None


@dataclass(frozen=True)
class Daily:
    """When a person gets the question of the day.

    Attributes:
        person: who gets it.
        chat: where it is sent.
        time: local time as "HH:MM".
        zone: IANA name of the time zone.
        next_due: the next moment to send.
        last_sent_day: the last local day that had its question; None before the first.
    """

    person: int
    chat: int
    time: str
    zone: str
    next_due: datetime
    last_sent_day: date | None


class Reviews:
    """The tables of the quiz. All moments are aware datetimes, kept in UTC."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._memory = db.table("memory")
        self._reviews = db.table("reviews")
        self._asked = db.table("asked")
        self._daily = db.table("daily")

    def memories(self, person: int) -> list[Memory]:
        """All skills that a person has met, the longest due first."""
        rows = self._memory.rows_where("person = ?", [person], order_by="due, skill")
        return [Memory(row["skill"], row["card"], _moment(row["due"])) for row in rows]

    def history(self, person: int) -> list[Review]:
        """All answers of a person that counted, oldest first."""
        return [
            _review(row) for row in self._reviews.rows_where("person = ?", [person], order_by="id")
        ]

    def recent(self, person: int, kind: str, since: datetime) -> list[Review]:
        """A person's answers to skills of a kind, `kind:...`, from a moment on, oldest first."""
        of_kind = "person = ? and at >= ? and skill glob ?"
        rows = self._reviews.rows_where(of_kind, [person, _text(since), f"{kind}:*"], order_by="id")
        return [_review(row) for row in rows]

    def met_since(self, person: int, kind: str, since: datetime) -> int:
        """How many skills of a kind, `kind:...`, a person met for the first time since a moment."""
        firsts = (
            "select min(at) as first from reviews where person = ? and skill glob ? group by skill"
        )
        count = f"select count(*) from ({firsts}) where first >= ?"  # noqa: S608 (no text of a person)
        return int(self._db.execute(count, [person, f"{kind}:*", _text(since)]).fetchone()[0])

    def ask(
        self,
        person: int,
        chat: int,
        item: tuple[str, int, int],
        language: Language,
        now: datetime,
    ) -> Asked:
        """Note a question before it is sent, so that its buttons can carry its number.

        Args:
            person: who is asked.
            chat: where.
            item: skill, seed and level.
            language: the language of the question.
            now: when.
        """
        skill, seed, level = item
        row = {
            "person": person,
            "chat": chat,
            "skill": skill,
            "seed": seed,
            "level": level,
            "language": language,
            "sent_at": _text(now),
            "tries": 0,
        }
        number = self._asked.insert(row).last_pk
        return self._asked_where("id = ?", [int(str(number))])[0]

    def show_in(self, asked: int, message: int) -> None:
        """Remember the message that shows a question."""
        self._asked.update(asked, {"message": message})

    def asked(self, number: int) -> Asked | None:
        """A question by its number; None where there was no such question."""
        return next(iter(self._asked_where("id = ?", [number])), None)

    def asked_in(self, chat: int, message: int) -> Asked | None:
        """The question that a message shows; None where it shows none."""
        return next(iter(self._asked_where("chat = ? and message = ?", [chat, message])), None)

    def latest_asked(self, person: int, chat: int) -> Asked | None:
        """The newest question to a person in a chat, answered or not.

        Flash cards and claims, whose names have a colon, are none: no text answers them.
        """
        newest = "person = ? and chat = ? and instr(skill, ':') = 0 order by id desc limit 1"
        return next(iter(self._asked_where(newest, [person, chat])), None)

    def add_try(self, asked: int) -> bool:
        """Count an answer that leaves the question open; False where it was closed before."""
        counted = self._db.execute(
            "update asked set tries = tries + 1 where id = ? and answered_at is null", [asked]
        )
        return counted.rowcount > 0

    def answer(self, asked: Asked, answer: str, review: Review, memory: Memory) -> bool:
        """Close a question together with what its answer changes, once.

        Returns:
            False where it had been answered before; then nothing is changed.
        """
        with self._db.atomic():
            closed = self._db.execute(
                "update asked set answered_at = ?, answer = ? where id = ? and answered_at is null",
                [_text(review.at), answer, asked.id],
            )
            if not closed.rowcount:
                return False
            self._reviews.insert(
                {"person": asked.person, **asdict(review), "at": _text(review.at)},
            )
            self._memory.upsert(
                {"person": asked.person, **asdict(memory), "due": _text(memory.due)},
                pk=("person", "skill"),
            )
        return True

    def set_daily(self, person: int, chat: int, time: str, zone: str, next_due: datetime) -> None:
        """Set or move a person's daily question."""
        row = {"person": person, "chat": chat, "time": time, "zone": zone}
        self._daily.upsert({**row, "next_due": _text(next_due)}, pk="person")

    def stop_daily(self, person: int) -> bool:
        """End a person's daily question; False where there was none."""
        return self._db.execute("delete from daily where person = ?", [person]).rowcount > 0

    def daily(self, person: int) -> Daily | None:
        """A person's daily question; None where it is off."""
        return next(iter(self._daily_where("person = ?", [person])), None)

    def due_daily(self, now: datetime) -> list[Daily]:
        """Whose daily question is due, the longest waiting first."""
        return self._daily_where("next_due <= ? order by next_due, person", [_text(now)])

    def claim_daily(self, person: int, day: date, next_due: datetime) -> bool:
        """Take a local day's question for sending and move on to the next, in one transaction.

        Returns:
            False where that day, or a later one, had its question already.
        """
        with self._db.atomic():
            self.move_daily(person, next_due)
            claimed = self._db.execute(
                "update daily set last_sent_day = :day where person = :person"
                " and (last_sent_day is null or last_sent_day < :day)",
                {"person": person, "day": day.isoformat()},
            )
        return claimed.rowcount > 0

    def move_daily(self, person: int, next_due: datetime) -> None:
        """Let a question pass: the next one is due at another moment."""
        self._db.execute(
            "update daily set next_due = ? where person = ?", [_text(next_due), person]
        )

    def _asked_where(self, where: str, values: Sequence[int]) -> list[Asked]:
        return [_asked(row) for row in self._asked.rows_where(where, values)]

    def _daily_where(self, where: str, values: Sequence[int | str]) -> list[Daily]:
        return [_daily(row) for row in self._daily.rows_where(where, values)]


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _review(row: Mapping[str, Any]) -> Review:
    fields = {name: row[name] for name in Review.__dataclass_fields__}
    return Review(**{**fields, "at": _moment(row["at"]), "correct": bool(row["correct"])})


def _asked(row: Mapping[str, Any]) -> Asked:
    answered = row["answered_at"]
    moments = {
        "sent_at": _moment(row["sent_at"]),
        "answered_at": _moment(answered) if answered else None,
    }
    return Asked(**{**row, **moments})


def _daily(row: Mapping[str, Any]) -> Daily:
    day = row["last_sent_day"]
    sent = date.fromisoformat(day) if day else None
    return Daily(**{**row, "next_due": _moment(row["next_due"]), "last_sent_day": sent})
