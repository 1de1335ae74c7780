"""Trainings in one picture: a comparison, or two of a person's trainings side by side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.context import House
from handlers.html import Html
from handlers.keyboards import button
from handlers.presses import heard
from handlers.training.compare_words import result
from handlers.training.experiment_words import result_buttons, told
from handlers.training.own_runs import any_run, own_history
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
    query: CallbackQuery, key: str, person: Person, house: House, language: Language | None = None
) -> Sides | None:
    """What a pressed button names; None where it is gone or another person's, who is told so.

    It is shown in the language from now on, if one is given.
    """
    numbers = [int(number) for number in key.split(_BETWEEN)]
    if len(numbers) > 1:
        return await _own_pair(query, numbers, person, house, language)
    run = await own_comparison(query, numbers[0], person, house)
    if run is None:
        return None
    if run.history is None:
        await heard(query, words.say("shared.gone", person.language))
        return None
    spoken = house.store.runs.speak(run.id, language) if language else run
    return sides_of(spoken, Histories.from_json(run.history), house)


async def own_comparison(
    query: CallbackQuery, number: int, person: Person, house: House
) -> Run | None:
    """The comparison of a pressed button; None where there is none, and the presser is told so."""
    run = await any_run(query, number, person, house)
    if run and not run.compares:
        await heard(query, words.say("shared.gone", person.language))
        return None
    return run


async def _own_pair(
    query: CallbackQuery,
    numbers: list[int],
    person: Person,
    house: House,
    language: Language | None,
) -> Sides | None:
    both: list[tuple[Run, History]] = []
    for number in numbers:
        found = await own_history(query, number, person, house, language)
        if found is None:
            return None
        both.append(found)
    runs = [run for run, _ in both]
    histories, language = Histories(history for _, history in both), runs[0].language
    comparison = side_by_side(*runs)
    differing = labels(comparison, language)
    names = tuple(f"#{run.id} {name}".strip() for run, name in zip(runs, differing, strict=True))
    caption = result("", comparison, histories, names, language)
    key = _BETWEEN.join(map(str, numbers))
    return Sides(key, comparison, histories, names, language, caption, InlineKeyboardMarkup([]))


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
