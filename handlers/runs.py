"""/runs: the trainings of a person, each chart once more, and the next experiment."""

from sqlite_utils.db import NotFoundError
from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers import train
from handlers.context import Context, House, chat_of, met, tell
from handlers.html import Html, lines, say
from handlers.keyboards import grid
from handlers.next_runs import CHANGES, next_buttons
from handlers.presses import heard, owned, pressed
from handlers.run_words import caption, title
from trainer.charts import draw
from trainer.config import from_dict
from trainer.history import History

LISTED = 8


async def on_runs(update: Update, context: Context) -> None:
    """List the last trainings of a person, with a button for each that has a chart."""
    person = met(update, context.house)
    runs = context.house.store.runs.latest_of(person.id, LISTED)
    if not runs:
        await tell(update, say("runs.none", person.language))
        return
    listed = (_line(run, person.language) for run in runs)
    await tell(update, lines(say("runs.list", person.language), *listed), _buttons(runs))


async def on_run(update: Update, context: Context) -> None:
    """Show the chart of a run again."""
    query, (number,) = pressed(update)
    person = met(update, context.house)
    run = await _own_run(query, int(number), person, context.house)
    if run is None:
        return
    if run.history is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    await chat_of(update).send_action(ChatAction.UPLOAD_PHOTO)
    history = History.from_json(run.history)
    chart = await context.house.engine.call(draw, history, from_dict(run.config), run.language)
    await context.bot.send_photo(
        chat_of(update).id, chart, caption(run, history), reply_markup=next_buttons(run)
    )


async def on_next(update: Update, context: Context) -> None:
    """Start the next experiment after a run: the same training with one thing changed."""
    query, (number, change) = pressed(update)
    person = met(update, context.house)
    run = await _own_run(query, int(number), person, context.house)
    if run is not None:
        await heard(query)
        await train.begin(update, context, CHANGES[change](from_dict(run.config)), run.language)


async def _own_run(query: CallbackQuery, number: int, person: Person, house: House) -> Run | None:
    try:
        run = house.store.runs.get(number)
    except NotFoundError:
        await heard(query, words.say("shared.gone", person.language))
        return None
    return run if await owned(query, run.person, person) else None


def _line(run: Run, language: Language) -> Html:
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


def _buttons(runs: list[Run]) -> InlineKeyboardMarkup | None:
    buttons = [
        InlineKeyboardButton(f"#{run.id}", callback_data=f"run:{run.id}")
        for run in runs
        if run.history
    ]
    return grid(buttons, columns=4)
