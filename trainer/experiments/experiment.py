"""What a ready-made experiment is: a few runs, a question to guess at, and what they show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from solver.language import Phrase
from trainer.comparison import Comparison
from trainer.config import RunConfig
from trainer.experiments.measures import Claim, Measure
from trainer.history import History

Group = Literal["batches", "rates", "fit", "networks", "bugs"]
GROUPS: tuple[Group, ...] = get_args(Group)

SAME = 0.05
"""Share of the larger one within which two measured values are called about the same."""


@dataclass(frozen=True)
class Experiment:
    """Runs that show something, held against each other.

    Attributes:
        key: its name in links, buttons and on the command line.
        group: the shelf that it stands on.
        title: what it is about, in a few words.
        claim: what its runs show, in a sentence.
        why: why that is so, in a sentence.
        look: what to look at.
        measure: what the learner guesses about.
        runs: what is trained, in this order.
        expected: whether histories of these runs show what is claimed.
    """

    key: str
    group: Group
    title: Phrase
    claim: Phrase
    why: Phrase
    look: Phrase
    measure: Measure
    runs: tuple[RunConfig, ...]
    expected: Claim

    @property
    def comparison(self) -> Comparison:
        """The runs as they are started."""
        return Comparison(self.runs)


def outcome(experiment: Experiment, histories: Sequence[History]) -> int | None:
    """The place of the run that the question asks for; None where all are about the same."""
    values = [experiment.measure.value(history) for history in histories]
    largest, smallest = max(values), min(values)
    if largest - smallest <= SAME * abs(largest):
        return None
    return values.index(largest if experiment.measure.highest else smallest)
