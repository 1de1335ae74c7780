"""The road of a text: a training to run, an exercise to solve, or a question about a topic.

It knows nothing of Telegram, so that the command line takes the same road as the chat.
"""

import re

from data.catalogue import datasets
from handlers.asking.concepts import lesson_beside
from handlers.asking.outcomes import Both, Outcome
from knowledge.find import Finding, find
from solver.formulas.worked import WorkedSolution
from solver.problem import Problem
from solver.replies import Reply
from solver.reply import reply
from solver.results import Clarification, Solution
from trainer.config import RunConfig
from trainer.faults import InvalidRun
from trainer.request import read_request

_CONCEPT, _PLAINLY = 0.5, 0.9
"""How likely a question must be about a topic for its lesson to come before a question back, and
before numbers that could be worked out."""
_WHY = re.compile(r"\bwhy\b|\bnormal\b|为什么|为啥|为何|正常", re.IGNORECASE)


def take(
    text: str,
    problem: Problem | None = None,
    config: RunConfig | None = None,
    table: str | None = None,
) -> Outcome:
    """What a text is about.

    Args:
        text: as the person wrote it.
        problem: the exercise before it, which it may follow up.
        config: the training before it, which it may change.
        table: the key of the learner's own table, if they have sent one.

    Returns:
        A training to run, some to compare, what is wrong with the training that was asked for, a
        solved exercise, what the question is about where there is nothing to solve, or both.
    """
    try:
        request = read_request(text, previous=config, table=table)
    except InvalidRun as refusal:
        return refusal.faults
    if request:
        return request
    solved = reply(text, datasets=datasets(), previous=problem)
    return find(text) if solved is None else _with_lesson(solved, text)


def _with_lesson(solved: Reply, text: str) -> Reply | Finding | Both:
    """What was worked out, or what the question is about, or both where it asks for both."""
    if isinstance(solved, Clarification):
        return _explained_instead(text, _CONCEPT) or solved
    if not isinstance(solved, Solution | WorkedSolution):
        return solved
    if lesson := lesson_beside(solved, text):
        return Both(solved, lesson)
    why = isinstance(solved, Solution) and _WHY.search(text)
    return (_explained_instead(text, _PLAINLY) if why else None) or solved


def _explained_instead(text: str, least: float) -> Finding | None:
    """What a question with numbers that do not make an exercise is about, where that is plain."""
    found = find(text)
    return found if found.kind == "lesson" and found.topics[0].score >= least else None
