"""A question that was put to a person, and the row of the store that keeps it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.words import Language

Key = tuple[str, int, int]
"""Skill, seed and level: they make an item again, in any language."""


@dataclass(frozen=True, slots=True)
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
        tries: answers so far after which it stayed open (nearly right, or with tries left).
        hints: hints that were looked at.
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
    hints: int
    answered_at: datetime | None
    answer: str | None


SELECT = (
    "select asked.id, person, chat, message, name, seed, level, language, sent_at, tries, hints,"
    " answered_at, answer from asked join names on names.id = skill where "
)
"""Ends where the condition begins."""
Row = tuple[
    int, int, int, int | None, str, int, int, Language, int, int, int, int | None, str | None
]
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def from_row(row: Row) -> Asked:
    """The question that a row keeps."""
    answered_at = None if row[11] is None else _moment(row[11])
    return Asked(*row[:8], _moment(row[8]), *row[9:11], answered_at, row[12])


def milliseconds(at: datetime) -> int:
    """Whole milliseconds since 1970: questions and exercises follow each other quickly."""
    return (at - _EPOCH) // _MILLISECOND


def _moment(at: int) -> datetime:
    return _EPOCH + at * _MILLISECOND
