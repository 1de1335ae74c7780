"""What is offered where trainings take too long: the nearest that do not, as buttons."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data.people import Person
from data.words import Language
from handlers.context import House
from handlers.html import Html, bold, lines, say
from handlers.panel import start_button
from handlers.run_settings import MAIN, named
from handlers.run_words import about, title
from trainer.budget import BUDGET, fitting
from trainer.comparison import Comparison, as_dict, from_dict, labels
from trainer.comparison_budget import fitting as fitting_comparisons
from trainer.config import RunConfig

_LONGEST = 60
"""Characters of what a button says."""


async def too_long(
    house: House,
    person: Person,
    wanted: RunConfig | Comparison,
    seconds: float,
    language: Language,
) -> tuple[Html, InlineKeyboardMarkup | None]:
    """That it takes too long, and buttons for those that fit."""
    if isinstance(wanted, Comparison):
        found = fitting_comparisons(wanted, seconds)
        key = "compare.these_fit" if found else "compare.too_long"
        text = say(key, language, seconds=round(seconds), most=round(BUDGET))
        rows = [[_compare_button(house, person, wanted, one, language)] for one in found]
    else:
        runs = await fitting(wanted, seconds, house.engine.measured_estimate)
        key = "train.too_long" if runs else "train.far_too_long"
        text = lines(
            bold(title(wanted, language)),
            about(seconds, language),
            say(key, language, minutes=f"{BUDGET / 60:g}"),
        )
        rows = [
            [start_button(_change(wanted, one, language), house, person, one, language)]
            for one in runs
        ]
    return text, InlineKeyboardMarkup(rows) if rows else None


def _change(config: RunConfig, fitting: RunConfig, language: Language) -> str:
    """The one thing in which a training that fits is another."""
    field = next(name for name in MAIN if getattr(config, name) != getattr(fitting, name))
    return f"▶ {named(field, fitting, language)}"


def shorter_of(house: House, person: Person, number: int) -> Comparison | None:
    """The comparison of a person's button; None where there is none."""
    kept = house.store.drafts.of(person.id, number)
    return from_dict(kept) if kept and "runs" in kept else None


def _compare_button(
    house: House, person: Person, comparison: Comparison, shorter: Comparison, language: Language
) -> InlineKeyboardButton:
    """It says how many epochs there are at most, or which runs are left."""
    if len(shorter.runs) < len(comparison.runs):
        text = " · ".join(labels(shorter, language))
    else:
        text = named("epochs", max(shorter.runs, key=lambda run: run.epochs), language)
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return compare_button(f"▶ {text}", house, person, shorter, language)


def compare_button(
    text: str, house: House, person: Person, comparison: Comparison, language: Language
) -> InlineKeyboardButton:
    """A button that starts a comparison."""
    number = house.store.drafts.keep(person.id, as_dict(comparison), house.clock())
    return InlineKeyboardButton(text, callback_data=f"shorter:{person.id}:{number}:{language}")
