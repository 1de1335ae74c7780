"""How far a learner has come, derived from memories and reviews."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.reviews import Memory, Review, Reviews
from quiz.schedule import recall
from quiz.skills import COURSE

DAYS_SHOWN = 14
_MISTAKES_SHOWN = 3


@dataclass(frozen=True)
class SkillProgress:
    """One skill of the course.

    Attributes:
        skill: its name.
        recall: the chance, 0 to 1, that it is remembered now; None unless the last answer was
            right, for a mistake says nothing of remembering.
        due: whether it is to be asked again by now.
        missed: whether the last answer was wrong.
    """

    skill: str
    recall: float | None = None
    due: bool = False
    missed: bool = False


@dataclass(frozen=True)
class Day:
    """The answers of one local day."""

    date: date
    correct: int
    wrong: int


@dataclass(frozen=True)
class Progress:
    """Everything that the picture of a learner's progress shows.

    Attributes:
        skills: the course, in its order.
        correct: right answers so far.
        wrong: wrong answers so far.
        streak: local days in a row with an answer, up to today or yesterday.
        days: the last two weeks, oldest first.
        mistakes: the commonest misconceptions by name, with how often each was made.
    """

    skills: tuple[SkillProgress, ...]
    correct: int
    wrong: int
    streak: int
    days: tuple[Day, ...]
    mistakes: tuple[tuple[str, int], ...]

    @property
    def answers(self) -> int:
        """Answers so far."""
        return self.correct + self.wrong

    @property
    def accuracy(self) -> float:
        """Share of right answers, 0 to 1; 0 before the first."""
        return self.correct / self.answers if self.answers else 0.0

    @property
    def due(self) -> int:
        """Skills to be asked again by now."""
        return sum(skill.due for skill in self.skills)


def progress(reviews: Reviews, person: int, now: datetime, zone: str) -> Progress:
    """A learner's progress; days are those of their time zone."""
    history = reviews.history(person)
    local = ZoneInfo(zone)
    counted = Counter((_day(review, local), review.correct) for review in history)
    today = now.astimezone(local).date()
    correct = sum(review.correct for review in history)
    return Progress(
        skills=_skills(reviews.memories(person), history, now),
        correct=correct,
        wrong=len(history) - correct,
        streak=streak({day for day, _ in counted}, today),
        days=tuple(Day(day, counted[day, True], counted[day, False]) for day in _days_until(today)),
        mistakes=_mistakes(history),
    )


def streak(active: set[date], today: date) -> int:
    """Days in a row with an answer; today need not have had one yet."""
    day = today if today in active else today - timedelta(days=1)
    count = 0
    while day in active:
        count += 1
        day -= timedelta(days=1)
    return count


def _skills(
    memories: Sequence[Memory], history: Sequence[Review], now: datetime
) -> tuple[SkillProgress, ...]:
    known = {memory.skill: memory for memory in memories}
    last = {review.skill: review.correct for review in history}
    return tuple(
        _skill(known[skill.name], now, correct=last[skill.name])
        if skill.name in known
        else SkillProgress(skill.name)
        for skill in COURSE
    )


def _skill(memory: Memory, now: datetime, *, correct: bool) -> SkillProgress:
    remembered = recall(memory, now) if correct else None
    return SkillProgress(memory.skill, remembered, memory.due <= now, not correct)


def _mistakes(history: Sequence[Review]) -> tuple[tuple[str, int], ...]:
    made = Counter(review.misconception for review in history if review.misconception)
    return tuple(made.most_common(_MISTAKES_SHOWN))


def _days_until(today: date) -> list[date]:
    return [today - timedelta(days=ago) for ago in reversed(range(DAYS_SHOWN))]


def _day(review: Review, zone: ZoneInfo) -> date:
    return review.at.astimezone(zone).date()
