"""The content of every topic: whole, short enough for a phone, equal in both languages, and right."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from data.words import Language
from knowledge.library import slugs, topic
from knowledge.topic import Topic
from tests.knowledge.arithmetic import faults, is_arithmetic, numbers
from trainer.experiments import EXPERIMENTS

LANGUAGES: tuple[Language, ...] = get_args(Language)
LIMITS = {  # words in English; Han characters, and words in other letters, in Chinese
    "quick": (60, 120),
    "standard": (200, 400),
    "detailed": (340, 700),
    "example": (130, 260),
    "analogy": (70, 140),
    "memory_aid": (40, 80),
    "answer": (75, 150),
}
HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z0-9][\w.,'’-]*")
CODE = re.compile(r"`([^`]+)`")

Rule = Callable[[Topic], Iterator[str]]


def length(text: str, language: Language) -> int:
    """Words of an English text; of a Chinese one, its characters and foreign words."""
    if language == "en":
        return len(text.split())
    return len(HAN.findall(text)) + len(WORD.findall(text))


def every_topic() -> Iterator[tuple[Language, Topic]]:
    """Every topic in both languages."""
    for slug in slugs():
        for language in LANGUAGES:
            yield language, topic(slug, language)


def broken(rule: Rule) -> list[str]:
    """What a rule finds wrong, and where."""
    return [
        f"{one.slug} {language}: {fault}" for language, one in every_topic() for fault in rule(one)
    ]


def texts(one: Topic) -> Iterator[tuple[str, str]]:
    """Every text of a topic, with its name."""
    yield from one.depths.items()
    yield "example", one.example
    yield "analogy", one.analogy
    yield "memory_aid", one.memory_aid
    for answer in one.answers:
        yield f"answer {answer.key}", answer.text
    for card in one.cards:
        yield "card", f"{card.front} {card.back}"
    for myth in one.myths:
        yield "myth", f"{myth.claim} {myth.why}"


def test_every_text_is_short_enough_for_a_phone() -> None:
    """No text of a topic is longer than a person on a bus reads."""
    long = []
    for language, one in every_topic():
        for name, text in texts(one):
            limit = LIMITS.get(name.split()[0])
            if limit and length(text, language) > limit[language == "zh"]:
                long.append(f"{one.slug} {language} {name}: {length(text, language)}")
    assert not long, "\n".join(long)


def test_no_text_is_missing() -> None:
    """Every section of every topic says something."""
    assert not broken(lambda one: (name for name, text in texts(one) if not text.strip()))


def test_there_is_enough_to_practise_with() -> None:
    """A topic has flash cards, something that is often believed, and questions that people ask."""

    def counts(one: Topic) -> Iterator[str]:
        questions = sum(len(answer.questions) for answer in one.answers)
        if not 3 <= len(one.cards) <= 8:
            yield f"{len(one.cards)} flash cards"
        if not one.myths:
            yield "no misconception"
        if questions < 6 or len(one.answers) < 3:
            yield f"{questions} questions, {len(one.answers)} answers"
        yield from (f"{a.key}: few questions" for a in one.answers if len(a.questions) < 3)

    assert not broken(counts)


def test_both_languages_say_the_same_things() -> None:
    """An answer, a card or a misconception that is there in one language is there in the other."""
    for slug in slugs():
        en, zh = (topic(slug, language) for language in LANGUAGES)
        assert [a.key for a in en.answers] == [a.key for a in zh.answers], slug
        assert [m.true for m in en.myths] == [m.true for m in zh.myths], slug
        assert len(en.cards) == len(zh.cards), slug
        assert ("\n|" in en.depths["standard"]) == ("\n|" in zh.depths["standard"]), slug


def test_each_language_is_written_in_its_own_letters() -> None:
    """English texts hold no Chinese, and Chinese texts are Chinese."""
    for language, one in every_topic():
        for name, text in texts(one):
            if language == "en":
                assert not HAN.search(text), (one.slug, name)
            elif name not in {"example", "memory_aid"}:
                assert HAN.search(text), (one.slug, name)


def test_every_link_leads_somewhere() -> None:
    """Related topics and the trainings that show a topic exist."""

    def links(one: Topic) -> Iterator[str]:
        yield from (slug for slug in one.frame.related if slug not in slugs())
        if one.slug in one.frame.related:
            yield "related to itself"
        if one.frame.experiment not in {None, *EXPERIMENTS}:
            yield f"no experiment {one.frame.experiment}"

    assert not broken(links)


def test_a_question_is_asked_in_one_place_only() -> None:
    """No question as people ask it stands under two answers."""
    asked = Counter(
        question.casefold()
        for _, one in every_topic()
        for answer in one.answers
        for question in answer.questions
    )
    assert not [question for question, times in asked.items() if times > 1]


def test_every_equality_is_right() -> None:
    """What a text computes is computed again here."""

    def wrong(one: Topic) -> Iterator[str]:
        for _, text in texts(one):
            for claim in CODE.findall(text):
                yield from faults(claim)

    assert not broken(wrong)


def test_every_number_of_an_example_is_recomputed() -> None:
    """An example holds at least one computation, and no number that it does not account for."""

    def unaccounted(one: Topic) -> Iterator[str]:
        claims = [claim for claim in CODE.findall(one.example) if is_arithmetic(claim)]
        if not claims:
            yield "no computation in the example"
        known = set().union(*map(numbers, claims)) if claims else set()
        rest = CODE.sub("", one.example)
        yield from (f"{number:g} comes from nowhere" for number in numbers(rest) - known)

    assert not broken(unaccounted)


@pytest.mark.parametrize("claim", ["60000 / 100 = 601", "⌈1000 / 32⌉ = 31", "ln(10) ≈ 2.31"])
def test_a_wrong_equality_would_be_found(claim: str) -> None:
    """The check that texts are held to sees a slip."""
    assert faults(claim)


@pytest.mark.parametrize("claim", ["⌈1,000 / 32⌉ = 32", "ln(10) ≈ 2.303", "80% × 70000 = 56000"])
def test_a_right_equality_passes(claim: str) -> None:
    """The check that texts are held to lets what is right pass."""
    assert is_arithmetic(claim)
    assert not faults(claim)
