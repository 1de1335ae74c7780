"""What a button leads to: a command, or an example that is really answered."""

from typing import TYPE_CHECKING, cast

from telegram import Update

from data import words
from handlers.asking import ask
from handlers.context import Context, met, read_in, tell
from handlers.daily import daily, pause
from handlers.delivery.turns import in_passing
from handlers.html import quote
from handlers.learning import audiobook, cards, glossary, learn, myths
from handlers.personal import cancel, export, forget, guide, privacy, settings, start
from handlers.presses import heard, pressed
from handlers.quizzes import mistakes, progress, quiz, sprint
from handlers.together import challenge, classes, rounds
from handlers.training import experiments, runs, train
from handlers.training.begin import begin
from trainer.config import RunConfig, from_dict

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from data.words import Language

    Handle = Callable[[Update, Context], Awaitable[None]]

EXAMPLES = ("concept", "script", "log", "cnn", "compare")
"""Texts that are answered as if the person had written them."""


async def on_go(update: Update, context: Context) -> None:
    """Do what a button says, in the language that it is written in."""
    query, (name, *shown_in) = pressed(update)
    language = cast("Language", (*shown_in, met(update, context.house).language)[0])
    with read_in(language):
        if name == "train" and _under_way(update, context):
            await heard(query, words.say("shared.pressed_twice", language))
            return
        await heard(query)
        if name in EXAMPLES:
            await _answer(update, context, name, language)
        else:
            await _LEADS_TO[name](update, context)


async def _answer(update: Update, context: Context, name: str, language: "Language") -> None:
    text = words.say(f"example.{name}", language)
    await tell(update, quote(text.splitlines()))
    await ask.answer(update, context, met(update, context.house), text, language)


async def _exercise(update: Update, context: Context) -> None:
    await ask.show_example(update, context, met(update, context.house).language)


async def _train(update: Update, context: Context) -> None:
    await begin(update, context, RunConfig(), met(update, context.house).language)


async def _round(update: Update, context: Context) -> None:
    begin_with = rounds.on_round if rounds.is_group(update) else quiz.on_quiz
    await begin_with(update, context)


def _under_way(update: Update, context: Context) -> bool:
    """Whether the training that the button starts goes on already: it was pressed twice."""
    person = met(update, context.house)
    going = context.house.store.runs.going_of(person.id)
    return any(not run.compares and from_dict(run.config) == RunConfig() for run in going)


_LEADS_TO: "Mapping[str, Handle]" = {
    "start": start.on_start,
    "exercise": _exercise,
    "quiz": quiz.on_quiz,
    "round": _round,
    "train": _train,
    "panel": train.on_train,
    "learn": learn.open_course,
    "cards": cards.on_cards,
    "myths": myths.on_myths,
    "mistakes": mistakes.on_mistakes,
    "sprint": sprint.on_sprint,
    "challenge": challenge.on_challenge,
    "class": classes.on_class,
    "daily": daily.on_daily,
    "pause": pause.on_pause,
    "progress": in_passing(progress.on_progress),
    "experiments": experiments.on_experiments,
    "runs": runs.on_runs,
    "glossary": glossary.on_glossary,
    "audiobook": audiobook.on_audiobook,
    "settings": settings.on_settings,
    "privacy": privacy.on_privacy,
    "export": export.on_export,
    "forget": forget.on_forget,
    "help": guide.on_help,
    "cancel": cancel.on_cancel,
}
NAMES = "|".join((*_LEADS_TO, *EXAMPLES))
