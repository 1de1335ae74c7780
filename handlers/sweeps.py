"""A sweep in the chat: the table at once, and then a picture above it."""

from telegram import Update
from telegram.constants import MessageLimit

from data import words
from data.words import Language
from handlers.answers import keep
from handlers.context import Context, House, chat_of, tell
from handlers.html import Html, bold, lines, quote
from handlers.live import Place, end_with_photo
from solver.explain.sweeps import explain_sweep
from solver.sweep_result import SweepResult
from trainer.sweep_chart import SweepChart, chart_of, draw_sweep


async def show_sweep(
    update: Update, context: Context, result: SweepResult, language: Language
) -> None:
    """Answer with a table, which becomes the caption of its chart as soon as that is drawn."""
    house = context.house
    text, caption = _texts(result, language)
    message = await tell(update, text)
    keep(update, house, message.message_id, result.problem)
    place = Place(context.bot, chat_of(update).id, message.message_id)
    context.whole_bot.create_task(_draw(house, place, chart_of(result, language), caption))


async def _draw(house: House, place: Place, chart: SweepChart, caption: Html) -> None:
    picture = await house.engine.call(draw_sweep, chart)
    await end_with_photo(place, picture, caption, None)


def _texts(result: SweepResult, language: Language) -> tuple[Html, Html]:
    """The whole answer, and as much of it as a caption holds."""
    told = explain_sweep(result, language)
    heading, *rows = told.answer
    table = lines(bold(heading), Html(f"<pre>{lines(*rows)}</pre>"))
    read = quote([words.say("ask.read", language), *told.read] if told.read else [])
    text = lines(table, read, *told.assumed)
    return text, text if len(text) <= MessageLimit.CAPTION_LENGTH else table
