"""What is offered where trainings take too long: the nearest that do not, as buttons."""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data.people import Person
from data.words import Language
from handlers.asking.drafted import own_draft
from handlers.context import Context, House, met
from handlers.html import bold, lines, say
from handlers.keyboards import flip
from handlers.presses import pressed, refreshed
from handlers.screens import Screen
from handlers.training.panel import start_button
from handlers.training.run_settings import MAIN, named
from handlers.training.run_words import about, title
from handlers.ways_on import way
from trainer.budget import BUDGET, fitting
from trainer.comparison import Comparison, as_dict, from_dict, labels
from trainer.comparison_budget import fitting as fitting_comparisons
from trainer.config import RunConfig
from trainer.config import as_dict as run_as_dict
from trainer.config import from_dict as run_from_dict

_LONGEST = 60
"""Characters of what a button says."""
_TOO_LONG = "too_long"
"""By this a draft is told to be one of these messages."""


async def too_long(
    house: House,
    person: Person,
    wanted: RunConfig | Comparison,
    seconds: float,
    language: Language,
) -> Screen:
    """That it takes too long, and buttons for those that fit."""
    found = await _fitting(house, wanted, seconds)
    kept = {
        _TOO_LONG: _as_dict(wanted),
        "seconds": seconds,
        "fitting": [_as_dict(one) for one in found],
    }
    number = house.store.drafts.keep(person.id, kept, house.clock())
    return _screen(house, person, number, kept, language)


async def on_turned(update: Update, context: Context) -> None:
    """Say it in the language of a button."""
    found = await own_draft(update, context, _TOO_LONG)
    if found:
        number, kept, language = found
        query, _ = pressed(update)
        person = met(update, context.house)
        await refreshed(query, *_screen(context.house, person, number, kept, language))


async def _fitting(
    house: House, wanted: RunConfig | Comparison, seconds: float
) -> Sequence[RunConfig | Comparison]:
    if isinstance(wanted, Comparison):
        return fitting_comparisons(wanted, seconds)
    return await fitting(wanted, seconds, house.engine.measured_estimate)


def _as_dict(wanted: RunConfig | Comparison) -> dict[str, object]:
    return as_dict(wanted) if isinstance(wanted, Comparison) else run_as_dict(wanted)


def _screen(
    house: House, person: Person, number: int, kept: Mapping[str, Any], language: Language
) -> Screen:
    """What was kept of such a training, in words."""
    long, seconds, found = kept[_TOO_LONG], kept["seconds"], kept["fitting"]
    if "runs" in long:
        key = "compare.these_fit" if found else "compare.too_long"
        text = say(key, language, seconds=round(seconds), most=round(BUDGET))
        compared, shorter = from_dict(long), map(from_dict, found)
        rows = [[_compare_button(house, person, compared, one, language)] for one in shorter]
    else:
        run, smaller = run_from_dict(long), map(run_from_dict, found)
        key = "train.too_long" if found else "train.far_too_long"
        text = lines(
            bold(title(run, language)),
            about(seconds, language),
            say(key, language, minutes=f"{BUDGET / 60:g}"),
        )
        rows = [
            [start_button(_change(run, one, language), house, person, one, language)]
            for one in smaller
        ]
    here = [flip(f"long:{person.id}:{number}:{language}", language)]
    return text, InlineKeyboardMarkup([*rows, here if found else [way("panel", language), *here]])


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
