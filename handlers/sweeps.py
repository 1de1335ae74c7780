"""A sweep in the chat: the table at once, and then a picture above it."""

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import MessageLimit

from data import words
from data.words import Language
from handlers.context import Context, chat_of, tell, written
from handlers.html import Html, bold, lines, quote
from handlers.keyboards import flip
from handlers.live import Place
from handlers.presses import heard, pressed
from handlers.views import redraw
from solver.explain.sweeps import explain_sweep
from solver.sweep_result import SweepResult
from trainer.sweep_chart import chart_of, draw_sweep
from trainer.view import View


async def show_sweep(
    update: Update, context: Context, result: SweepResult, language: Language
) -> int:
    """Answer with a table, which becomes the caption of its chart as soon as that is drawn.

    Returns:
        The message.
    """
    text, _ = _texts(result, language)
    message = (await tell(update, text, _buttons(language))).message_id
    place = _place(update, context, message)
    context.whole_bot.create_task(_draw(context, place, result, language))
    return message


async def turn_sweep(
    update: Update, context: Context, result: SweepResult, language: Language
) -> None:
    """Draw a sweep in another language, in the message of the pressed button."""
    query, _ = pressed(update)
    await heard(query)
    place = _place(update, context, written(update).message_id)
    context.whole_bot.create_task(_draw(context, place, result, language))


def _place(update: Update, context: Context, message: int) -> Place:
    return Place(context.bot, chat_of(update).id, message)


async def _draw(context: Context, place: Place, result: SweepResult, language: Language) -> None:
    house, (_, caption) = context.house, _texts(result, language)
    picture = house.engine.call(draw_sweep, chart_of(result, language))
    await redraw(house, place, View(), picture, text=caption, buttons=_buttons(language))


def _buttons(language: Language) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[flip(f"answer:{language}", language)]])


def _texts(result: SweepResult, language: Language) -> tuple[Html, Html]:
    """The whole answer, and as much of it as a caption holds."""
    told = explain_sweep(result, language)
    heading, *rows = told.answer
    table = lines(bold(heading), Html(f"<pre>{lines(*rows)}</pre>"))
    read = quote([words.say("ask.read", language), *told.read] if told.read else [])
    text = lines(table, read, *told.assumed)
    return text, text if len(text) <= MessageLimit.CAPTION_LENGTH else table
