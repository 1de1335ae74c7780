"""A text in a chat: the whole road from what was written to the answer."""

import re
from collections.abc import Sequence
from functools import partial
from typing import cast

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import ExtBot

from data import words
from data.people import Person
from data.questions import KeptQuestion
from data.words import Language
from handlers.asking import answers, fields, unanswered
from handlers.asking.outcomes import Outcome, Thought
from handlers.asking.replies import keep_reply, reply_screen
from handlers.asking.sweeps import show_sweep
from handlers.asking.wanted import says_something, wants_to_train
from handlers.context import Context, House, chat_of, met, note, tell, written
from handlers.html import code, say, whole
from handlers.keyboards import flip
from handlers.learning import topics
from handlers.personal.guide import help_screen
from handlers.presses import heard, owned, pressed, refreshed
from handlers.quizzes import quiz
from handlers.rich.answers import answer_screen
from handlers.screens import Screen, turned_to
from handlers.together.effects import acknowledged
from handlers.training import train
from handlers.training.begin import begin, faults_screen
from handlers.ways_on import onward
from knowledge.find import Finding
from solver.language import detect
from solver.problem import Problem
from solver.quantities import QUANTITIES
from solver.results import Result
from solver.sweep_result import SweepResult
from trainer.comparison import Comparison
from trainer.config import RunConfig


async def on_text(update: Update, context: Context) -> None:
    """Answer what a person writes; a group's own talk is left alone."""
    text = addressed(written(update), context.bot)
    if text is None:
        return
    person = met(update, context.house)
    if await acknowledged(update, text):
        return
    if not says_something(text):
        said, ways = partial(say, "ask.no_words"), ("exercise", "help")
        await tell(update, *onward(context.house, person.id, said, person.language, *ways))
        return
    answered = (
        await quiz.took_as_answer(update, context, text)
        or await fields.took_as_value(update, context, person, text)
        or await answer(update, context, person, text)
        or await quiz.took_as_answer(update, context, text, insist=True)
    )
    if not answered:
        await _turn_away(update, context.house, person, text)


async def _turn_away(update: Update, house: House, person: Person, text: str) -> None:
    """Say what can be asked, and keep what could not be answered."""
    language = detect(text, person.language)
    unanswered.keep(house, person, text, language)
    await tell(update, *_outside(language))


async def on_turned(update: Update, _context: Context) -> None:
    """Say what can be asked in the language of a button."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, _outside(cast("Language", shown_in)))


def _outside(language: Language) -> Screen:
    example = code(words.say("help.example_ask", language))
    text = say("ask.outside", language, example=example)
    return text, InlineKeyboardMarkup([[flip(f"outside:{language}", language)]])


async def on_edited_text(update: Update, context: Context) -> None:
    """Answer an edited question again; an edit starts nothing and answers no quiz."""
    text = addressed(written(update), context.bot)
    if text is None:
        return
    person = met(update, context.house)
    language = detect(text, person.language)
    thought = await context.house.thinker.think(text)
    await answer_thought(update, context, thought, KeptQuestion(person.id, text, None), language)


async def answer_thought(
    update: Update, context: Context, thought: Thought, question: KeptQuestion, language: Language
) -> bool:
    """Answer with what a text comes to, unless that would start something; False where it would."""
    if await _told(update, context, thought, question, language):
        return True
    return await _explained(update, context.house, thought.outcome, language)


async def show_example(update: Update, context: Context, language: Language) -> None:
    """Solve an exercise that shows what can be asked."""
    person, example = met(update, context.house), words.say("example.exercise", language)
    question = KeptQuestion(person.id, example, None)
    await _told(update, context, await context.house.thinker.think(example), question, language)


def addressed(message: Message, bot: ExtBot[int]) -> str | None:
    """What a text says to the bot; None where it is a group's own talk."""
    text = whole(message.text or message.caption or "")
    if message.chat.type == ChatType.PRIVATE:
        return text
    mention = re.search(rf"@{re.escape(bot.username)}(?!\w)", text, re.IGNORECASE)
    if mention:
        return (text[: mention.start()] + text[mention.end() :]).strip()
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot.id:
        return text
    return None


