"""What a class knows and what it mixes up, without telling who.

A number is told only where it rests on at least three learners. Of learners who show their own
results the teacher could subtract them: so those who do not are none of them, or three, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean

from data.memory import Memory
from data.reviews import Review
from quiz.schedule import recall
from quiz.skills import COURSE, SKILLS

MINIMUM = 3
"""So few learners are not told apart."""
_LATELY = timedelta(days=28)
_MISTAKES = 5


@dataclass(frozen=True)
class Learner:
    """What is remembered of somebody in a class.

    Attributes:
        name: what they are called.
        shows: whether the teacher may see this by itself.
        memories: of all skills that were met.
        reviews: all answers.
    """

    name: str
    shows: bool
    memories: Sequence[Memory]
    reviews: Sequence[Review]


@dataclass(frozen=True)
class Known:
    """How much of a group of skills is known.

    Attributes:
        group: its name.
        learners: who have met any of it.
        share: of its skills that these would remember now, 0 to 1, in the mean.
    """

    group: str
    learners: int
    share: float


@dataclass(frozen=True)
class Common:
    """A misconception that is common: how many learners had it lately, and how often."""

    name: str
    learners: int
    times: int


@dataclass(frozen=True)
class Own:
    """What somebody shows of their own: answers, right ones, and how much of each group."""

    name: str
    answers: int
    right: int
    known: tuple[Known, ...]


@dataclass(frozen=True)
class Report:
    """What a teacher sees of a class."""

    known: tuple[Known, ...]
    mistakes: tuple[Common, ...]
    own: tuple[Own, ...]


def report(learners: Sequence[Learner], now: datetime) -> Report:
    """What a teacher may see of a class at a moment."""
    return Report(
        tuple(_known(learners, now)),
        tuple(_mistakes(learners, now)),
        tuple(_own(one, now) for one in learners if one.shows),
    )


def _known(learners: Sequence[Learner], now: datetime) -> Iterable[Known]:
    shares = [(one, _shares(one, now)) for one in learners]
    for group in dict.fromkeys(skill.group for skill in COURSE):
        met = [(one, share[group]) for one, share in shares if group in share]
        if _enough([one for one, _ in met]):
            yield Known(group, len(met), mean(share for _, share in met))


def _shares(learner: Learner, now: datetime) -> Mapping[str, float]:
    """How much of each group somebody knows, of those of which they have met anything."""
    found: dict[str, float] = defaultdict(float)
    sizes: dict[str, int] = defaultdict(int)
    for skill in COURSE:
        sizes[skill.group] += 1
    for memory in learner.memories:
        if memory.skill in SKILLS:
            group = SKILLS[memory.skill].group
            found[group] += recall(memory, now) / sizes[group]
    return found


def _mistakes(learners: Sequence[Learner], now: datetime) -> Sequence[Common]:
    made: dict[str, list[Learner]] = defaultdict(list)
    for one in learners:
        for review in one.reviews:
            if review.misconception and now - review.at <= _LATELY:
                made[review.misconception].append(one)
    found = [
        Common(name, len({id(one) for one in by}), len(by))
        for name, by in made.items()
        if _enough(list({id(one): one for one in by}.values()))
    ]
    return sorted(found, key=lambda one: (-one.learners, -one.times, one.name))[:_MISTAKES]


def _enough(learners: Sequence[Learner]) -> bool:
    hidden = sum(not one.shows for one in learners)
    return len(learners) >= MINIMUM and (hidden == 0 or hidden >= MINIMUM)


def _own(learner: Learner, now: datetime) -> Own:
    known = tuple(Known(group, 1, share) for group, share in _shares(learner, now).items())
    right = sum(review.correct for review in learner.reviews)
    return Own(learner.name, len(learner.reviews), right, known)
