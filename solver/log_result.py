"""What a log comes to: data only, as the other results."""

from dataclasses import dataclass

from solver.history import History
from solver.language import Language
from solver.log_counts import Counts
from solver.results import Answer, Clarification


@dataclass(frozen=True)
class LogReport:
    """What a log tells.

    Attributes:
        history: the log itself.
        counts: what follows from it.
        answers: what was asked about it, or else the counts that tell most.
        asked: how many of the answers were asked for.
        language: the language of the question.
        open_question: what is missing, where something was asked that the log does not answer.
    """

    history: History
    counts: Counts
    answers: tuple[Answer, ...]
    asked: int
    language: Language
    open_question: Clarification | None = None
