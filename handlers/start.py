"""/start: what the bot is for, and the first thing to try."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.words import Language
from handlers import along, ask, quiz, train
from handlers.context import Context, met, tell
from handlers.html import paragraphs, say
from handlers.presses import heard, pressed


async def on_start(update: Update, context: Context) -> None:
    """Welcome a person; a link that leads to a training offers that instead."""
    language = met(update, context.house).language
    payload = (context.args or [""])[0]
    config = along.shared(payload)
    if config:
        await train.offer(update, context, config)
        return
    lost = say("along.lost", language) if along.is_shared(payload) else ""
    await tell(update, paragraphs(lost, say("start.welcome", language)), _first_steps(language))


async def on_first_step(update: Update, context: Context) -> None:
    """Do what a button under the welcome offers."""
    query, (step,) = pressed(update)
    await heard(query)
    if step == "quiz":
        await quiz.on_quiz(update, context)
    elif step == "train":
        await train.on_train(update, context)
    else:
        await ask.show_example(update, context)


def _first_steps(language: Language) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_column(
        [
            InlineKeyboardButton(words.say(f"start.{step}", language), callback_data=f"go:{step}")
            for step in ("exercise", "quiz", "train")
        ]
    )
