"""What answers a text in one message, in either language: worked out, explained, or both."""

from dataclasses import replace
from typing import cast

from telegram import Update

from data import words
from data.people import Person
from data.questions import KeptQuestion
from data.words import Language
from handlers.asking.answers import impossible, keep, kept_under
from handlers.asking.example import framed
from handlers.asking.fields import restored, show_answer
from handlers.asking.outcomes import Both, Outcome, Thought
from handlers.asking.sweeps import turn_sweep
from handlers.asking.wanted import wants_to_train
from handlers.context import Context, House, chat_of, met, written
from handlers.learning.topics import below_answer, which_of
from handlers.presses import heard, owned, pressed
from handlers.rich.answers import answer_screen
from handlers.screens import Screen, turned_to
from handlers.training.train_this import offer_of
from knowledge.find import Finding
from solver.problem import Problem
from solver.replies import Reply
from solver.results import Result
from solver.sweep_result import SweepResult


def reply_screen(
    thought: Thought, text: str, house: House, person: Person, language: Language
) -> Screen | None:
    """The message that answers a text; None where something else comes of it."""
    outcome = thought.outcome
    lesson = outcome.lesson if isinstance(outcome, Both) else None
    told = outcome.reply if isinstance(outcome, Both) else outcome
    offer = offer_of(thought.setting, house, person, language)
    if offer and (isinstance(told, Finding) or (isinstance(told, Reply) and offer.replaces(told))):
        return offer.alone(language)
    if isinstance(told, Reply):
        taught = below_answer(lesson, language, rich=person.rich) if lesson else None
        answer, buttons = answer_screen(
            told, language, [one for one in (taught, offer) if one], rich=person.rich
        )
        return framed(answer, text, language), buttons
    if isinstance(told, Finding) and _leaves_open(told) and not wants_to_train(text):
        return which_of(told, language)
    return None


def _leaves_open(found: Finding) -> bool:
    """Whether several topics may be meant."""
    return found.kind == "lesson" and found.unsure


def keep_reply(
    update: Update,
    house: House,
    message: int,
    outcome: Outcome,
    *,
    question: KeptQuestion,
    language: Language,
) -> None:
    """Keep what was asked behind the message that answers it."""
    told = outcome.reply if isinstance(outcome, Both) else outcome
    if isinstance(told, SweepResult) or (isinstance(told, Result) and not impossible(told)):
        keep(update, house, message, replace(told.problem, language=language))
    house.store.questions.keep(chat_of(update).id, message, question, house.clock())


async def on_answer(update: Update, context: Context) -> None:
    """Show an answer in a language: to the question, or to its numbers as they were changed."""
    query, (shown_in,) = pressed(update)
    house, person, language = context.house, met(update, context.house), cast("Language", shown_in)
    chat, message = chat_of(update).id, written(update).message_id
    question = house.store.questions.answered_by(chat, message)
    kept = kept_under(update, house)
    found = question or kept
    if found is None:
        await heard(query, words.say("shared.gone", person.language))
    elif await owned(query, found.person, person):
        if question:
            await _answer_again(update, context, question, person, language)
        elif kept:
            problem = restored(Problem.from_json(kept.problem))
            await show_answer(update, context, replace(problem, language=language))


async def _answer_again(
    update: Update, context: Context, question: KeptQuestion, person: Person, language: Language
) -> None:
    house, sent = context.house, context.house.store.tables.of(person.id)
    previous = Problem.from_json(question.previous) if question.previous else None
    table = sent.key if sent else None
    thought = await house.thinker.think(question.text, previous, table=table)
    outcome = thought.outcome
    screen = reply_screen(thought, question.text, house, person, language)
    if screen is None:
        query, _ = pressed(update)
        await heard(query, words.say("shared.gone", person.language))
        return
    message = written(update).message_id
    keep_reply(update, house, message, outcome, question=question, language=language)
    if isinstance(outcome, SweepResult):
        await turn_sweep(update, context, outcome, language)
    else:
        await turned_to(update, screen)
