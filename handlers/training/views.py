"""Other looks at a run: its curves drawn in another way, what it mistook, and its film."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction

from data import words
from data.runs import Run
from handlers.context import Context, House, chat_of, written
from handlers.keyboards import flip
from handlers.live import Place, end_with_photo
from handlers.presses import flipped_to, gone, heard, pressed, to_pressed
from handlers.training.films import Film, show_film
from handlers.training.next_runs import next_buttons
from handlers.training.own_runs import own_history
from handlers.training.run_words import caption
from handlers.training.sight_words import film_caption, sight_caption
from handlers.training.view_buttons import view_rows, wished
from solver.language import Language
from trainer.charts import draw
from trainer.config import RunConfig, from_dict
from trainer.confusion_picture import draw_confusion
from trainer.film import film
from trainer.history import History
from trainer.sample_picture import draw_examples
from trainer.view import View

SIGHTS: Mapping[str, Callable[[History, RunConfig, Language], bytes]] = {
    "confusion": draw_confusion,
    "examples": draw_examples,
}


def picture_buttons(run: Run, history: History, view: View | None = None) -> InlineKeyboardMarkup:
    """The buttons under the picture of a run: how else to look at it, and what to try next."""
    rows = view_rows(f"view:{run.id}", view or View(), run.language)
    more = [_button(run, name, f"sight:{run.id}:{name}") for name in _sights(history)]
    if history.records:
        more.append(_button(run, "film", f"film:{run.id}"))
    return InlineKeyboardMarkup([*rows, more, *next_buttons(run).inline_keyboard])


def _sights(history: History) -> list[str]:
    """What there is to see of a run besides its curves."""
    shown = {"confusion": history.confusion, "examples": history.examples}
    return [name for name, there in shown.items() if there]


def _button(run: Run, name: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(words.say(f"views.{name}", run.language), callback_data=data)


async def on_view(update: Update, context: Context) -> None:
    """Draw the curves of a run in another way or language, in its message; the newest wish wins."""
    query, (number, *fields, shown_in) = pressed(update)
    house, view, language = context.house, wished(*fields), cast("Language", shown_in)
    found = await own_history(update, house, number, language)
    if found:
        await heard(query)
        run, history = found
        picture = house.engine.call(draw, history, from_dict(run.config), run.language, view)
        text, buttons = caption(run, history), picture_buttons(run, history, view)
        await redraw(house, place_of(update, context), view, picture, text=text, buttons=buttons)


async def redraw(
    house: House,
    place: Place,
    view: View,
    picture: Awaitable[bytes],
    *,
    text: str,
    buttons: InlineKeyboardMarkup,
) -> None:
    """Show a picture once it is drawn, unless another view was wished for meanwhile."""
    key = (place.chat, place.message)
    house.views[key] = view
    try:
        chart = await picture
        if house.views.get(key) is view:
            await end_with_photo(place, chart, text, buttons)
    finally:
        if house.views.get(key) is view:
            del house.views[key]


def place_of(update: Update, context: Context) -> Place:
    """Where the message is whose button was pressed."""
    return Place(context.bot, chat_of(update).id, written(update).message_id)


async def on_sight(update: Update, context: Context) -> None:
    """Send the confusion matrix of a run, or what it took some samples for; flipped, in place."""
    query, (number, name, *shown_in) = pressed(update)
    house, chat = context.house, chat_of(update)
    language = flipped_to(shown_in)
    found = await own_history(update, house, number, language)
    if not found:
        return
    run, history = found
    if name not in _sights(history):
        await gone(update, house)
        return
    await heard(query)
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    picture = await house.engine.call(SIGHTS[name], history, from_dict(run.config), run.language)
    other = flip(f"sight:{run.id}:{name}:{run.language}", run.language)
    caption, buttons = sight_caption(name, run, history), InlineKeyboardMarkup([[other]])
    if shown_in:
        await end_with_photo(place_of(update, context), picture, caption, buttons)
    else:
        reply = to_pressed(update)
        await chat.send_photo(
            picture,
            caption,
            filename=f"{name}.png",
            reply_markup=buttons,
            reply_parameters=reply,
        )


async def on_film(update: Update, context: Context) -> None:
    """Make and send the film of a run; flipped, in place."""
    _, (number, *shown_in) = pressed(update)
    house, language = context.house, flipped_to(shown_in)
    found = await own_history(update, house, number, language)
    if not found:
        return
    run, history = found
    if not history.records:
        await gone(update, house)
        return
    config = from_dict(run.config)
    making = partial(house.engine.call, film, history, config, run.language)
    wanted = Film(run.id, making, film_caption(run, history), f"film:{run.id}", run.language)
    await show_film(update, house, wanted, turned=language is not None)
