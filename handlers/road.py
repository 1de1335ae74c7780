"""The road of a text: a training to run, an exercise to solve, or neither.

It knows nothing of Telegram, so that the command line takes the same road as the chat.
"""

from collections.abc import Sequence

from data.catalogue import datasets
from solver import Problem, Result, solve
from trainer.config import RunConfig
from trainer.faults import Fault, InvalidRun
from trainer.request import read_request

Outcome = RunConfig | Sequence[Fault] | Result | None


def take(text: str, problem: Problem | None = None, config: RunConfig | None = None) -> Outcome:
    """What a text is about.

    Args:
        text: as the person wrote it.
        problem: the exercise before it, which it may follow up.
        config: the training before it, which it may change.

    Returns:
        A training to run, what is wrong with the training that was asked for, a solved exercise,
        or None where it is none of these.
    """
    try:
        request = read_request(text, previous=config)
    except InvalidRun as refusal:
        return refusal.faults
    return request or solve(text, datasets=datasets(), previous=problem)
