"""The road of a text: a training to run, an exercise to solve, or neither.

It knows nothing of Telegram, so that the command line takes the same road as the chat.
"""

import re
from collections.abc import Sequence

from data.catalogue import datasets
from solver import Problem
from solver.reply import Reply, reply
from trainer.comparison import Comparison
from trainer.config import RunConfig
from trainer.faults import Fault, InvalidRun
from trainer.request import read_request
from trainer.wording import asks_for_training

Outcome = RunConfig | Comparison | Sequence[Fault] | Reply | None

_NOTHING_NAMED = re.compile(
    r"(?:\btrain(?:ing)?(?: (?:something|anything|one|now|please|with (?:me|you)))*"
    r"|训练(?:一下|一次|一个|点东西|吧)*)\W*$",
    re.IGNORECASE,
)


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
        solved exercise, or None where it is none of these.
    """
    try:
        request = read_request(text, previous=config, table=table)
    except InvalidRun as refusal:
        return refusal.faults
    return request or reply(text, datasets=datasets(), previous=problem)


def says_something(text: str) -> bool:
    """Whether a text has a word or a number in it."""
    return any(character.isalnum() for character in text)


def wants_to_train(text: str) -> bool:
    """Whether a text asks for a training and leaves open which."""
    return asks_for_training(text) and _NOTHING_NAMED.search(text) is not None
