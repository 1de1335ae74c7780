"""The button "Formula": the derivation of an answer as a picture."""

from dataclasses import replace
from typing import cast

from telegram import InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ChatAction

from data import words
from data.problems import KeptProblem
from data.words import Language
from handlers.answers import can_be_written, kept_under
from handlers.context import Context, chat_of, met
from handlers.keyboards import flip
from handlers.presses import heard, pressed
from handlers.views import place_of, redraw
from solver import Problem, Solution
from solver.formula_sheet import FormulaSheet, formula_sheet
from solver.solving import solve_problem
from trainer.formula_picture import draw_formula
from trainer.view import View


async def on_formula(update: Update, context: Context) -> None:
    """Draw the formulas of the answer in a worker, and send them as a reply to it."""
    kept = kept_under(update, context.house)
    language = Problem.from_json(kept.problem).language if kept else "en"
    sheet = await _sheet(update, context, kept, language)
    if kept is None or sheet is None:
        return
    house, chat = context.house, chat_of(update)
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    answer = ReplyParameters(kept.message, allow_sending_without_reply=True)
    sent = await chat.send_photo(
        await house.engine.call(draw_formula, sheet),
        filename="formula.png",
        reply_markup=_buttons(language),
        reply_parameters=answer,
    )
    house.store.problems.keep(chat.id, kept.person, sent.message_id, kept.problem, kept.at)


async def on_turned(update: Update, context: Context) -> None:
    """Draw the formulas in another language, in the same message."""
    _, (shown_in,) = pressed(update)
    house, language = context.house, cast("Language", shown_in)
    sheet = await _sheet(update, context, kept_under(update, house), language)
    if sheet:
        picture, buttons = house.engine.call(draw_formula, sheet), _buttons(language)
        await redraw(house, place_of(update, context), View(), picture, text="", buttons=buttons)


async def _sheet(
    update: Update, context: Context, kept: KeptProblem | None, language: Language
) -> FormulaSheet | None:
    """The formulas of a kept problem; None where there are none (any more), which is told."""
    query, _ = pressed(update)
    sheet = _formulas(Problem.from_json(kept.problem), language) if kept else None
    gone = words.say("shared.gone", met(update, context.house).language)
    await heard(query, None if sheet else gone)
    return sheet


def _formulas(problem: Problem, language: Language) -> FormulaSheet | None:
    result = solve_problem(replace(problem, language=language))
    if not isinstance(result, Solution) or not can_be_written(result):
        return None
    return formula_sheet(result, language)


def _buttons(language: Language) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[flip(f"formula:{language}", language)]])
