"""Other looks at a run: its curves drawn in another way, what it mistook, and its film."""

from collections.abc import Callable, Mapping

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ChatAction

from data import words
from data.runs import Run
from handlers.context import Context, House, chat_of, met, written
from handlers.html import bold
from handlers.live import Place, end_with_photo
from handlers.next_runs import next_buttons
from handlers.own_runs import own_history
from handlers.presses import heard, pressed
from handlers.run_words import caption, title
from solver.language import Language
from trainer.charts import draw
from trainer.config import RunConfig, from_dict
from trainer.confusion_picture import draw_confusion
from trainer.film import film
from trainer.history import History
from trainer.sample_picture import draw_examples
from trainer.view import AXES, Axis, View

SIGHTS: Mapping[str, Callable[[History, RunConfig, Language], bytes]] = {
    "confusion": draw_confusion,
    "examples": draw_examples,
}
_AXES: Mapping[str, Axis] = {axis: axis for axis in AXES}


def picture_buttons(run: Run, history: History, view: View | None = None) -> InlineKeyboardMarkup:
    """The buttons under the picture of a run: how else to look at it, and what to try next."""
    rows = [_axis_buttons(run, view or View()), _kind_buttons(run, view or View())]
    more = [_button(run, name, f"sight:{run.id}:{name}") for name in _sights(history)]
    if history.records:
        more.append(_button(run, "film", f"film:{run.id}"))
    return InlineKeyboardMarkup([*rows, more, *next_buttons(run).inline_keyboard])


def _sights(history: History) -> list[str]:
    """What there is to see of a run besides its curves."""
    shown = {"confusion": history.confusion, "examples": history.examples}
    return [name for name, there in shown.items() if there]


def _axis_buttons(run: Run, view: View) -> list[InlineKeyboardButton]:
    return [
        _button(run, axis, _data(run, View(axis, view.log, view.smooth)), on=axis == view.axis)
        for axis in AXES
    ]


def _kind_buttons(run: Run, view: View) -> list[InlineKeyboardButton]:
    log, smooth = not view.log, not view.smooth
    return [
        _button(run, "log", _data(run, View(view.axis, log, view.smooth)), on=view.log),
        _button(run, "smooth", _data(run, View(view.axis, view.log, smooth)), on=view.smooth),
    ]


def _button(run: Run, name: str, data: str, *, on: bool = False) -> InlineKeyboardButton:
    label = words.say(f"views.{name}", run.language)
    return InlineKeyboardButton(f"✓ {label}" if on else label, callback_data=data)


def _data(run: Run, view: View) -> str:
    return f"view:{run.id}:{view.axis}:{view.log:d}:{view.smooth:d}"


async def on_view(update: Update, context: Context) -> None:
    """Draw the curves of a run in another way, in the same message; the newest wish wins."""
    query, (number, axis, log, smooth) = pressed(update)
    house, view = context.house, View(_AXES[axis], log == "1", smooth == "1")
    found = await own_history(query, int(number), met(update, house), house)
    if found:
        await heard(query)
        place = Place(context.bot, chat_of(update).id, written(update).message_id)
        await _redraw(house, place, *found, view)


async def _redraw(house: House, place: Place, run: Run, history: History, view: View) -> None:
    key = (place.chat, place.message)
    house.views[key] = view
    try:
        chart = await house.engine.call(draw, history, from_dict(run.config), run.language, view)
        if house.views.get(key) is view:
            buttons = picture_buttons(run, history, view)
            await end_with_photo(place, chart, caption(run, history), buttons)
    finally:
        if house.views.get(key) is view:
            del house.views[key]


async def on_sight(update: Update, context: Context) -> None:
    """Send the confusion matrix of a run, or what it took some samples for."""
    query, (number, name) = pressed(update)
    house, chat = context.house, chat_of(update)
    person = met(update, house)
    found = await own_history(query, int(number), person, house)
    if not found:
        return
    run, history = found
    if name not in _sights(history):
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    picture = await house.engine.call(SIGHTS[name], history, from_dict(run.config), run.language)
    await chat.send_photo(picture, filename=f"{name}.png", reply_parameters=_to_picture(update))


async def on_film(update: Update, context: Context) -> None:
    """Make and send the film of a run; while it is made, it is not made once more."""
    query, (number,) = pressed(update)
    house, chat = context.house, chat_of(update)
    person = met(update, house)
    found = await own_history(query, int(number), person, house)
    if not found:
        return
    run, history = found
    if run.id in house.films or not history.records:
        key = "views.filming" if run.id in house.films else "shared.gone"
        await heard(query, words.say(key, person.language))
        return
    await heard(query)
    house.films.add(run.id)
    try:
        await chat.send_action(ChatAction.RECORD_VIDEO)
        config = from_dict(run.config)
        moving = await house.engine.call(film, history, config, run.language)
        await chat.send_animation(
            moving,
            filename="film.mp4",
            caption=bold(f"#{run.id} {title(config, run.language)}"),
            reply_parameters=_to_picture(update),
        )
    finally:
        house.films.discard(run.id)


def _to_picture(update: Update) -> ReplyParameters:
    """As a reply to the picture whose button was pressed."""
    return ReplyParameters(written(update).message_id, allow_sending_without_reply=True)
