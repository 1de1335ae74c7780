"""When a skill is asked again, how hard, and which comes next: FSRS per person and skill."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from fsrs import Card, Rating, Scheduler

from data.reviews import Memory
from quiz.skills import COURSE

_SCHEDULER = Scheduler(
    learning_steps=(timedelta(minutes=10),),
    relearning_steps=(timedelta(minutes=10),),
    enable_fuzzing=False,
)
_WEAKEST = 3
"""With nothing due and nothing new, one of so many weakest skills is practised."""
_STABLE_FOR_LEVEL = ((10.0, 3), (2.0, 2))
"""Days that a memory lasts, and the level that is asked from there on."""


def rate(*, correct: bool, tries: int) -> Rating:
    """The FSRS rating of an answer: right at the first try is good, right later was hard."""
    if not correct:
        return Rating.Again
    return Rating.Good if tries == 1 else Rating.Hard


def review(skill: str, memory: Memory | None, rating: Rating, now: datetime) -> Memory:
    """The memory of a skill after an answer.

    Args:
        skill: name of the skill.
        memory: the memory before; None at the first meeting.
        rating: how well it was answered.
        now: an aware moment in UTC.
    """
    card = Card.from_json(memory.card) if memory else Card(card_id=0, due=now)
    card, _ = _SCHEDULER.review_card(card, rating, now)
    return Memory(skill, card.to_json(), card.due)


def recall(memory: Memory, now: datetime) -> float:
    """The chance, 0 to 1, that the skill is remembered now."""
    return float(_SCHEDULER.get_card_retrievability(Card.from_json(memory.card), now))


def level(memory: Memory | None) -> int:
    """How hard the next question on a skill is: harder as the memory lasts longer."""
    stability = (Card.from_json(memory.card).stability if memory else None) or 0.0
    return next((level for days, level in _STABLE_FOR_LEVEL if stability >= days), 1)


def next_skill(memories: Sequence[Memory], now: datetime, seed: int) -> str:
    """The skill to ask next: the longest due, else the next new one, else one of the weakest."""
    known = {memory.skill: memory for memory in memories}
    course = [skill.name for skill in COURSE]
    due = [known[name] for name in course if name in known and known[name].due <= now]
    if due:
        return min(due, key=lambda memory: memory.due).skill
    new = [name for name in course if name not in known]
    if new:
        return new[0]
    weakest = sorted(course, key=lambda name: (recall(known[name], now), known[name].due))
    return Random(seed).choice(weakest[:_WEAKEST])
