"""The quiz says the same in both languages."""

import re
from string import Formatter

import pytest

from quiz.making import make
from quiz.skills import SKILLS
from quiz.texts import STORIES, texts
from solver.language import LANGUAGES
from solver.misconceptions import MISCONCEPTIONS

EN, ZH = texts("en"), texts("zh")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_skill_has_its_words(language: str) -> None:
    """Each skill of the course, and nothing else, has a name, stories, a rule and a formula."""
    written = texts(language).skills
    assert set(written) == set(SKILLS)
    for skill in written.values():
        assert len(skill.stories) == STORIES
        assert all([skill.name, skill.why, skill.formula, *skill.stories])


@pytest.mark.parametrize("skill", SKILLS)
def test_stories_ask_the_same_in_both_languages(skill: str) -> None:
    """A story and a formula use the same numbers in both languages."""
    en, zh = EN.skills[skill], ZH.skills[skill]
    for one, other in zip((*en.stories, en.formula), (*zh.stories, zh.formula), strict=True):
        assert _placeholders(one) == _placeholders(other)


@pytest.mark.parametrize("skill", SKILLS)
def test_every_story_gives_the_same_numbers(skill: str) -> None:
    """All stories of a skill tell the same numbers, enough to answer."""
    given = [_placeholders(story) for story in EN.skills[skill].stories]
    assert given[0] == given[1] == given[2]


def _clauses(sentence: str) -> set[str]:
    return {clause.strip().lower() for clause in re.split("[.,:;，。：；]", sentence)} - {""}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", SKILLS)
def test_the_rule_is_not_said_twice(skill: str, language: str) -> None:
    """No clause of a mistake's sentence is repeated by the rule below it."""
    why = _clauses(texts(language).skills[skill].why)
    options = [option for seed in range(100) for option in make(skill, seed, 1).options]
    for name in {option.misconception for option in options} - {None}:
        assert not why & _clauses(MISCONCEPTIONS[name].sentence.say(language))


def test_other_words_are_there_in_both_languages() -> None:
    """Feedback and chart have the same keys and placeholders."""
    for en, zh in ((EN.feedback, ZH.feedback), (EN.chart, ZH.chart)):
        assert {key: _placeholders(text) for key, text in en.items()} == {
            key: _placeholders(text) for key, text in zh.items()
        }


def test_chinese_is_set_as_chinese() -> None:
    """Chinese sentences use full-width punctuation and half-width digits."""
    for skill in ZH.skills.values():
        for sentence in (*skill.stories, skill.why):
            assert not set(sentence) & set(",;?!０１２３４５６７８９")
            assert sentence[-1] in "。？"
