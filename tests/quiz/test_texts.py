"""The words of the quiz: the same in both languages, complete, and well set."""

import pkgutil
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from random import Random
from string import Formatter

import pytest

import solver.misconceptions
from quiz.concepts import Concept, MalformedQuestionError, concepts, parse_concepts
from quiz.skills import ABOUT, COURSE, DRAWS
from quiz.skills.skill import LEVELS
from quiz.texts import STORIES, SkillText, texts
from solver.language import LANGUAGES
from solver.misconceptions import MISCONCEPTIONS, sentence
from solver.mistaking import Slip

EN, ZH = texts("en"), texts("zh")
TOPICS = [one.name.removeprefix(ABOUT) for one in COURSE if one.name.startswith(ABOUT)]
QUESTION, OPTION, MIXED_UP, WHY, HINT = 280, 90, 160, 190, 120
"""Characters of a question about a topic; Chinese says as much in half as many."""
LIMITS = {"en": 1, "zh": 2}
_HALF_WIDTH = re.compile(r"[一-鿿」”）][,;:?!]|[,;?!][一-鿿]|[０-９]")
_CODE = re.compile(r"`[^`]*`")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_skill_stand_in_one_place(language: str) -> None:
    """No two files have words for a skill of the same name."""
    written = [
        name
        for file in files("data").joinpath("quiz", language).iterdir()
        for name in tomllib.loads(file.read_text("utf-8"))
    ]
    assert [name for name, count in Counter(written).items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", DRAWS)
def test_every_skill_has_its_words(skill: str, language: str) -> None:
    """A name, four stories or more, one to three hints, a rule, and a solution."""
    words = texts(language).skills[skill]
    assert words.name
    assert len(words.stories) >= STORIES
    assert len(set(words.stories)) == len(words.stories)
    assert 1 <= len(words.hints) <= 3
    assert words.why
    assert words.steps
    assert len(words.blocks) in {0, len(words.stories)}


@pytest.mark.parametrize("skill", DRAWS)
def test_both_languages_tell_the_same(skill: str) -> None:
    """Story by story, hint by hint and step by step, the same numbers are told in both."""
    en, zh = EN.skills[skill], ZH.skills[skill]
    for one, other in (
        (en.stories, zh.stories),
        (en.hints, zh.hints),
        (en.steps, zh.steps),
        (en.blocks, zh.blocks),
        ((en.shown,), (zh.shown,)),
    ):
        assert [_placeholders(text) for text in one] == [_placeholders(text) for text in other]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", DRAWS)
def test_nothing_is_given_away(skill: str, language: str) -> None:
    """Neither a story nor a hint tells the answer; the solution ends with it."""
    words = texts(language).skills[skill]
    for text in (*words.stories, *words.hints, *words.blocks):
        assert "answer" not in _placeholders(text)
    assert "answer" in _placeholders(words.steps[-1])


def _clauses(text: str) -> set[str]:
    """What is said between commas, but for what is too short to say something."""
    clauses = {clause.strip().lower() for clause in re.split("[.,:;，。：；]", text)}
    return {one for one in clauses if len(one.split()) > 2 or len(re.findall("[一-鿿]", one)) > 4}


@pytest.mark.parametrize("skill", DRAWS)
def test_the_rule_is_not_said_twice(skill: str) -> None:
    """No clause of a mistake's sentence is repeated by the rule below it."""
    drawn = [DRAWS[skill](Random(seed), LEVELS[seed % len(LEVELS)]) for seed in range(10)]
    names = {name for drawing in drawn for name in drawing.wrong.values()}
    for language in LANGUAGES:
        why = _clauses(texts(language).skills[skill].why)
        for name in names:
            assert not why & _clauses(sentence(name, language))


def test_other_words_are_there_in_both_languages() -> None:
    """Feedback and chart have the same keys and placeholders."""
    for en, zh in ((EN.feedback, ZH.feedback), (EN.chart, ZH.chart)):
        assert {key: _placeholders(text) for key, text in en.items()} == {
            key: _placeholders(text) for key, text in zh.items()
        }


def _said(words: SkillText) -> tuple[str, ...]:
    return (*words.stories, *words.hints, words.why)


@pytest.mark.parametrize("skill", DRAWS)
def test_chinese_is_set_as_chinese(skill: str) -> None:
    """Sentences use full-width punctuation and half-width digits, and come to an end."""
    for text in _said(ZH.skills[skill]):
        assert not _HALF_WIDTH.search(text), text
        assert text[-1] in "。？", text


@pytest.mark.parametrize("skill", DRAWS)
def test_english_sentences_end(skill: str) -> None:
    """So do English ones, without Chinese characters."""
    for text in _said(EN.skills[skill]):
        assert text[-1] in ".?", text
        assert not re.search("[一-鿿，。？]", text)


def _slips() -> Iterator[Slip]:
    """Every mistake that is written in any family, also those of the same name."""
    for module in pkgutil.iter_modules(solver.misconceptions.__path__):
        for value in vars(import_module(f"solver.misconceptions.{module.name}")).values():
            several = value if isinstance(value, tuple | list) else [value]
            yield from (one for one in several if isinstance(one, Slip))


def test_a_name_means_one_mistake() -> None:
    """Mistakes of the same name say the same, so that statistics do not mix them up."""
    said = {name: one.sentence for name, one in MISCONCEPTIONS.items()}
    for slip in _slips():
        assert said.setdefault(slip.name, slip.sentence) == slip.sentence, slip.name


def test_every_mistake_is_said_in_a_sentence_or_two() -> None:
    """What was mixed up and how it is right takes 8 to 25 words, and at most 80 Chinese ones."""
    for one in (*MISCONCEPTIONS.values(), *_slips()):
        assert 8 <= len(one.sentence.say("en").split()) <= 25, one.name
        chinese = one.sentence.say("zh")
        assert len(chinese) <= 80
        assert chinese[-1] == "。"


@pytest.mark.parametrize("topic", TOPICS)
def test_questions_about_a_topic_are_the_same_in_both_languages(topic: str) -> None:
    """Names, levels, forms and the places of right options are equal, and all levels are there."""
    en, zh = concepts(topic, "en"), concepts(topic, "zh")
    assert [_structure(one) for one in en] == [_structure(one) for one in zh]
    assert {one.level for one in en} == set(LEVELS)
    assert len({one.name for one in en}) == len(en) >= 6


def _structure(concept: Concept) -> tuple[object, ...]:
    options = [(option.right, option.mistake, option.place) for option in concept.options]
    return (concept.level, concept.name, concept.form, options, bool(concept.block))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_questions_about_a_topic_have_their_lengths(topic: str, language: str) -> None:
    """What is asked, offered and said fits on a phone and into Telegram's quizzes."""
    part = LIMITS[language]
    for concept in concepts(topic, language):
        assert 0 < len(concept.question) <= QUESTION // part
        assert 0 < len(concept.why) <= WHY // part
        assert 0 < len(concept.hint) <= HINT // part
        shown = [option.text for option in concept.options]
        assert len(set(shown)) == len(shown)
        assert all(0 < len(text) <= OPTION // part for text in shown)
        assert all(len(option.why) <= MIXED_UP // part for option in concept.options)


@pytest.mark.parametrize("topic", TOPICS)
def test_chinese_questions_about_a_topic_are_set_as_chinese(topic: str) -> None:
    """They use full-width punctuation, except in code."""
    for concept in concepts(topic, "zh"):
        for text in (concept.question, concept.why, concept.hint):
            assert not _HALF_WIDTH.search(_CODE.sub("", text)), text


def test_a_malformed_question_is_refused() -> None:
    """A wrong option without its reason, or a stray line, names the question."""
    rest = "\nHint: Think.\nWhy: So.\n"
    for body in (
        "Q?\n+ right\n- wrong",
        "Q?\n+ right\n- wrong | why\nstray",
        "Q?\n+ right\n\nWhy: x",
    ):
        with pytest.raises(MalformedQuestionError, match=r"epoch\.one"):
            list(parse_concepts("epoch", f"## 1 one\n\n{body}{rest}"))
