"""A run by the number on a button, for the person whose run it is."""

from sqlite_utils.db import NotFoundError
from telegram import CallbackQuery

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.context import House
from handlers.presses import heard, owned
from trainer.history import History


async def any_run(query: CallbackQuery, number: int, person: Person, house: House) -> Run | None:
    """The run of a pressed button, or the comparison.

    Returns:
        None where it is gone or another person's, who is told so.
    """
    try:
        run = house.store.runs.get(number)
    except NotFoundError:
        await heard(query, words.say("shared.gone", person.language))
        return None
    return run if await owned(query, run.person, person) else None


async def own_run(query: CallbackQuery, number: int, person: Person, house: House) -> Run | None:
    """As `any_run`; None also for a comparison, which has buttons of its own."""
    run = await any_run(query, number, person, house)
    if run and run.compares:
        await heard(query, words.say("shared.gone", person.language))
        return None
    return run


async def own_history(
    query: CallbackQuery,
    number: int,
    person: Person,
    house: House,
    language: Language | None = None,
) -> tuple[Run, History] | None:
    """As `own_run`, with the history; None also where the run has none.

    The run is shown in the language from now on, if one is given.
    """
    run = await own_run(query, number, person, house)
    if run is None:
        return None
    if run.history is None:
        await heard(query, words.say("shared.gone", person.language))
        return None
    spoken = house.store.runs.speak(run.id, language) if language else run
    return spoken, History.from_json(run.history)
