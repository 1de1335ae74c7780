"""The button "Formula": the derivation of an answer as a picture."""

from telegram import ReplyParameters, Update
from telegram.constants import ChatAction

from data import words
from data.problems import KeptProblem
from handlers.answers import can_be_written, kept_under
from handlers.context import Context, chat_of, met
from handlers.presses import heard, pressed
from solver import Problem, Solution
from solver.formula_sheet import FormulaSheet, formula_sheet
from solver.solving import solve_problem
from trainer.formula_picture import draw_formula


async def on_formula(update: Update, context: Context) -> None:
    """Draw the formulas of the answer in a worker, and send them as a reply to it."""
    query, _ = pressed(update)
    kept = kept_under(update, context.house)
    sheet = _sheet(kept) if kept else None
    if kept is None or sheet is None:
        language = met(update, context.house).language
        await heard(query, words.say("shared.gone", language))
        return
    await heard(query)
    chat = chat_of(update)
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    picture = await context.house.engine.call(draw_formula, sheet)
    answer = ReplyParameters(kept.message, allow_sending_without_reply=True)
    await chat.send_photo(picture, filename="formula.png", reply_parameters=answer)


def _sheet(kept: KeptProblem) -> FormulaSheet | None:
    result = solve_problem(Problem.from_json(kept.problem))
    if not isinstance(result, Solution) or not can_be_written(result):
        return None
    return formula_sheet(result, result.language)
