"""The content of the course: whole, short enough for a phone, equal in both languages, and right."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import get_args

import pytest

from data.words import Language
from handlers.learning.course_pictures import RUNS
from knowledge.course import folders, lesson, lessons, places
from knowledge.course_parse import MalformedLessonError, parse_lesson
from knowledge.lesson import Frame, Lesson, Option, Question, Screen
from knowledge.library import slugs
from tests.knowledge.arithmetic import faults
from tests.knowledge.test_topics import CODE, HAN, length
from trainer.experiments import EXPERIMENTS

LANGUAGES: tuple[Language, ...] = get_args(Language)
LIMITS = {  # words in English; Han characters, and words in other letters, in Chinese
    "title": (6, 14),
    "screen": (60, 130),
    "question": (30, 60),
    "option": (12, 25),
    "why": (20, 40),
    "turn": (32, 60),
}
CAPTION = 900
"""Characters that fit under a picture, beside the head and the marks."""
SENTENCE_END = re.compile(r"[.!?。！？](?=\s|\Z|(?<=[。！？])\S)")
QUOTED = re.compile(r'["“「][^"”」]*["”」]|`[^`]*`')


def _every_lesson() -> Iterator[tuple[Language, Lesson]]:
    for language in LANGUAGES:
        for one in lessons(language):
            yield language, one


def _questions(one: Lesson) -> list[Question]:
    return [step for step in one.steps if isinstance(step, Question)]


def _screens(one: Lesson) -> list[Screen]:
    return [step for step in one.steps if isinstance(step, Screen)]


def _choices(one: Lesson) -> list[tuple[Option, ...]]:
    return [part.options for part in one.dialogue if part.options]


def _texts(one: Lesson) -> Iterator[tuple[str, str]]:
    """Every text of a lesson with its kind."""
    yield "title", one.title
    for screen in _screens(one):
        yield "title", screen.title
        yield "screen", screen.text
    for question in _questions(one):
        yield "question", question.text
        for option in question.options:
            yield "option", option.text
            yield "why", option.why
    for part in one.dialogue:
        for turn in part.turns:
            yield "turn", turn.text
        for option in part.options:
            yield "turn", option.text
            yield "turn", option.why


def test_there_are_twelve_lessons_in_order() -> None:
    """The course has twelve lessons, numbered as they are read, each once."""
    assert [int(folder.partition("-")[0]) for folder in folders()] == [*range(1, 13)]
    assert len({one.name for one in lessons("en")}) == 12
    with pytest.raises(KeyError):
        lesson(13, "en")


def test_every_text_is_short_enough_for_a_phone() -> None:
    """No screen, question, option or turn is longer than a person on a bus reads."""
    long = [
        f"{one.number} {language} {kind}: {length(text, language)} {text[:40]}"
        for language, one in _every_lesson()
        for kind, text in _texts(one)
        if length(text, language) > LIMITS[kind][language == "zh"]
    ]
    assert not long, "\n".join(long)
    assert all(len(s.text) < CAPTION for _, one in _every_lesson() for s in _screens(one))


def test_a_lesson_is_a_few_screens_with_a_question_after_every_second() -> None:
    """Four to seven screens a lesson, never more than two of them without a question."""
    for language, one in _every_lesson():
        assert 4 <= len(_screens(one)) <= 7, (one.number, language)
        runs = [(kind, len(list(steps))) for kind, steps in groupby(one.steps, type)]
        *earlier, last = runs
        assert all(count == (2 if kind is Screen else 1) for kind, count in earlier), one.number
        assert last[1] == 1, one.number


def test_a_question_has_one_right_option_and_named_mistakes() -> None:
    """Three or four options, one of them right, the others different mistakes, each explained."""
    for language, one in _every_lesson():
        for question in _questions(one):
            options, where = question.options, (one.number, language, question.text)
            assert 3 <= len(options) <= 4, where
            assert sum(option.right for option in options) == 1, where
            assert len({option.mistake for option in options}) == len(options), where
            assert len({option.text for option in options}) == len(options), where


def test_an_explanation_is_one_sentence() -> None:
    """Why an option is right or wrong is said in a sentence."""
    wrong = [
        (one.number, language, option.why)
        for language, one in _every_lesson()
        for question in _questions(one)
        for option in question.options
        if len(SENTENCE_END.findall(QUOTED.sub("", option.why))) != 1
    ]
    assert not wrong


def test_a_dialogue_is_a_talk_with_choices() -> None:
    """Eight to fourteen turns of two people, two or three of them chosen by the learner."""
    for language, one in _every_lesson():
        where = (one.number, language)
        turns = [turn for part in one.dialogue for turn in part.turns]
        assert 8 <= len(turns) <= 14, where
        assert all(a.speaker != b.speaker for a, b in pairwise(turns)), where
        assert 2 <= len(_choices(one)) <= 3, where
        assert not one.dialogue[-1].options, where
        for options in _choices(one):
            assert 2 <= len(options) <= 4, where
            assert sum(option.right for option in options) == 1, where
            assert all(option.right or option.why for option in options), where


def test_both_languages_have_the_same_lessons() -> None:
    """A screen, an option or a turn of one language is at the same place in the other."""

    def shape(one: Lesson) -> list[object]:
        steps = [
            [option.mistake for option in step.options]
            if isinstance(step, Question)
            else step.picture
            for step in one.steps
        ]
        talk = [[turn.speaker for turn in part.turns] for part in one.dialogue]
        return [steps, talk, [[option.right for option in options] for options in _choices(one)]]

    for number in range(1, len(folders()) + 1):
        en, zh = (lesson(number, language) for language in LANGUAGES)
        assert shape(en) == shape(zh), number


def test_each_language_is_written_in_its_own_letters() -> None:
    """English lessons hold no Chinese; Chinese screens, reasons and questions are Chinese."""
    for language, one in _every_lesson():
        for kind, text in _texts(one):
            if language == "en":
                assert not HAN.search(text), (one.number, text)
            elif kind in {"title", "screen", "why", "question"}:
                assert HAN.search(text), (one.number, text)


def test_where_the_right_option_stands_tells_nothing() -> None:
    """No place among the options holds the right one most of the time."""
    at = [
        [o.right for o in q.options].index(True) for one in lessons("en") for q in _questions(one)
    ]
    assert max(at.count(place) for place in range(4)) <= len(at) / 2


def test_every_link_leads_somewhere() -> None:
    """The pages and the trainings that lessons lead to exist, and every lesson has a picture."""
    for one in lessons("en"):
        assert one.frame.topic in slugs(), one.number
        assert all(1 <= screen <= len(_screens(one)) for screen in one.frame.pictures), one.number
        assert set(one.frame.pictures.values()) <= {*RUNS, *EXPERIMENTS}, one.number
        assert one.frame.pictures, one.number


def test_every_equality_is_right() -> None:
    """What a lesson computes is computed again here."""
    wrong = [
        (one.number, language, fault)
        for language, one in _every_lesson()
        for _, text in _texts(one)
        for claim in CODE.findall(text)
        for fault in faults(claim)
    ]
    assert not wrong


def test_a_question_is_found_by_its_name() -> None:
    """The name under which a question is remembered leads to that question."""
    for skill, (number, step) in places().items():
        assert all(lesson(number, language).steps[step].skill == skill for language in LANGUAGES)
    assert len(places()) == sum(len(_questions(one)) for one in lessons("en"))


@pytest.mark.parametrize(
    "body",
    [
        "## Screen: a\n\nb\n",
        "## Picture\n\n## Dialogue\n\nTeacher: a\n",
        "## Question\na?\n- right: b\n\n## Dialogue\n\nTeacher: a\n",
        "## Dialogue\n\nSomebody: a\n",
    ],
)
def test_a_slip_in_a_lesson_is_told(body: str) -> None:
    """A lesson that is not written as it must be is refused by its name."""
    with pytest.raises(MalformedLessonError, match="slip"):
        parse_lesson(Frame("slip", 1, "epoch", {}), f'+++\ntitle = "a"\n+++\n\n{body}')