async def answer(
    update: Update,
    context: Context,
    person: Person,
    text: str,
    language: Language | None = None,
) -> bool:
    """Answer a text that is an exercise, asks for a training, or is about a topic.

    Args:
        update: who wrote it, and where.
        context: the house behind the chat.
        person: who wrote it.
        text: what was written.
        language: of the answer; None for that of the text.

    Returns:
        False where it is none of these; then nothing was said.
    """
    house = context.house
    previous = _previous(update, house, person)
    language = language or detect(text, previous.language if previous else person.language)
    config = train.last_config(house, person)
    sent = house.store.tables.of(person.id)
    table = sent.key if sent else None
    thought = await house.thinker.think(text, previous, config, table)
    outcome = thought.outcome
    note(update, house, "asked", outcome=type(outcome).__name__)
    question = KeptQuestion(person.id, text, previous.to_json() if previous else None)
    if await _told(update, context, thought, question, language):
        return True
    if isinstance(outcome, RunConfig | Comparison):
        await begin(update, context, outcome, language)
    elif isinstance(outcome, Sequence):
        await tell(update, *faults_screen(house, person, outcome, language))
    elif wants_to_train(text):
        await train.on_train(update, context)
    else:
        return await _explained(update, house, outcome, language)
    return True


async def _explained(update: Update, house: House, outcome: Outcome, language: Language) -> bool:
    """Answer a question about a topic, or about the bot."""
    if isinstance(outcome, Finding) and outcome.kind == "lesson":
        await topics.tell_finding(update, house, outcome, language)
    elif isinstance(outcome, Finding) and outcome.kind == "help":
        await tell(update, *help_screen(language))
    else:
        return False
    return True


async def _told(
    update: Update,
    context: Context,
    thought: Thought,
    question: KeptQuestion,
    language: Language,
) -> bool:
    """Answer in one message, where that is all, and keep what was asked behind it."""
    house, person, outcome = context.house, met(update, context.house), thought.outcome
    if isinstance(outcome, SweepResult):
        message = await show_sweep(update, context, outcome, language)
    elif screen := reply_screen(thought, question.text, house, person, language):
        message = (await tell(update, *screen)).message_id
    else:
        return False
    keep_reply(update, house, message, outcome, question=question, language=language)
    return True


def _previous(update: Update, house: House, person: Person) -> Problem | None:
    """The exercise that a text may follow up: the one replied to, else the person's last here."""
    chat, replied = chat_of(update).id, written(update).reply_to_message
    problems = house.store.problems
    kept = problems.answered_by(chat, replied.message_id) if replied else None
    kept = kept or problems.latest(chat, person.id)
    return fields.restored(Problem.from_json(kept.problem)) if kept else None


async def on_choice(update: Update, context: Context) -> None:
    """Fill in a missing quantity with the value of the pressed button."""
    query, (quantity, value) = pressed(update)
    house, person = context.house, met(update, context.house)
    kept = answers.kept_under(update, house)
    if kept is None:
        await heard(query, words.say("shared.gone", person.language))
    elif await owned(query, kept.person, person):
        problem = Problem.from_json(kept.problem)
        if problem.value_of(quantity) is not None:
            await heard(query, words.say("shared.pressed_twice", person.language))
            return
        result = await _filled(house, problem, quantity, int(value))
        if result is None:
            await heard(query, words.say("shared.gone", person.language))
            return
        await heard(query)
        answers.keep_changed(update, house, kept.message, result.problem)
        screen = answer_screen(result, problem.language, rich=person.rich)
        await refreshed(query, *screen)


async def _filled(house: House, problem: Problem, quantity: str, value: int) -> Result | None:
    """The problem with one more quantity; None where no button ever offered such a value."""
    from solver.solve import fill

    if quantity not in QUANTITIES:
        return None
    result = await house.thinker.call(fill, problem, quantity, value)
    return None if answers.impossible(result) else result
