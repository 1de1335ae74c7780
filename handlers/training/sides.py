"""Trainings in one picture: a comparison, or two of a person's trainings side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.runs import Run
from data.words import Language
from handlers.context import House
from handlers.html import Html
from handlers.keyboards import button
from handlers.presses import gone
from handlers.training.compare_words import result
from handlers.training.experiment_words import result_buttons, told
from handlers.training.own_runs import any_run, own_history, with_history
from handlers.training.view_buttons import view_rows
from trainer.comparison import Comparison, Histories, from_dict, labels
from trainer.comparison_panels import usual_view
from trainer.config import from_dict as run_from_dict
from trainer.view import View

if TYPE_CHECKING:
    from trainer.history import History

_BETWEEN = "-"


@dataclass(frozen=True)
class Sides:
    """What is shown side by side.

    Attributes:
        key: how its buttons name it: the number of a comparison, or those of two trainings.
        names: what each training is called.
        caption: what is written under its picture.
        after: the buttons below those of its looks.
    """

    key: str
    comparison: Comparison
    histories: Histories
    names: tuple[str, ...]
    language: Language
    caption: Html
    after: InlineKeyboardMarkup


def names_in(sides: Sides, language: Language) -> tuple[str, ...]:
    """What each training is called in a language."""
    named = labels(sides.comparison, language)
    if _BETWEEN not in sides.key:
        return named
    numbers = sides.key.split(_BETWEEN)
    return tuple(f"#{run} {name}".strip() for run, name in zip(numbers, named, strict=True))


def sides_of(run: Run, histories: Histories, house: House) -> Sides:
    """A comparison that has been trained, and what it shows where it is an experiment."""
    comparison, language = from_dict(run.config), run.language
    names = labels(comparison, language)
    more = told(run, histories, house.store.guesses.of(run.id))
    caption = result(f"#{run.id} ", comparison, histories, names, language, more=more)
    after = result_buttons(run)
    return Sides(str(run.id), comparison, histories, names, language, caption, after)


def side_by_side(*runs: Run) -> Comparison:
    """Trainings as if they had been asked for together."""
    return Comparison(tuple(run_from_dict(run.config) for run in runs))


async def own_sides(
    update: Update, house: House, key: str, language: Language | None = None
) -> Sides | None:
    """What a pressed button names; None where it is gone or another person's, who is told so.

    It is shown in the language from now on, if one is given.
    """
    numbers = key.split(_BETWEEN)
    if len(numbers) > 1:
        return await _own_pair(update, house, numbers, language)
    run = await own_comparison(update, house, key)
    found = await with_history(update, house, run, language) if run else None
    return sides_of(found[0], Histories.from_json(found[1]), house) if found else None


async def own_comparison(update: Update, house: House, number: str) -> Run | None:
    """The comparison of a pressed button; None where there is none, and the presser is told so."""
    run = await any_run(update, house, number)
    if run and not run.compares:
        await gone(update, house)
        return None
    return run


async def _own_pair(
    update: Update, house: House, numbers: Sequence[str], language: Language | None
) -> Sides | None:
    both: list[tuple[Run, History]] = []
    for number in numbers:
        found = await own_history(update, house, number, language)
        if found is None:
            return None
        both.append(found)
    runs = [run for run, _ in both]
    histories, language = Histories(history for _, history in both), runs[0].language
    comparison = side_by_side(*runs)
    differing = labels(comparison, language)
    names = tuple(f"#{run.id} {name}".strip() for run, name in zip(runs, differing, strict=True))
    caption = result("", comparison, histories, names, language)
    key, after = _BETWEEN.join(numbers), InlineKeyboardMarkup([])
    return Sides(key, comparison, histories, names, language, caption, after)


def sides_buttons(sides: Sides, view: View | None = None) -> InlineKeyboardMarkup:
    """The buttons under such a picture: how else to look at it, its film, and what comes next."""
    shown = view or usual_view(sides.histories)
    rows = view_rows(f"sides:{sides.key}", shown, sides.language)
    if any(history.records for history in sides.histories):
        label = words.say("views.film", sides.language)
        film = InlineKeyboardButton(label, callback_data=f"sidesfilm:{sides.key}")
        data = f"figures:{sides.key}:{sides.language}"
        rows.append([film, button("figures.show", data, sides.language)])
    return InlineKeyboardMarkup([*rows, *sides.after.inline_keyboard])
