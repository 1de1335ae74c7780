"""The course: which skills there are, what they build on, and where they belong."""

from collections import Counter

import pytest

from knowledge.library import frame, slugs
from knowledge.shelves import GROUPS
from quiz.graph import graph
from quiz.skills import ABOUT, COURSE, DRAWS, SKILLS
from quiz.texts import texts

NAMES = [skill.name for skill in COURSE]


def test_every_topic_is_asked_about_in_words() -> None:
    """Each topic of the course has a skill of its own; beside them stand the bugs in code."""
    about = {name.removeprefix(ABOUT) for name in NAMES if name.startswith(ABOUT)}
    assert about == {*slugs(), "bugs-in-loops", "bugs-in-evaluation"}


def test_every_skill_with_numbers_is_drawn_and_has_words() -> None:
    """Skills of the course, their numbers and their words are the same ones."""
    counted = {name for name in NAMES if not name.startswith(ABOUT)}
    assert set(DRAWS) <= counted
    assert set(texts("en").skills) == set(texts("zh").skills) == set(DRAWS)


def test_there_are_many_skills() -> None:
    """At least sixty, each named once."""
    assert len(NAMES) >= 60
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


@pytest.mark.parametrize("skill", COURSE, ids=NAMES)
def test_a_skill_has_its_place(skill: object) -> None:
    """It stands on a shelf, is taught by a topic that exists, and needs skills that exist."""
    assert skill.group in GROUPS
    assert skill.topic in slugs()
    assert set(skill.needs) <= set(SKILLS)
    assert len(set(skill.needs)) == len(skill.needs)
    if skill.name.removeprefix(ABOUT) in slugs():
        assert skill.name == ABOUT + skill.topic
        assert skill.group == frame(skill.topic).group


def test_shelves_come_in_the_order_of_the_course() -> None:
    """Skills stand shelf by shelf, as the topics do."""
    shelves = list(dict.fromkeys(skill.group for skill in COURSE))
    assert shelves == [group for group in GROUPS if group in shelves]


def test_foundations_come_first() -> None:
    """On its shelf, a skill comes after those that it needs."""
    for skill in COURSE:
        same_shelf = [need for need in skill.needs if SKILLS[need].group == skill.group]
        assert all(NAMES.index(need) < NAMES.index(skill.name) for need in same_shelf), skill.name


def test_everything_can_be_met() -> None:
    """No skills need each other: in the order of choice, each comes after all that it needs."""
    order = list(graph(COURSE))
    assert sorted(order) == sorted(NAMES)
    for skill in COURSE:
        assert all(order.index(need) < order.index(skill.name) for need in skill.needs)
