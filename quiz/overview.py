"""How far a learner has come, derived from memories and reviews."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from data.daily import Plan
from data.memory import Memory
from data.reviews import Review, Reviews
from quiz.daily import local_zone
from quiz.schedule import recall
from quiz.skills import COURSE
from quiz.streak import Streak, day_of, streak

WEEKS = 12
FORECAST = 14
"""Days of which it is told how much will be due."""
GOAL = 5
"""Answers that make a good day."""
_MISTAKES_SHOWN = 3


@dataclass(frozen=True)
class Group:
    """The skills of one shelf.

    Attributes:
        name: of the shelf.
        skills: how many there are.
        met: how many of them were met.
        recall: the chance, 0 to 1, that one that was met is remembered now, in the mean; None
            before the first.
    """

    name: str
    skills: int
    met: int
    recall: float | None


@dataclass(frozen=True)
class Mistake:
    """A misconception, and what became of it.

    Attributes:
        name: of the misconception.
        made: how often it was made.
        right: right answers since it was made last, to the skills in which it was made.
        answers: all answers since then to these skills.
    """

    name: str
    made: int
    right: int
    answers: int


@dataclass(frozen=True)
class Progress:
    """Everything that the picture of a learner's progress shows.

    Attributes:
        groups: the shelves, in the order of the course.
        correct: right answers so far.
        wrong: wrong answers so far.
        streak: days in a row with an answer, and the days off that are left.
        today: answers of this day.
        goal: answers that a day shall have.
        days: answers of each day, from a Monday on, up to today.
        due: how many skills are due now.
        forecast: how many become due on each of the next days, tomorrow first.
        mistakes: the commonest misconceptions, the commonest first.
    """

    groups: tuple[Group, ...]
    correct: int
    wrong: int
    streak: Streak
    today: int
    goal: int
    days: tuple[tuple[date, int], ...]
    due: int
    forecast: tuple[int, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def answers(self) -> int:
        """Answers so far."""
        return self.correct + self.wrong

    @property
    def accuracy(self) -> float:
        """Share of right answers, 0 to 1; 0 before the first."""
        return self.correct / self.answers if self.answers else 0.0


def progress(
    reviews: Reviews, person: int, now: datetime, zone: str, plan: Plan | None = None
) -> Progress:
    """A learner's progress; days are those of their time zone, and end at four in the morning.

    Args:
        reviews: what is remembered.
        person: whose progress.
        now: an aware moment.
        zone: IANA name of their time zone.
        plan: when they want questions of the day; other days do not end their streak.
    """
    history, memories = reviews.history(person), reviews.memories(person)
    local = local_zone(zone)
    counted = Counter(day_of(review.at, local) for review in history)
    today = day_of(now, local)
    correct = sum(review.correct for review in history)
    return Progress(
        groups=_groups({memory.skill: memory for memory in memories}, now),
        correct=correct,
        wrong=len(history) - correct,
        streak=streak(counted, today, plan),
        today=counted[today],
        goal=max(GOAL, plan.questions if plan else 0),
        days=tuple((day, counted[day]) for day in _days_until(today)),
        due=sum(memory.due <= now for memory in memories),
        forecast=_forecast(memories, now, today, local),
        mistakes=tuple(_mistakes(history)),
    )


def _groups(known: Mapping[str, Memory], now: datetime) -> tuple[Group, ...]:
    names = dict.fromkeys(skill.group for skill in COURSE)
    return tuple(_group(name, known, now) for name in names)


def _group(name: str, known: Mapping[str, Memory], now: datetime) -> Group:
    skills = [skill.name for skill in COURSE if skill.group == name]
    chances = [recall(known[skill], now) for skill in skills if skill in known]
    mean = sum(chances) / len(chances) if chances else None
    return Group(name, len(skills), len(chances), mean)


def _forecast(
    memories: Sequence[Memory], now: datetime, today: date, zone: tzinfo
) -> tuple[int, ...]:
    """How many memories become due on each of the next days; what is due now counts on none."""
    dues = Counter(day_of(memory.due, zone) for memory in memories if memory.due > now)
    return tuple(dues[today + timedelta(days=ahead)] for ahead in range(1, FORECAST + 1))


def _mistakes(history: Sequence[Review]) -> list[Mistake]:
    made = Counter(review.misconception for review in history if review.misconception)
    return [_since(name, times, history) for name, times in made.most_common(_MISTAKES_SHOWN)]


def _since(name: str, made: int, history: Sequence[Review]) -> Mistake:
    """What became of a mistake after it was made last."""
    places = [place for place, review in enumerate(history) if review.misconception == name]
    skills = {history[place].skill for place in places}
    later = [review for review in history[places[-1] + 1 :] if review.skill in skills]
    return Mistake(name, made, sum(review.correct for review in later), len(later))


def _days_until(today: date) -> list[date]:
    """The days of the last weeks, from a Monday on."""
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    return [first + timedelta(days=ahead) for ahead in range((today - first).days + 1)]
