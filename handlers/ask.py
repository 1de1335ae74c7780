"""A text in a chat: the whole road from what was written to the answer."""

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ExtBot

from data import words
from data.people import Person
from data.words import Language
from handlers import answers, fields, quiz, road, topics, train, unanswered
from handlers.compare import begin_comparison
from handlers.context import Context, House, chat_of, met, note, tell, written
from handlers.guide import help_text
from handlers.html import code, quote, say
from handlers.presses import heard, owned, pressed, refreshed
from handlers.sweeps import show_sweep
from handlers.train_this import Offer, offer_of
from knowledge.find import Finding
from solver import Problem, Result, fill
from solver.language import detect
from solver.quantities import QUANTITIES
from solver.reply import Reply
from solver.sweep_result import SweepResult
from trainer.comparison import Comparison
from trainer.config import RunConfig


async def on_text(update: Update, context: Context) -> None:
    """Answer what a person writes; a group's own talk is left alone."""
    text = addressed(written(update), context.bot)
    if text is None:
        return
    person = met(update, context.house)
    if not road.says_something(text):
        await tell(update, say("ask.no_words", person.language))
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
    example = code(words.say("help.example_ask", language))
    await tell(update, say("ask.outside", language, example=example))


async def on_edited_text(update: Update, context: Context) -> None:
    """Answer an edited question again; an edit starts nothing and answers no quiz."""
    text = addressed(written(update), context.bot)
    if text is None:
        return
    person = met(update, context.house)
    language = detect(text, person.language)
    outcome = road.take(text)
    if isinstance(outcome, SweepResult):
        await show_sweep(update, context, outcome, language)
    elif isinstance(outcome, Reply):
        await answers.answer(update, context.house, outcome, language)
    elif isinstance(outcome, Finding) and outcome.kind == "lesson":
        await topics.tell_finding(update, context.house, outcome, language)


async def show_example(update: Update, context: Context) -> None:
    """Solve an exercise that shows what can be asked."""
    person = met(update, context.house)
    example = words.say("help.example_ask", person.language)
    await tell(update, quote([example]))
    outcome = road.take(example)
    if isinstance(outcome, Reply):
        await answers.answer(update, context.house, outcome, person.language)


def addressed(message: Message, bot: ExtBot[int]) -> str | None:
    """What a text says to the bot; None where it is a group's own talk."""
    text = message.text or message.caption or ""
    if message.chat.type == ChatType.PRIVATE:
        return text
    mention = f"@{bot.username}"
    if mention.lower() in text.lower():
        at = text.lower().index(mention.lower())
        return (text[:at] + text[at + len(mention) :]).strip()
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
    *,
    configuration: str | None = None,
) -> bool:
    """Answer a text that is an exercise, asks for a training, or is about a topic.

    Args:
        update: who wrote it, and where.
        context: the house behind the chat.
        person: who wrote it.
        text: what was written.
        language: of the answer; None for that of the text.
        configuration: the part of the text that may be one; None for the whole text.

    Returns:
        False where it is none of these; then nothing was said.
    """
    house = context.house
    previous = _previous(update, house, person)
    language = language or detect(text, previous.language if previous else person.language)
    config = train.last_config(house, person)
    sent = house.store.tables.of(person.id)
    outcome = road.take(text, previous, config, sent.key if sent else None)
    offer = offer_of(text if configuration is None else configuration, house, person, language)
    note(update, house, "asked", outcome=type(outcome).__name__)
    if isinstance(outcome, SweepResult):
        await show_sweep(update, context, outcome, language)
    elif isinstance(outcome, RunConfig):
        await train.begin(update, context, outcome, language)
    elif isinstance(outcome, Comparison):
        await begin_comparison(update, context, outcome, language)
    elif offer and _leaves_room(outcome, offer):
        await tell(update, *offer.alone())
    elif isinstance(outcome, Reply):
        await answers.answer(update, house, outcome, language, offer)
    elif not isinstance(outcome, Finding):
        await tell(update, train.faults_text(outcome, language))
    elif road.wants_to_train(text):
        await train.on_train(update, context)
    elif outcome.kind == "lesson":
        await topics.tell_finding(update, context.house, outcome, language)
    elif outcome.kind == "help":
        await tell(update, help_text(language))
    else:
        return False
    return True


def _leaves_room(outcome: road.Outcome, offer: Offer) -> bool:
    """Whether the training that a configuration sets says more than what was found in it."""
    return isinstance(outcome, Finding) or (isinstance(outcome, Reply) and offer.replaces(outcome))


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
        result = _filled(problem, quantity, int(value))
        if result is None:
            await heard(query, words.say("shared.gone", person.language))
            return
        await heard(query)
        answers.keep(update, house, kept.message, result.problem)
        language = problem.language
        text, buttons = (
            answers.answer_text(result, language),
            answers.answer_buttons(result, language),
        )
        await refreshed(query, text, buttons)


def _filled(problem: Problem, quantity: str, value: int) -> Result | None:
    """The problem with one more quantity; None where no button ever offered such a value."""
    if quantity not in QUANTITIES:
        return None
    result = fill(problem, quantity, value)
    return None if answers.impossible(result) else result
