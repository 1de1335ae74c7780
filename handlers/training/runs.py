"""/runs: the trainings of a person, each chart once more, and the next experiment."""

from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.context import Context, House, chat_of, met, tell
from handlers.html import Html, lines, say
from handlers.keyboards import flip, grid
from handlers.presses import heard, pressed
from handlers.screens import Screen, turned_to
from handlers.training.begin import begin
from handlers.training.compare_words import comparison_line
from handlers.training.next_runs import CHANGES
from handlers.training.own_runs import own_history, own_run
from handlers.training.run_words import caption, title
from handlers.training.views import picture_buttons
from handlers.ways_on import way
from trainer.charts import draw
from trainer.config import from_dict

LISTED = 8


async def on_runs(update: Update, context: Context) -> None:
    """List the last trainings of a person, with a button for each that has a chart."""
    person = met(update, context.house)
    await tell(update, *_list(context.house, person, person.language))


async def on_turned(update: Update, context: Context) -> None:
    """List them in the language of a button; in a group, those of whoever presses it."""
    _, (shown_in,) = pressed(update)
    person = met(update, context.house)
    await turned_to(update, _list(context.house, person, cast("Language", shown_in)))


def _list(house: House, person: Person, language: Language) -> Screen:
    runs, here = house.store.runs.latest_of(person.id, LISTED), [flip(f"runs:{language}", language)]
    if not runs:
        return say("runs.none", language), InlineKeyboardMarkup([[way("train", language)], here])
    listed = (_line(run, language) for run in runs)
    text = lines(say("runs.list", language), *listed)
    return text, InlineKeyboardMarkup([*_buttons(runs).inline_keyboard, here])


async def on_run(update: Update, context: Context) -> None:
    """Show the chart of a run again."""
    query, (number,) = pressed(update)
    found = await own_history(update, context.house, number)
    if found is None:
        return
    run, history = found
    await heard(query)
    await chat_of(update).send_action(ChatAction.UPLOAD_PHOTO)
    chart = await context.house.engine.call(draw, history, from_dict(run.config), run.language)
    await context.bot.send_photo(
        chat_of(update).id, chart, caption(run, history), reply_markup=picture_buttons(run, history)
    )


async def on_next(update: Update, context: Context) -> None:
    """Start the next experiment after a run: the same training with one thing changed."""
    query, (number, change) = pressed(update)
    run = await own_run(update, context.house, number)
    if run is not None:
        await heard(query)
        await begin(update, context, CHANGES[change](from_dict(run.config)), run.language)


def _line(run: Run, language: Language) -> Html:
    if run.compares:
        return comparison_line(run, language)
    config = from_dict(run.config)
    return say(
        "runs.line",
        language,
        run=run.id,
        title=title(config, language),
        batch_size=config.batch_size,
        epochs=config.epochs,
        state=words.say(f"runs.{run.state}", language),
    )


def _buttons(runs: list[Run]) -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(f"#{run.id}", callback_data=f"{_sight(run)}:{run.id}")
        for run in runs
        if run.history
    ]
    return grid(buttons, columns=4)


def _sight(run: Run) -> str:
    """The name of the button that shows a run again."""
    return "compared" if run.compares else "run"
