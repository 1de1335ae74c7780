"""When a skill is asked again, and how hard: FSRS per person and skill."""

from dataclasses import replace
from datetime import datetime, timedelta

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS

from data.memory import Memory

_STEP = timedelta(minutes=10)


def _scheduler(retention: float) -> Scheduler:
    return Scheduler(
        desired_retention=retention,
        learning_steps=(_STEP,),
        relearning_steps=(_STEP,),
        enable_fuzzing=False,
    )


_CARDS, _SKILLS = _scheduler(0.9), _scheduler(0.8)
"""Cards, claims and questions of the course come back at nine in ten, as FSRS has it. Skills come
back at eight: in the few questions a day that people answer, more is kept in the end when new
skills get their turn (benchmarks/quiz_memory.py)."""
_DECAY = -DEFAULT_PARAMETERS[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1
_STRETCH = (_SKILLS.desired_retention ** (1 / _DECAY) - 1) / _FACTOR
"""How many times its stability, which is of nine in ten, a skill waits."""
_DAY = timedelta(days=1)
_LEARNING = 1.5 * _STEP
"""The longest that FSRS lets a skill wait while it is learnt."""
_A_GUESS = 3
"""Seconds; what is answered within them may have been guessed, and is not called easy."""
_QUICK = 0.5
"""Share of a learner's usual time within which an answer came quickly."""
SETTLED = 21.0
"""Days of stability from which on a skill has settled: earlier failures are forgiven."""
_STABLE_FOR_LEVEL = ((60.0, 5), (21.0, 4), (7.0, 3), (2.0, 2))
"""Days that a memory lasts, and the level that is asked from there on."""


def rate(
    *,
    correct: bool,
    tries: int,
    hints: int = 0,
    seconds: float | None = None,
    usual: float | None = None,
) -> Rating:
    """The FSRS rating of an answer.

    - Wrong: it was not remembered, whatever helped.
    - Right with a hint, or at a later try: it was remembered, but hard.
    - Right at once, in half of this learner's usual time or less: easy; where it came so fast
      that it may be a guess, it is good and no more.
    - Right at once otherwise: good.

    Args:
        correct: whether the answer was right.
        tries: which try it was, from 1.
        hints: hints that were looked at before.
        seconds: time from question to answer, where it is known.
        usual: this learner's usual time, where enough is known of it.
    """
    if not correct:
        return Rating.Again
    if hints or tries > 1:
        return Rating.Hard
    if seconds is None or usual is None:
        return Rating.Good
    return Rating.Easy if _A_GUESS < seconds <= usual * _QUICK else Rating.Good


def review(skill: str, memory: Memory | None, rating: Rating, now: datetime) -> Memory:
    """The memory of a skill after an answer.

    Args:
        skill: name of the skill.
        memory: the memory before; None at the first meeting.
        rating: how well it was answered.
        now: an aware moment in UTC.
    """
    card, _ = _of(skill).review_card(_card(memory, now), rating, now)
    right = rating != Rating.Again
    before = memory or Memory(skill, now, 0.0, 0.0, 0, now, now, right=False, answers=0)
    after = replace(
        before,
        due=card.due,
        stability=card.stability or 0.0,
        difficulty=card.difficulty or 0.0,
        state=int(card.state),
        last_review=now,
        right=right,
        answers=before.answers + 1,
    )
    if right:
        return replace(after, wrong=0, lapses=0) if after.stability >= SETTLED else after
    return replace(after, wrong=before.wrong + 1, lapses=before.lapses + before.right)


def recall(memory: Memory, now: datetime) -> float:
    """The chance, 0 to 1, that the skill is remembered now.

    FSRS's own curve, but of any part of a day: the library counts whole days only.
    """
    days = max(0.0, (now - memory.last_review) / _DAY)
    return float((1 + _FACTOR * days / memory.stability) ** _DECAY)


def level(memory: Memory | None) -> int:
    """How hard the next question on a skill is, 1 to 5: harder as the memory lasts longer."""
    stability = memory.stability if memory and memory.right else 0.0
    return next((level for days, level in _STABLE_FOR_LEVEL if stability >= days), 1)


def planned(memory: Memory) -> datetime:
    """When FSRS wanted the skill to be asked again, wherever it was put off to since."""
    if memory.state != State.Review:
        return min(memory.due, memory.last_review + _LEARNING)
    stretch = 1.0 if ":" in memory.skill else _STRETCH
    days = max(1, round(memory.stability * stretch))
    return min(memory.due, memory.last_review + timedelta(days=days))


def _of(skill: str) -> Scheduler:
    """The scheduler of a skill; only those of the quiz have no colon in their names."""
    return _CARDS if ":" in skill else _SKILLS


def _card(memory: Memory | None, now: datetime) -> Card:
    """The card of the library; with one learning step, its place in the steps needs no keeping."""
    if memory is None:
        return Card(card_id=0, due=now)
    state = State(memory.state)
    return Card(
        card_id=0,
        state=state,
        step=None if state == State.Review else 0,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last_review,
    )
