"""What a text comes to: data only, which the thinker sends to the chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.find import Finding
from solver.replies import Reply
from trainer.comparison import Comparison
from trainer.config import RunConfig
from trainer.configuration import Configuration
from trainer.faults import Fault


@dataclass(frozen=True)
class Both:
    """What a question comes to that wants a number and an explanation."""

    reply: Reply
    lesson: Finding


Outcome = RunConfig | Comparison | Sequence[Fault] | Reply | Finding | Both
Setting = Configuration | Comparison | tuple[Fault, ...]


@dataclass(frozen=True)
class Thought:
    """What a text comes to.

    Attributes:
        outcome: where its road ends.
        setting: the training that a configuration in it sets, or what is wrong with that one.
    """

    outcome: Outcome
    setting: Setting | None
