"""A quiz item: one question in one language, with its answer, options, hints and solution."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from solver.language import Language

Form = Literal["choose", "type", "several", "order"]
"""How it is answered: one option, a typed number, all options that are right, or their order."""


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from, or one of the things to put in order.

    Attributes:
        text: what is shown.
        right: whether it is right; of things to put in order, always.
        mistake: name of the mistake that leads to it; empty where none is known.
        why: what is mixed up, in the item's language; empty where it is right or merely near.
        place: from 0, where it belongs among things to put in order.
    """

    text: str
    right: bool
    mistake: str = ""
    why: str = ""
    place: int = 0


@dataclass(frozen=True)
class Item:
    """A question; skill, seed, level and language make the same one again.

    In another language it has the same numbers, and the same options in the same places.

    Attributes:
        skill: name of the skill it trains.
        seed: what all of its choices were drawn from.
        level: difficulty, from 1.
        language: of its words.
        form: how it is answered.
        question: what is asked; may hold **bold** and `code`.
        block: a piece of code or a table below the question, shown as it is; empty for none.
        picture: name of the picture that it is about; empty for none.
        options: in the order shown; empty where the answer is typed.
        answer: the right answer as it is shown; of several, or of an order, one a line.
        number: the right number; None where the answer is none.
        mistakes: wrong numbers with the names of the mistakes that lead to them.
        why: the rule in a sentence.
        hints: the least telling first.
        steps: the solution with the numbers of the question; empty where there is none to write.
    """

    skill: str
    seed: int
    level: int
    language: Language
    form: Form
    question: str
    options: tuple[Option, ...]
    answer: str
    why: str
    hints: tuple[str, ...]
    block: str = ""
    picture: str = ""
    number: Fraction | None = None
    mistakes: Mapping[Fraction, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
