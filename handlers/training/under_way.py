"""What is under a training without a picture: its end, its beginning again, the other language."""

from typing import TYPE_CHECKING, cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.runs import Run
from handlers.context import Context, met
from handlers.keyboards import button, flip
from handlers.presses import heard, pressed, refreshed
from handlers.training.next_runs import again_button
from handlers.training.own_runs import any_run
from handlers.training.run_words import cancelled_text, failed_text

if TYPE_CHECKING:
    from data.words import Language

_ENDED = {"cancelled": cancelled_text, "failed": failed_text}
"""What is told of a training that came to no picture."""


def stop_buttons(run: Run) -> InlineKeyboardMarkup:
    """Under one that is waiting or running."""
    stop = button("run.stop", f"stop:{run.id}", run.language)
    return InlineKeyboardMarkup([[stop, _other(run)]])


def ended_buttons(run: Run) -> InlineKeyboardMarkup:
    """Under one that was cancelled, or failed."""
    return InlineKeyboardMarkup([[again_button(run), _other(run)]])


async def on_turned(update: Update, context: Context) -> None:
    """Show a training in another language from now on, as far as it is."""
    query, (number, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    run = await any_run(update, house, number)
    if run is None:
        return
    if run.state == "done":
        await heard(query, words.say("cancel.too_late", person.language))
        return
    await heard(query)
    run = house.store.runs.speak(run.id, cast("Language", shown_in))
    if told := _ENDED.get(run.state):
        await refreshed(query, told(run), ended_buttons(run))
    elif show := house.live.get(run.id):  # else its picture is being drawn
        await show()


def _other(run: Run) -> InlineKeyboardButton:
    return flip(f"live:{run.id}:{run.language}", run.language)
