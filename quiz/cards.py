"""Flash cards and claims: which comes next, and what a grade makes of its memory.

They are skills like those of the quiz, named `card:...` and `myth:...`, in the same memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Literal, get_args

from fsrs import Rating

from data.reviews import Memory, Review
from quiz.schedule import recall, review

Grade = Literal["again", "hard", "good", "easy"]
GRADES: tuple[Grade, ...] = get_args(Grade)
NEW_A_DAY = 10
_RATINGS: Mapping[Grade, Rating] = {
    "again": Rating.Again,
    "hard": Rating.Hard,
    "good": Rating.Good,
    "easy": Rating.Easy,
}
_RESTED = timedelta(hours=12)
"""What was looked at within that time is not practised ahead of its day once more."""
_PAUSE = timedelta(minutes=30)
"""A longer one ends a session."""


@dataclass(frozen=True)
class Choice:
    """What comes next, and what is left.

    Attributes:
        skill: the next one; None where that is all for now.
        due: how many are due by now.
        new: how many may still be met today for the first time.
        comes_at: when there is more, where that is all for now.
    """

    skill: str | None
    due: int
    new: int
    comes_at: datetime | None = None


def rating(grade: Grade) -> Rating:
    """The FSRS rating of a person's own grade."""
    return _RATINGS[grade]


def next_card(
    deck: Sequence[str], memories: Sequence[Memory], now: datetime, met: int, tomorrow: datetime
) -> Choice:
    """The card that waits longest, else the first new one of the deck, a few of them a day.

    Args:
        deck: all cards, new ones in the order in which they are to be met.
        memories: what the person remembers, of the deck or not.
        now: an aware moment.
        met: how many cards were met today for the first time.
        tomorrow: when the day ends.
    """
    known = _known(deck, memories)
    unseen = [skill for skill in deck if skill not in known]
    new = min(len(unseen), max(0, NEW_A_DAY - met))
    due = _due(known, now)
    if due or new:
        return Choice(due[0].skill if due else unseen[0], len(due), new)
    moments = [memory.due for memory in known.values()] + [tomorrow] * bool(unseen)
    return Choice(None, 0, 0, min(moments, default=None))


def next_to_practise(deck: Sequence[str], memories: Sequence[Memory], now: datetime) -> Choice:
    """The next card of a few that a person wants to go through now: due, new, or else rested."""
    known = _known(deck, memories)
    unseen = [skill for skill in deck if skill not in known]
    due = _due(known, now)
    rested = [memory for memory in _weakest(known, now) if now - memory.last_review >= _RESTED]
    waiting = [*(memory.skill for memory in due), *unseen, *(memory.skill for memory in rested)]
    if waiting:
        return Choice(waiting[0], len(due), len(unseen))
    return Choice(None, 0, 0, min((memory.due for memory in known.values()), default=None))


def next_claim(deck: Sequence[str], memories: Sequence[Memory], now: datetime) -> str:
    """The claim that waits longest, else the first new one, else the one that fades most."""
    known = _known(deck, memories)
    due = _due(known, now)
    if due:
        return due[0].skill
    unseen = (skill for skill in deck if skill not in known)
    return next(unseen, None) or _weakest(known, now)[0].skill


def intervals(skill: str, memories: Sequence[Memory], now: datetime) -> dict[Grade, timedelta]:
    """How long each grade would let a card rest."""
    memory = next((memory for memory in memories if memory.skill == skill), None)
    return {grade: review(skill, memory, rating(grade), now).due - now for grade in GRADES}


def score(answers: Sequence[Review], now: datetime) -> tuple[int, int]:
    """Right answers, and all of them, since the last pause.

    Args:
        answers: the last ones, oldest first.
        now: an aware moment.
    """
    newest_first = answers[::-1]
    later = [now, *(one.at for one in newest_first)]
    gaps = zip(newest_first, later, strict=False)
    session = [one for one, _ in takewhile(lambda gap: gap[1] - gap[0].at <= _PAUSE, gaps)]
    return sum(one.correct for one in session), len(session)


def _known(deck: Sequence[str], memories: Sequence[Memory]) -> dict[str, Memory]:
    cards = set(deck)
    return {memory.skill: memory for memory in memories if memory.skill in cards}


def _due(known: Mapping[str, Memory], now: datetime) -> list[Memory]:
    """What is due, the longest waiting first."""
    due = [memory for memory in known.values() if memory.due <= now]
    return sorted(due, key=lambda memory: (memory.due, memory.skill))


def _weakest(known: Mapping[str, Memory], now: datetime) -> list[Memory]:
    """The least remembered first; of those equally remembered, the one seen longest ago."""
    return sorted(known.values(), key=lambda one: (recall(one, now), one.last_review, one.skill))
