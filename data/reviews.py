"""What the quiz remembers: memories, reviews and questions that were asked."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from data import asked as asking
from data import memory as memories
from data.asked import Asked, Key, milliseconds
from data.memory import Memory, moment, seconds
from data.reviews_schema import migrations
from data.words import Language

__all__ = ["Asked", "Memory", "Review", "Reviews", "migrations"]

_UNDO_KEPT = 60
"""Seconds for which the memory before an answer is kept."""


@dataclass(frozen=True)
class Review:
    """One answer that counted.

    Attributes:
        skill: what was asked.
        at: when it was answered, to the second.
        correct: whether the answer was right.
        misconception: the named mistake behind a wrong answer, where it is one.
        tries: which try it was, from 1; nearly right answers are tries too.
        seconds: time from question to answer.
        seed: with skill and level, makes the same item again.
        level: difficulty of the item.
        hints: hints that were looked at before.
    """

    skill: str
    at: datetime
    correct: bool
    misconception: str | None
    tries: int
    seconds: int
    seed: int
    level: int
    hints: int = 0


class Reviews:
    """The tables of the quiz. All moments are aware datetimes, given back in UTC."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def memories(self, person: int) -> list[Memory]:
        """All skills that a person has met, the longest due first."""
        return self._memories("order by due, name", [person])

    def memory(self, person: int, skill: str) -> Memory | None:
        """What a person remembers of a skill; None before the first answer."""
        found = self._memories("and skill = (select id from names where name = ?)", [person, skill])
        return next(iter(found), None)

    def history(self, person: int) -> list[Review]:
        """All answers of a person that counted, oldest first."""
        return self._reviews("order by at, asked", [person])

    def latest(self, person: int, count: int) -> list[Review]:
        """The last answers of a person to questions, newest first.

        Flash cards and claims, whose names have a colon, are none.
        """
        questions = "and instr(skills.name, ':') = 0 order by at desc, asked desc limit ?"
        return self._reviews(questions, [person, count])

    def recent(self, person: int, kind: str, since: datetime) -> list[Review]:
        """A person's answers to skills of a kind, `kind:...`, from a moment on, oldest first."""
        of_kind = "and at >= ? and skills.name glob ? order by at, asked"
        return self._reviews(of_kind, [person, seconds(since), f"{kind}:*"])

    def met_since(self, person: int, kind: str, since: datetime) -> int:
        """How many skills of a kind, `kind:...`, a person met for the first time since a moment."""
        count = (
            "select count(*) from memory join names on names.id = skill"
            " where person = ? and first_review >= ? and name glob ?"
        )
        return int(self._db.execute(count, [person, seconds(since), f"{kind}:*"]).fetchone()[0])

    def ask(
        self,
        person: int,
        chat: int,
        item: Key,
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
        row = (person, chat, self._number(skill), seed, level, language, milliseconds(now))
        added = self._db.execute(
            "insert into asked (person, chat, skill, seed, level, language, sent_at, tries, hints)"
            " values (?, ?, ?, ?, ?, ?, ?, 0, 0)",
            row,
        )
        return self._asked("asked.id = ?", [int(added.lastrowid or 0)])[0]

    def show_in(self, asked: int, message: int) -> None:
        """Remember the message that shows a question."""
        self._db.execute("update asked set message = ? where id = ?", [message, asked])

    def asked(self, number: int) -> Asked | None:
        """A question by its number; None where there was no such question."""
        return next(iter(self._asked("asked.id = ?", [number])), None)

    def asked_in(self, chat: int, message: int) -> Asked | None:
        """The question that a message shows; None where it shows none."""
        return next(iter(self._asked("chat = ? and message = ?", [chat, message])), None)

    def latest_asked(self, person: int, chat: int) -> Asked | None:
        """The newest question to a person in a chat, answered or not.

        Flash cards and claims, whose names have a colon, are none: no text answers them.
        """
        newest = "person = ? and chat = ? and instr(name, ':') = 0 order by asked.id desc limit 1"
        return next(iter(self._asked(newest, [person, chat])), None)

    def add_try(self, asked: int) -> bool:
        """Count an answer that leaves the question open; False where it was closed before."""
        return self._changed(
            "update asked set tries = tries + 1 where id = ? and answered_at is null", [asked]
        )

    def add_hint(self, asked: int) -> bool:
        """Count a hint that was looked at; False where the question was closed before."""
        return self._changed(
            "update asked set hints = hints + 1 where id = ? and answered_at is null", [asked]
        )

    def leave(self, asked: int, now: datetime) -> None:
        """Close a question that nobody answered; one that was answered stays as it is."""
        self._changed(
            "update asked set answered_at = ? where id = ? and answered_at is null",
            [milliseconds(now), asked],
        )

    def answer(self, asked: Asked, answer: str, review: Review, memory: Memory) -> bool:
        """Close a question together with what its answer changes, once.

        Returns:
            False where it had been answered before; then nothing is changed.
        """
        with self._db.atomic():
            closed = self._changed(
                "update asked set answered_at = ?, answer = ? where id = ? and answered_at is null",
                [milliseconds(review.at), answer, asked.id],
            )
            if closed:
                self._keep_for_undo(asked, review.at)
                self._add_review(asked, review)
                self._set_memory(asked.person, self._number(review.skill), memory)
        return closed

    def take_back(self, asked: Asked, since: datetime) -> bool:
        """Undo a question's answer, once: no review, the memory as before, the question open.

        Args:
            asked: the question.
            since: an answer that was given before that moment stays.

        Returns:
            False where nothing was changed: it is open, its answer is too old, or another
            answer followed on its skill.
        """
        row = self._db.execute(
            "select undo.skill, at, before from undo join names on names.id = undo.skill"
            " join asked on asked.id = undo.asked"
            " where undo.person = ? and name = ? and undo.asked = ? and answered_at >= ?",
            [asked.person, asked.skill, asked.id, milliseconds(since)],
        ).fetchone()
        if row is None:
            return False
        skill, at, before = row
        of_skill = [asked.person, skill]
        with self._db.atomic():
            self._db.execute(
                "delete from reviews where person = ? and at = ? and asked = ?",
                [asked.person, at, asked.id],
            )
            self._db.execute("delete from memory where person = ? and skill = ?", of_skill)
            if before is not None:
                self._insert_memory([*of_skill, *json.loads(before)])
            self._db.execute(
                "update asked set answered_at = null, answer = null where id = ?", [asked.id]
            )
            self._db.execute("delete from undo where person = ? and skill = ?", of_skill)
        return True

    def put_off(self, person: int, dues: Mapping[str, datetime]) -> None:
        """Ask skills of a person at other moments."""
        rows = [(seconds(due), person, skill) for skill, due in dues.items()]
        with self._db.atomic():
            for row in rows:
                self._db.execute(
                    "update memory set due = ?"
                    " where person = ? and skill = (select id from names where name = ?)",
                    row,
                )

    def rest(self, person: int, skill: str, until: datetime) -> None:
        """Let a skill rest until a moment, and forget how often it went wrong before."""
        self._db.execute(
            "update memory set due = ?, wrong = 0, lapses = 0"
            " where person = ? and skill = (select id from names where name = ?)",
            [seconds(until), person, skill],
        )

    def forget_questions(self, before: datetime, limit: int = 1000) -> int:
        """Drop old questions, answered or not: their reviews stay, their buttons are too old.

        Args:
            before: what was asked before that moment is dropped.
            limit: at most so many at once, so that nobody waits for it.

        Returns:
            How many were dropped.
        """
        # The newest stays, whatever its age: its number must not be given out again.
        oldest = "select id, sent_at from asked order by id limit ?"
        gone = (
            f"delete from asked where id in (select id from ({oldest}) where sent_at < ?)"  # noqa: S608 (no text of a person)
            " and id < (select max(id) from asked)"
        )
        return self._db.execute(gone, [limit, milliseconds(before)]).rowcount

    def _keep_for_undo(self, asked: Asked, at: datetime) -> None:
        """Keep the memory of a skill as it is before an answer; what is older goes."""
        self._db.execute(
            "delete from undo where person = ? and at < ?", [asked.person, seconds(at) - _UNDO_KEPT]
        )
        skill = self._number(asked.skill)
        before = self._db.execute(
            f"select {memories.COLUMNS} from memory where person = ? and skill = ?",  # noqa: S608 (no text of a person)
            [asked.person, skill],
        ).fetchone()
        kept = None if before is None else json.dumps(before)
        self._db.execute(
            "insert or replace into undo (person, skill, asked, at, before) values (?, ?, ?, ?, ?)",
            [asked.person, skill, asked.id, seconds(at), kept],
        )

    def _add_review(self, asked: Asked, review: Review) -> None:
        mistake = self._number(review.misconception) if review.misconception else None
        row = (
            asked.person,
            seconds(review.at),
            asked.id,
            self._number(review.skill),
            review.correct,
            mistake,
            review.tries,
            review.hints,
            review.seconds,
            review.seed,
            review.level,
        )
        self._db.execute("insert into reviews values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _set_memory(self, person: int, skill: int, memory: Memory) -> None:
        self._insert_memory([person, skill, *memories.to_values(memory)])

    def _insert_memory(self, row: Sequence[float]) -> None:
        self._db.execute(
            "insert or replace into memory values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
        )

    def _number(self, name: str) -> int:
        """The number that stands for the name of a skill or a misconception."""
        find = "select id from names where name = ?"
        found = self._db.execute(find, [name]).fetchone()
        if found is None:
            self._db.execute("insert into names (name) values (?)", [name])
            found = self._db.execute(find, [name]).fetchone()
        return int(found[0])

    def _changed(self, update: str, values: Sequence[int | str]) -> bool:
        return self._db.execute(update, values).rowcount > 0

    def _memories(self, where: str, values: Sequence[int | str]) -> list[Memory]:
        of_person = (
            f"select name, {memories.COLUMNS} from memory join names on names.id = skill"  # noqa: S608 (no text of a person)
            f" where person = ? {where}"
        )
        return [memories.from_row(row) for row in self._db.execute(of_person, values)]

    def _reviews(self, where: str, values: Sequence[int | str]) -> list[Review]:
        of_person = (
            "select skills.name, at, correct, mistakes.name, tries, seconds, seed, level, hints"  # noqa: S608 (no text of a person)
            " from reviews join names as skills on skills.id = skill"
            f" left join names as mistakes on mistakes.id = misconception where person = ? {where}"
        )
        return [
            Review(skill, moment(at), bool(correct), *rest)
            for skill, at, correct, *rest in self._db.execute(of_person, values)
        ]

    def _asked(self, where: str, values: Sequence[int]) -> list[Asked]:
        rows = self._db.execute(asking.SELECT + where, values)
        return [asking.from_row(row) for row in rows]
