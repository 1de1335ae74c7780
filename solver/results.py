"""What the solver returns: data only; `explain` makes the words."""

from dataclasses import dataclass

from sympy import Expr

from solver.derive import Conflict, Step
from solver.language import Language
from solver.problem import Fault, Known, Problem
from solver.spans import Span


@dataclass(frozen=True)
class Answer:
    """One quantity that was asked, or that was met on the way.

    Attributes:
        quantity: its standard name.
        span: its value, or the range that follows; None where something is missing.
        formula: it in letters of what is known (and of what is missing).
        steps: how it follows, in order; none where it was stated.
        given: what holds for this answer only.
        drop_last: how the last batch is treated for this answer, where it asks for that.
    """

    quantity: str
    span: Span | None
    formula: Expr | None = None
    steps: tuple[Step, ...] = ()
    given: tuple[Known, ...] = ()
    drop_last: bool | None = None


@dataclass(frozen=True)
class Solution:
    """Every ask answered.

    Attributes:
        problem: what was read.
        answers: in the order asked.
        derived: further numbers worth showing, such as the epochs that 30,000 iterations make.
        drop_last: whether the incomplete last batch was taken as dropped.
        alternatives: the answers that differ under the other treatment of the last batch.
        claims: the stated numbers that were to be checked; each has its answer.
    """

    problem: Problem
    answers: tuple[Answer, ...]
    derived: tuple[Answer, ...]
    drop_last: bool
    alternatives: tuple[Answer, ...] = ()
    claims: tuple[Known, ...] = ()

    @property
    def verdict(self) -> bool | None:
        """Whether everything claimed is right; None where nothing was claimed."""
        return not self.refuted if self.claims else None

    @property
    def refuted(self) -> tuple[tuple[Known, Span], ...]:
        """The claims that are wrong, each with what follows from the rest."""
        spans = {answer.quantity: answer.span for answer in self.answers}
        pairs = ((claim, spans[claim.quantity]) for claim in self.claims)
        return tuple(
            (claim, span) for claim, span in pairs if span and not span.meets(Span.of(claim.value))
        )

    @property
    def language(self) -> Language:
        """The language of the question."""
        return self.problem.language


@dataclass(frozen=True)
class Clarification:
    """Something is missing: which quantities, and the formula that waits for them.

    `choices` are usual values of the first missing quantity, for buttons.
    """

    problem: Problem
    missing: tuple[str, ...]
    answers: tuple[Answer, ...]
    choices: tuple[int, ...] = ()

    @property
    def language(self) -> Language:
        """The language of the question."""
        return self.problem.language


@dataclass(frozen=True)
class Contradiction:
    """Not all that was stated can be true: values that make no sense, or do not fit together."""

    problem: Problem
    conflicts: tuple[Conflict, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def language(self) -> Language:
        """The language of the question."""
        return self.problem.language


Result = Solution | Clarification | Contradiction
