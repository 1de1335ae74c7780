"""A skill, a seed and a level make an item, always the same one."""

from random import Random

from quiz.item import Item, Option
from quiz.skills import SKILLS
from quiz.texts import STORIES
from solver.misconceptions import mistakes
from solver.situation import Situation

_OTHERS = 4
"""After the commonest mistake, wrong options are drawn from so many of the next ones."""


def make(skill: str, seed: int, level: int) -> Item:
    """The item of a seed.

    Raises:
        KeyError: there is no such skill.
    """
    random = Random(f"{skill} {seed} {level}")
    situation = SKILLS[skill].draw(random, level)
    story = random.randrange(STORIES)
    typed = level > 1 and random.random() < 1 / 3
    options = () if typed else _options(situation, random)
    return Item(skill, seed, level, story, situation, options)


def _options(situation: Situation, random: Random) -> tuple[Option, ...]:
    """The right answer, the commonest mistake, and two of the next ones, in any order."""
    first, *others = [
        Option(value, misconception.name) for value, misconception in mistakes(situation).items()
    ]
    others = random.sample(others[:_OTHERS], min(2, len(others)))
    near = [Option(value, None) for value in _near(situation)]
    options = [Option(situation.right, None), *[first, *others, *near][:3]]
    random.shuffle(options)
    return tuple(options)


def _near(situation: Situation) -> list[int]:
    """Plausible numbers for the rare question that invites fewer than three mistakes."""
    right = situation.right
    taken = {right, *mistakes(situation)}
    near = (right + 1, right + 2, right * 2 + 2, right * 3 + 3)
    return [value for value in near if value not in taken]
