"""Questions as people really write them, with checked answers: what was answered right stays so.

The files hold questions in the style of forums, issues and homework, in both languages. `open.txt`
names those that are not answered right yet, so that nobody has to guess how good the solver is.
"""

import json
from pathlib import Path

import pytest

from benchmarks.judge import Question, judge, read_questions
from handlers.asking.plain import answer

FOLDER = Path(__file__).parent / "questions"
QUESTIONS = read_questions(*sorted(FOLDER.glob("*.jsonl")))
OPEN = set((FOLDER / "open.txt").read_text("utf-8").split())


@pytest.fixture(scope="module", autouse=True)
def _words_alone() -> None:
    """Ask the model here: what a question means may decide between numbers and a lesson."""


def name(question: Question) -> str:
    """What a test run prints of a question."""
    return question.name


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.name not in OPEN], ids=name)
def test_the_question_is_answered_right(question: Question) -> None:
    """Everything that is asked is answered, with the right numbers and little beside them."""
    reply = answer(question.text, None)
    assert judge(question, reply) == "right", json.dumps(reply["answers"], ensure_ascii=False)[:800]


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.name in OPEN], ids=name)
def test_an_open_question_is_still_open(question: Question) -> None:
    """What is listed as open is not answered right; once it is, its name leaves the list."""
    assert judge(question, answer(question.text, None)) != "right"


def test_every_open_question_exists() -> None:
    """The list names questions that there are."""
    assert {question.name for question in QUESTIONS} >= OPEN
