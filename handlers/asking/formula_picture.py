"""The button "Formula": the derivation of an answer as a picture."""

from typing import cast

from telegram import InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ChatAction, MessageLimit

from data import words
from data.problems import KeptProblem
from data.words import Language
from handlers.asking.answers import can_be_written, explained, kept_under
from handlers.context import Context, House, chat_of, met
from handlers.html import Html, bold, fitting, lines
from handlers.keyboards import flip
from handlers.presses import heard, pressed
from handlers.training.views import place_of, redraw
from solver.problem import Problem
from solver.sheet import FormulaSheet
from trainer.formula_picture import draw_formula
from trainer.view import View

Captioned = tuple[Html, FormulaSheet]
"""Formulas to be drawn, and the same in plain lines."""


async def on_formula(update: Update, context: Context) -> None:
    """Draw the formulas of the answer in a worker, and send them as a reply to it."""
    kept = kept_under(update, context.house)
    language = Problem.from_json(kept.problem).language if kept else "en"
    drawn = await _sheet(update, context, kept, language)
    if kept is None or drawn is None:
        return
    caption, sheet = drawn
    house, chat = context.house, chat_of(update)
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    answer = ReplyParameters(kept.message, allow_sending_without_reply=True)
    sent = await chat.send_photo(
        await house.engine.call(draw_formula, sheet),
        caption,
        filename="formula.png",
        reply_markup=_buttons(language),
        reply_parameters=answer,
    )
    house.store.problems.keep(chat.id, kept.person, sent.message_id, kept.problem, kept.at)


async def on_turned(update: Update, context: Context) -> None:
    """Draw the formulas in another language, in the same message."""
    _, (shown_in,) = pressed(update)
    house, language = context.house, cast("Language", shown_in)
    drawn = await _sheet(update, context, kept_under(update, house), language)
    if drawn:
        caption, sheet = drawn
        picture, buttons = house.engine.call(draw_formula, sheet), _buttons(language)
        place = place_of(update, context)
        await redraw(house, place, View(), picture, text=caption, buttons=buttons)


async def _sheet(
    update: Update, context: Context, kept: KeptProblem | None, language: Language
) -> Captioned | None:
    """The formulas of a kept problem; None where there are none (any more), which is told."""
    query, _ = pressed(update)
    sheet = await _formulas(context.house, kept, language) if kept else None
    gone = words.say("shared.gone", met(update, context.house).language)
    await heard(query, None if sheet else gone)
    return sheet


async def _formulas(house: House, kept: KeptProblem, language: Language) -> Captioned | None:
    from handlers.asking.thoughts import formulas

    problem = Problem.from_json(kept.problem)
    found = await house.thinker.call(formulas, problem, language)
    solution, sheet = found or (None, None)
    if solution is None or sheet is None or not can_be_written(solution):
        return None
    head = bold(sheet.title)
    steps = fitting(explained(solution, language).steps, head, MessageLimit.CAPTION_LENGTH)
    return lines(head, *steps), sheet


def _buttons(language: Language) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[flip(f"formula:{language}", language)]])
