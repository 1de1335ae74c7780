"""The questions of a sprint: as many as possible in a minute, each answered with one tap.

A sprint leaves the memory alone. Who answers in two seconds guesses one in four rightly and slips
as often, so that a right answer says little of what is remembered and a wrong one little of a
mistake; and a minute of twenty answers would fill the day's goal and move what FSRS has planned.
What went wrong is shown at the end instead.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from unicodedata import east_asian_width

from data.asked import Key
from data.memory import Memory
from quiz.item import Item
from quiz.making import make
from quiz.skills import COURSE, DRAWS
from solver.language import LANGUAGES

LASTS = timedelta(seconds=60)
_SHORT = 18
"""Signs of an option that stands on half a line of a phone; a Chinese character counts double."""
_LONGEST = 260
"""Signs of a question that is read in a few seconds."""
_FEWEST = 8
"""So many skills with numbers at least; who has met fewer gets the first ones of the course."""
_TRIES = 200
_SEEDS = 2**31
_ALWAYS = "batches"
"""A skill whose questions are quick."""


def next_key(memories: Sequence[Memory], seed: int, last: str = "") -> Key:
    """What to ask next: of the skills that were met, and another one than the last.

    Args:
        memories: what the person remembers.
        seed: decides which.
        last: the skill that was asked last.
    """
    random = Random(seed)
    found = _fitting(_pool(memories), random, last)
    return next(found, None) or _always(random)


def is_quick(item: Item) -> bool:
    """Whether a question is read and answered in a moment."""
    options = [option.text for option in item.options]
    short = item.form == "choose" and all(_width(text) <= _SHORT for text in options)
    return short and not item.picture and _width(item.question + item.block) <= _LONGEST


def _pool(memories: Sequence[Memory]) -> list[str]:
    known = [memory.skill for memory in memories if memory.skill in DRAWS]
    first = [skill.name for skill in COURSE if skill.name in DRAWS and skill.name not in known]
    return [*known, *first[: max(0, _FEWEST - len(known))]]


def _fitting(pool: Sequence[str], random: Random, last: str) -> Iterator[Key]:
    for _ in range(_TRIES):
        skill, seed = random.choice(pool), random.randrange(_SEEDS)
        if skill != last and all(is_quick(make(skill, seed, 1, said)) for said in LANGUAGES):
            yield (skill, seed, 1)


def _always(random: Random) -> Key:
    """Where a person has met nothing quick: a question that always is."""
    return next(_fitting([_ALWAYS], random, ""))


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)
