"""The mistakes that a person made and has not mended since, and questions made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from data.reviews import Review
from quiz.item import Item
from quiz.making import make
from quiz.skills import SKILLS
from solver.language import Language

MENDED = 2
"""So many right answers to questions that tempt to a mistake, since it was made last, mend it."""
_LOOKED_AT = 1000
"""So many last answers are looked at."""
_DRAWN = 30
"""So many questions are drawn until one tempts to the mistake; then it is the old one again."""
_SEEDS = 2**31


@dataclass(frozen=True)
class OpenMistake:
    """A mistake that was made and not mended.

    Attributes:
        name: of the misconception.
        made: how often it was made.
        last: the answer with which it was made last.
        tried_at: when a question that tempts to it was answered last.
    """

    name: str
    made: int
    last: Review
    tried_at: datetime


def tempts(item: Item) -> set[str]:
    """The mistakes that a question may show."""
    return {*(option.mistake for option in item.options), *item.mistakes.values()} - {""}


def open_mistakes(history: Sequence[Review]) -> list[OpenMistake]:
    """What was made and not mended, the oldest practised first.

    Args:
        history: a person's answers, oldest first.
    """
    looked_at = [review for review in history[-_LOOKED_AT:] if review.skill in SKILLS]
    names = {review.misconception for review in looked_at if review.misconception}
    found = (_open(name, looked_at) for name in names)
    return sorted((one for one in found if one), key=lambda one: (one.tried_at, one.name))


def question(mistake: OpenMistake, seed: int, language: Language) -> Item:
    """A question that tempts to a mistake: with new numbers, or the same one about an idea.

    Args:
        mistake: what is practised.
        seed: decides the numbers.
        language: of the question.
    """
    last = mistake.last
    random = Random(seed)
    seeds = (random.randrange(_SEEDS) for _ in range(_DRAWN))
    drawn = (make(last.skill, one, last.level, language) for one in seeds)
    fitting = (item for item in drawn if mistake.name in tempts(item))
    return next(fitting, None) or make(last.skill, last.seed, last.level, language)


def _open(name: str, history: Sequence[Review]) -> OpenMistake | None:
    """The mistake of a name; None where it was mended, or nothing of the kind is asked any more."""
    made = [place for place, review in enumerate(history) if review.misconception == name]
    last = history[made[-1]]
    if name not in _tempted(last):
        return None
    later = [review for review in history[made[-1] + 1 :] if review.skill == last.skill]
    tried = [last, *(review for review in later if name in _tempted(review))]
    if sum(review.correct for review in tried) >= MENDED:
        return None
    return OpenMistake(name, len(made), last, tried[-1].at)


def _tempted(review: Review) -> set[str]:
    return tempts(make(review.skill, review.seed, review.level, "en"))
