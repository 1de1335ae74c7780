"""/start: what the bot is for, and the first thing to try."""

from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data.words import Language
from handlers import along, ask, challenge, classes, quiz, train
from handlers.context import Context, met, tell
from handlers.html import paragraphs, say
from handlers.keyboards import button, flip
from handlers.presses import heard, pressed
from handlers.screens import Screen, turned_to
from quiz.challenge import is_challenge
from trainer.config import RunConfig


async def on_start(update: Update, context: Context) -> None:
    """Welcome a person; a link that leads elsewhere goes there instead."""
    language = met(update, context.house).language
    payload = (context.args or [""])[0]
    if is_challenge(payload):
        await challenge.on_link(update, context, payload)
        return
    if classes.is_invitation(payload):
        await classes.on_link(update, context, payload)
        return
    config = along.shared(payload)
    if config:
        await train.offer(update, context, config, language)
        return
    welcome, buttons = _welcome(language)
    lost = say("along.lost", language) if along.is_shared(payload) else ""
    await tell(update, paragraphs(lost, welcome), buttons)


async def on_turned(update: Update, _context: Context) -> None:
    """Welcome a person in the language of a button."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, _welcome(cast("Language", shown_in)))


async def on_first_step(update: Update, context: Context) -> None:
    """Do what a button under the welcome offers."""
    query, (step, *shown_in) = pressed(update)
    language = cast("Language", shown_in[0]) if shown_in else met(update, context.house).language
    await heard(query)
    if step == "quiz":
        await quiz.on_quiz(update, context)
    elif step == "train":
        await train.offer(update, context, RunConfig(), language)
    else:
        await ask.show_example(update, context, language)


def _welcome(language: Language) -> Screen:
    steps = ("exercise", "quiz", "train")
    rows = [[button(f"start.{step}", f"go:{step}:{language}", language)] for step in steps]
    here = [flip(f"start:{language}", language)]
    return say("start.welcome", language), InlineKeyboardMarkup([*rows, here])
