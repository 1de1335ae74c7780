"""The names and values of quantities in running text."""

from collections.abc import Iterable

from solver import amounts
from solver.language import Language, Phrase
from solver.problem import Known
from solver.quantities import QUANTITIES
from solver.spans import Span

_LONGEST_QUOTE = 40


def names(quantities: Iterable[str], language: Language) -> str:
    """The names of quantities as a list in running text."""
    return (
        Phrase(", ", "、")
        .say(language)
        .join(QUANTITIES[name].title.say(language) for name in quantities)
    )


def title(quantity: str, language: Language) -> str:
    """The name of a quantity as a line starts with it."""
    title = QUANTITIES[quantity].title.say(language)
    return title[0].upper() + title[1:]


def value_of(known: Known, language: Language) -> str:
    """A known value with its unit."""
    return amounts.quantity(known.quantity, Span.of(known.value), language)


def bare_value(known: Known, language: Language) -> str:
    """A known value beside its name; times keep their unit."""
    if known.quantity.startswith("time"):
        return value_of(known, language)
    return amounts.number(known.value)


def quoted(text: str) -> str:
    """Words of a question, cut where they are long."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
