"""What is offered where a comparison takes too long: the nearest ones that do not, as buttons."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data.people import Person
from data.words import Language
from handlers.context import House
from handlers.html import Html, say
from handlers.run_settings import named
from trainer.budget import BUDGET
from trainer.comparison import Comparison, as_dict, from_dict, labels
from trainer.comparison_budget import fitting

_LONGEST = 60
"""Characters of what a button says."""


def too_long(
    house: House, person: Person, comparison: Comparison, seconds: float, language: Language
) -> tuple[Html, InlineKeyboardMarkup | None]:
    """That trainings take too long together, and buttons for those that fit."""
    found = fitting(comparison, seconds)
    key = "compare.these_fit" if found else "compare.too_long"
    text = say(key, language, seconds=round(seconds), most=round(BUDGET))
    rows = [[_button(house, person, comparison, one, language)] for one in found]
    return text, InlineKeyboardMarkup(rows) if rows else None


def shorter_of(house: House, person: Person, number: int) -> Comparison | None:
    """The comparison of a person's button; None where there is none."""
    kept = house.store.drafts.of(person.id, number)
    return from_dict(kept) if kept and "runs" in kept else None


def _button(
    house: House, person: Person, comparison: Comparison, shorter: Comparison, language: Language
) -> InlineKeyboardButton:
    """It says how many epochs there are at most, or which runs are left."""
    if len(shorter.runs) < len(comparison.runs):
        text = " · ".join(labels(shorter, language))
    else:
        text = named("epochs", max(shorter.runs, key=lambda run: run.epochs), language)
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    number = house.store.drafts.keep(person.id, as_dict(shorter))
    return InlineKeyboardButton(f"▶ {text}", callback_data=f"shorter:{person.id}:{number}")
