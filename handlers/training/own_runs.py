"""A run by the number on a pressed button, for the person whose run it is."""

from sqlite_utils.db import NotFoundError
from telegram import Update

from data.runs import Run
from data.words import Language
from handlers.context import House, met
from handlers.presses import gone, owned, pressed
from trainer.history import History


async def any_run(update: Update, house: House, number: str) -> Run | None:
    """The run of a pressed button, or the comparison.

    Returns:
        None where it is gone or another person's, who is told so.
    """
    try:
        run = house.store.runs.get(int(number))
    except NotFoundError:
        await gone(update, house)
        return None
    return run if await owned(pressed(update)[0], run.person, met(update, house)) else None


async def own_run(update: Update, house: House, number: str) -> Run | None:
    """As `any_run`; None also for a comparison, which has buttons of its own."""
    run = await any_run(update, house, number)
    if run and run.compares:
        await gone(update, house)
        return None
    return run


async def own_history(
    update: Update, house: House, number: str, language: Language | None = None
) -> tuple[Run, History] | None:
    """As `own_run`, with the history; None also where the run has none.

    The run is shown in the language from now on, if one is given.
    """
    run = await own_run(update, house, number)
    found = await with_history(update, house, run, language) if run else None
    return (found[0], History.from_json(found[1])) if found else None


async def with_history(
    update: Update, house: House, run: Run, language: Language | None
) -> tuple[Run, str] | None:
    """A run with its history as it is kept; None where it has none, and the presser is told so.

    The run is shown in the language from now on, if one is given.
    """
    if run.history is None:
        await gone(update, house)
        return None
    return house.store.runs.speak(run.id, language) if language else run, run.history
