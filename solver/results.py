"""What the solver returns: data only; `explain` makes the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from solver.language import Language
from solver.problem import Fault, Known, Problem
from solver.quantities import DATA
from solver.spans import Exact, Span
from solver.steps import Conflict, Step

if TYPE_CHECKING:
    from sympy import Expr


@dataclass(frozen=True)
class Warning_:  # noqa: N801 [Python's own Warning is an exception]
    """One thing that will not do what was meant.

    Attributes:
        name: which one, for its words.
        values: the numbers that show it.
        change: the line, or the part of it, as it should be.
        line: where that stands in the text, from 1; 0 where it is still missing.
    """

    name: str
    change: str
    line: int = 0
    values: Mapping[str, Exact | str] = field(default_factory=dict)


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
        claimed: what somebody took it to be, where that was to be checked.
        fits: whether the claimed value is right.
    """

    quantity: str
    span: Span | None
    formula: "Expr | None" = None
    steps: tuple[Step, ...] = ()
    given: tuple[Known, ...] = ()
    drop_last: bool | None = None
    claimed: Known | None = None
    fits: bool = True


ContrastKind = Literal["difference", "ratio"]


@dataclass(frozen=True)
class Contrast:
    """How far two answers to one question are apart, or how many times one is the other.

    `of_less` and `of_more` are what tells the two runs apart, such as their batch sizes.
    """

    kind: ContrastKind
    less: Answer
    more: Answer
    of_less: Known
    of_more: Known
    value: Exact


@dataclass(frozen=True)
class Solution:
    """Every ask answered.

    Attributes:
        problem: what was read.
        answers: in the order asked.
        derived: further numbers worth showing, such as the epochs that 30,000 iterations make.
        drop_last: whether the incomplete last batch was taken as dropped.
        alternatives: the answers that differ under the other treatment of the last batch.
        companions: what belongs to a complete answer, such as the size of the last batch.
        hypotheses: changes of one number under which a claimed one would come out.
        warnings: what will go wrong in pasted code or settings.
        contrasts: how pairs of the answers differ, where that was asked.
    """

    problem: Problem
    answers: tuple[Answer, ...]
    derived: tuple[Answer, ...]
    drop_last: bool
    alternatives: tuple[Answer, ...] = ()
    companions: tuple[Answer, ...] = ()
    hypotheses: tuple["Hypothesis", ...] = ()
    warnings: tuple[Warning_, ...] = ()
    contrasts: tuple[Contrast, ...] = ()

    @property
    def verdict(self) -> bool | None:
        """Whether everything claimed is right; None where nobody asked for that."""
        if self.problem.formula and self.problem.checks and not self.problem.formula.right:
            return False
        if not (self.claims and self.problem.checks):
            return None
        asked = [answer for answer in self.claims if answer.claimed and answer.claimed.asked]
        wrong = [answer for answer in asked or self.claims if not answer.fits]
        return None if self.possible and not wrong else not wrong

    @property
    def possible(self) -> tuple[Answer, ...]:
        """The claimed sizes of data that are only one of those that would do."""
        return tuple(
            answer
            for answer in self.claims
            if answer.fits and answer.quantity in DATA and _is_range(answer)
        )

    @property
    def claims(self) -> tuple[Answer, ...]:
        """The answers that check what somebody took to be true."""
        return tuple(answer for answer in self.answers if answer.claimed)

    @property
    def refuted(self) -> tuple[Answer, ...]:
        """The answers that are not what was claimed."""
        return tuple(answer for answer in self.answers if answer.claimed and not answer.fits)

    @property
    def language(self) -> Language:
        """The language of the question."""
        return self.problem.language


def _is_range(answer: Answer) -> bool:
    """Whether more than one value would do, where somebody takes it to be just one."""
    several = answer.span is not None and answer.span.value is None
    return several and not (answer.claimed and answer.claimed.about)


@dataclass(frozen=True)
class Hypothesis:
    """One change to what was read that would make a claimed number come out.

    Attributes:
        kind: what is different, such as "accumulation" or "devices".
        changed: the quantity that would be different, with its value or range.
        claimed: the number that would come out.
        implied: what else would then hold, such as the effective batch size.
    """

    kind: str
    changed: Answer
    claimed: Known
    implied: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Clarification:
    """Something is missing: which quantities, and the formula that waits for them.

    `choices` are usual values of the first missing quantity, for buttons. Where numbers of the
    question found no place (`problem.unread`), `answers` hold what follows from the others.
    """

    problem: Problem
    missing: tuple[str, ...]
    answers: tuple[Answer, ...]
    choices: tuple[int, ...] = ()
    companions: tuple[Answer, ...] = ()
    warnings: tuple[Warning_, ...] = ()

    @property
    def verdict(self) -> bool | None:
        """Whether a formula that somebody wrote in words is right, where that was asked."""
        return self.problem.formula.right if self.problem.formula else None

    @property
    def language(self) -> Language:
        """The language of the question."""
        return self.problem.language


@dataclass(frozen=True)
class Contradiction:
    """Not all that was stated can be true: values that make no sense, or do not fit together.

    `answers` are what follows from the numbers that are trusted, `hypotheses` the single changes
    that would reconcile them.
    """

    problem: Problem
    conflicts: tuple[Conflict, ...] = ()
    faults: tuple[Fault, ...] = ()
    answers: tuple[Answer, ...] = ()
    companions: tuple[Answer, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    warnings: tuple[Warning_, ...] = ()

    @property
    def verdict(self) -> bool | None:
        """No, where somebody asked whether it is right; None where that was not asked."""
        return False if self.problem.checks and self.answers else None

    @property
    def language(self) -> Language:
        """The language of the question."""
        return self.problem.language


Result = Solution | Clarification | Contradiction
