"""An answer against its item: right, wrong and why, nearly right, or not readable."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.item import Item
from solver.equivalence import Close, Right, Unreadable, Wrong, compare
from solver.misconceptions import recognize

Outcome = Literal["right", "wrong", "close", "unreadable"]


@dataclass(frozen=True)
class Grade:
    """What an answer is worth.

    Attributes:
        outcome: only "right" and "wrong" count; after the others the question stays open.
        given: the answer as it was given.
        value: the number that was read; None where there was none.
        misconception: name of the mistake behind a wrong number, where it is a known one.
    """

    outcome: Outcome
    given: str
    value: Fraction | None = None
    misconception: str | None = None

    @property
    def counts(self) -> bool:
        """Whether the answer closes the question."""
        return self.outcome in {"right", "wrong"}


def grade(item: Item, answer: int | str) -> Grade:
    """Grade a chosen option, by its place from 0, or a typed text.

    Raises:
        IndexError: there is no such option.
    """
    if isinstance(answer, int):
        return _grade_option(item, answer)
    match compare(answer, item.answer):
        case Right(value):
            return Grade("right", answer, value)
        case Close(value):
            return Grade("close", answer, value)
        case Wrong(value):
            mistake = recognize(item.situation, value)
            return Grade("wrong", answer, value, mistake.name if mistake else None)
        case Unreadable():
            return Grade("unreadable", answer)


def _grade_option(item: Item, place: int) -> Grade:
    if not 0 <= place < len(item.options):
        raise IndexError(f"option {place} of {len(item.options)}")
    option = item.options[place]
    outcome: Outcome = "right" if option.value == item.answer else "wrong"
    return Grade(outcome, str(option.value), Fraction(option.value), option.misconception)
