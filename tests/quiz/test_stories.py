"""The numbers that a question's stories tell: the same ones, and at the last levels one more."""

from random import Random
from string import Formatter

import pytest

from quiz.skills import DRAWS
from quiz.skills.skill import LEVELS
from quiz.texts import STORIES, texts

SEEDS = range(100)
HARDER_FROM = 4
"""The level from which the stories beyond the first four are told."""
TEXTS = texts("en").skills
HARDER = [name for name in DRAWS if len(TEXTS[name].stories) > STORIES]
A_STEP_MORE = {"total_iterations", "epochs_seen", "fewest_samples", "most_samples"}
"""Their harder stories are about another way to the answer, and tell what that starts from."""


def _told(skill: str) -> list[set[str]]:
    """The names of the numbers that each story tells."""
    each = (Formatter().parse(story) for story in TEXTS[skill].stories)
    return [{name for _, name, _, _ in parts if name} for parts in each]


@pytest.mark.parametrize("skill", [name for name in DRAWS if not TEXTS[name].blocks])
def test_the_first_stories_tell_the_same_numbers(skill: str) -> None:
    """Whichever of the first four stories is told, the same is known."""
    first, *others = _told(skill)[:STORIES]
    assert all(told == first for told in others)


@pytest.mark.parametrize("skill", [name for name in HARDER if name not in A_STEP_MORE])
def test_harder_stories_tell_a_number_that_plays_no_part(skill: str) -> None:
    """They tell one number more than the first ones."""
    told = _told(skill)
    assert all(more > told[0] and len(more - told[0]) == 1 for more in told[STORIES:])


@pytest.mark.parametrize("skill", HARDER)
def test_harder_stories_are_for_the_last_levels(skill: str) -> None:
    """The first levels are told by the first four stories, the last one by the others, too."""
    seen = {level: set[int | None]() for level in LEVELS}
    for seed in SEEDS:
        level = LEVELS[seed % len(LEVELS)]
        seen[level].add(DRAWS[skill](Random(f"story {seed}"), level).story)
    plain, harder = set(range(STORIES)), set(range(STORIES, len(TEXTS[skill].stories)))
    assert all(seen[level] <= plain for level in LEVELS if level < HARDER_FROM)
    assert seen[LEVELS[-1]] & harder
