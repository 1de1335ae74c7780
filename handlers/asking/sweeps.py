"""A sweep in the chat: the table at once, and then a picture above it; below a rich table."""

from telegram import InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import MessageLimit

from data import words
from data.words import Language
from handlers.context import Context, chat_of, met, tell, written
from handlers.delivery.turns import in_the_background
from handlers.html import Html, bold, lines, quote
from handlers.keyboards import flip
from handlers.live import Place, end_with_text
from handlers.presses import heard, pressed
from handlers.rich.answers import rich_sweep
from handlers.rich.rich import in_both
from handlers.training.views import redraw
from solver.explain.sweeps import explain_sweep
from solver.sweep_result import SweepResult
from trainer.sweep_chart import chart_of, draw_sweep
from trainer.view import View


async def show_sweep(
    update: Update, context: Context, result: SweepResult, language: Language
) -> int:
    """Answer with a table, which becomes the caption of its chart as soon as that is drawn.

    A rich table cannot be a caption: it stays, and its chart comes below it.

    Returns:
        The message.
    """
    text, rich = _texts(result, language)[0], met(update, context.house).rich
    text = in_both(text, rich_sweep(result, language)) if rich else text
    sent = await tell(update, text, _buttons(language))
    place = _place(update, context, sent.message_id)
    draw = _draw if sent.text is not None else _add_chart
    in_the_background(context.whole_bot, draw(context, place, result, language))
    return sent.message_id


async def turn_sweep(
    update: Update, context: Context, result: SweepResult, language: Language
) -> None:
    """Show a sweep in another language, in the message of the pressed button: table or chart."""
    query, _ = pressed(update)
    await heard(query)
    message, person = written(update), met(update, context.house)
    place = _place(update, context, message.message_id)
    if person.rich and not message.photo:
        text = in_both(_texts(result, language)[0], rich_sweep(result, language))
        await end_with_text(place, text, _buttons(language))
    else:
        alone = message.caption is not None and "\n" not in message.caption
        drawing = _draw(context, place, result, language, alone=alone)
        in_the_background(context.whole_bot, drawing)


def _place(update: Update, context: Context, message: int) -> Place:
    return Place(context.bot, chat_of(update).id, message)


async def _draw(
    context: Context,
    place: Place,
    result: SweepResult,
    language: Language,
    *,
    alone: bool = False,
) -> None:
    """Draw the chart over its table; or alone, where the table is a message of its own."""
    house, (_, caption) = context.house, _texts(result, language)
    caption = _heading(result, language) if alone else caption
    picture = house.engine.call(draw_sweep, chart_of(result, language))
    await redraw(house, place, View(), picture, text=caption, buttons=_buttons(language))


async def _add_chart(
    context: Context, place: Place, result: SweepResult, language: Language
) -> None:
    """Send the chart of a table, which stays; it is turned to the other language on its own."""
    house = context.house
    sent = await place.bot.send_photo(
        place.chat,
        await house.engine.call(draw_sweep, chart_of(result, language)),
        _heading(result, language),
        filename="chart.png",
        reply_markup=_buttons(language),
        reply_parameters=ReplyParameters(place.message, allow_sending_without_reply=True),
    )
    question = house.store.questions.answered_by(place.chat, place.message)
    if question:
        house.store.questions.keep(place.chat, sent.message_id, question, house.clock())


def _heading(result: SweepResult, language: Language) -> Html:
    return bold(explain_sweep(result, language).answer[0])


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
