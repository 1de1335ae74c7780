"""An answer against its item: right, wrong and why, nearly right, or not readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal
from unicodedata import normalize

from quiz.item import Item, Option
from quiz.units import counted_as, other_unit
from solver.equivalence import Close, Right, Unreadable, Wrong, compare

Outcome = Literal["right", "wrong", "close", "unit", "unreadable"]
LETTERS = "ABCDE"
"""What options are called where they are too long for a button."""
CHOSEN = "#"
"""Begins an answer that was chosen, as it is stored: the places of its options follow."""
GIVEN_UP = f"{CHOSEN}-"
"""What is stored where somebody asked for the solution instead."""


@dataclass(frozen=True)
class Grade:
    """What an answer is worth.

    Attributes:
        outcome: only "right" and "wrong" count; after the others the question stays open.
        given: the answer as it is stored: what was typed, or the places of options.
        value: the number that was read; None where there was none.
        mistake: name of the mistake behind a wrong answer, where it is a known one.
        why: what was mixed up, where an option says so.
    """

    outcome: Outcome
    given: str
    value: Fraction | None = None
    mistake: str = ""
    why: str = ""

    @property
    def counts(self) -> bool:
        """Whether the answer closes the question."""
        return self.outcome in {"right", "wrong"}


def grade(item: Item, answer: str | Sequence[int]) -> Grade:
    """Grade a typed text, or the options that were chosen, by their places from 0.

    Of things to put in order, the places are in the order chosen.

    Raises:
        IndexError: there is no such option.
    """
    if isinstance(answer, str):
        place = _place_named(item, answer)
        return _grade_text(item, answer) if place is None else _grade_options(item, (place,))
    return _grade_options(item, answer)


def regrade(item: Item, given: str) -> Grade:
    """The grade of a stored answer, for an item in any language.

    Raises:
        IndexError: it names an option that there is not.
    """
    if given == GIVEN_UP:
        return Grade("wrong", given)
    if given.startswith(CHOSEN):
        return grade(item, [int(place) for place in given[len(CHOSEN) :].split(",")])
    return grade(item, given)


def chosen(item: Item, given: str) -> str:
    """A stored answer as the person saw it, one option a line; empty where they gave up."""
    if given == GIVEN_UP:
        return ""
    if not given.startswith(CHOSEN):
        return given
    places = given[len(CHOSEN) :].split(",")
    return "\n".join(item.options[int(place)].text for place in places)


def _place_named(item: Item, text: str) -> int | None:
    """The place of the option that a letter names, or a number where the answer is none."""
    names = LETTERS if item.number is not None else f"{LETTERS}12345"
    named = normalize("NFKC", text).strip().rstrip(".)。").upper()
    if item.form != "choose" or len(named) != 1 or named not in names:
        return None
    place = names.index(named) % len(LETTERS)
    return place if place < len(item.options) else None


def _grade_text(item: Item, text: str) -> Grade:
    if item.number is None:
        return Grade("unreadable", text)
    verdict, times = compare(text, item.number), counted_as(item, text)
    if isinstance(verdict, Wrong) and item.number == verdict.value / times:
        verdict = Right(item.number)
    match verdict:
        case Right(value):
            return Grade("unit" if other_unit(item.skill, text) else "right", text, value)
        case Close(value):
            return Grade("close", text, value)
        case Wrong(value):
            mistakes = (item.mistakes.get(one) for one in (value, value / times))
            return Grade("wrong", text, value, next(filter(None, mistakes), ""))
        case Unreadable():
            return Grade("unreadable", text)


def _grade_options(item: Item, places: Sequence[int]) -> Grade:
    chosen = [_option(item, place) for place in places]
    given = CHOSEN + ",".join(map(str, places))
    if _is_right(item, chosen):
        return Grade("right", given, item.number)
    mixed_up = next((option for option in chosen if not option.right), None)
    if mixed_up is None:
        return Grade("wrong", given)
    return Grade("wrong", given, None, mixed_up.mistake, mixed_up.why)


def _is_right(item: Item, chosen: Sequence[Option]) -> bool:
    if item.form == "order":
        return [option.place for option in chosen] == list(range(len(item.options)))
    return set(chosen) == {option for option in item.options if option.right}


def _option(item: Item, place: int) -> Option:
    if not 0 <= place < len(item.options):
        raise IndexError(f"option {place} of {len(item.options)}")
    return item.options[place]
