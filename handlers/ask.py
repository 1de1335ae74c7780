"""A text in a chat: the whole road from what was written to the answer."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import ExtBot

from data import words
from data.people import Person
from data.problems import KeptProblem
from data.words import Language
from handlers import quiz, road, train
from handlers.context import Context, House, chat_of, met, note, tell, written
from handlers.html import Html, bold, code, fitting, lines, quote, say
from handlers.keyboards import grid
from handlers.presses import heard, owned, pressed, refreshed
from solver import Clarification, Contradiction, Problem, Result, explain, fill
from solver.language import detect
from solver.quantities import QUANTITIES
from trainer.config import RunConfig


async def on_text(update: Update, context: Context) -> None:
    """Answer what a person writes; a group's own talk is left alone."""
    text = addressed(written(update), context.bot)
    if text is None:
        return
    person = met(update, context.house)
    if not road.says_something(text):
        await tell(update, say("ask.no_words", person.language))
    elif not await quiz.took_as_answer(update, context, text):
        await _answer(update, context, person, text)


async def on_edited_text(update: Update, context: Context) -> None:
    """Answer an edited question again; an edit starts nothing and answers no quiz."""
    text = addressed(written(update), context.bot)
    if text is None:
        return
    person = met(update, context.house)
    outcome = road.take(text)
    if isinstance(outcome, Result):
        await _reply(update, context.house, outcome, detect(text, person.language))


async def show_example(update: Update, context: Context) -> None:
    """Solve an exercise that shows what can be asked."""
    person = met(update, context.house)
    example = words.say("help.example_ask", person.language)
    await tell(update, quote([example]))
    outcome = road.take(example)
    if isinstance(outcome, Result):
        await _reply(update, context.house, outcome, person.language)


def addressed(message: Message, bot: ExtBot[int]) -> str | None:
    """What a text says to the bot; None where it is a group's own talk."""
    text = message.text or ""
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


async def _answer(update: Update, context: Context, person: Person, text: str) -> None:
    house = context.house
    previous = _previous(update, house, person)
    language = detect(text, previous.language if previous else person.language)
    outcome = road.take(text, previous, train.last_config(house, person))
    note(update, house, "asked", outcome=type(outcome).__name__)
    if isinstance(outcome, RunConfig):
        await train.begin(update, context, outcome, language)
    elif isinstance(outcome, Result):
        await _reply(update, house, outcome, language)
    elif outcome is not None:
        await tell(update, train.faults_text(outcome, language))
    elif road.wants_to_train(text):
        await train.on_train(update, context)
    elif not await quiz.took_as_answer(update, context, text, insist=True):
        example = code(words.say("help.example_ask", language))
        await tell(update, say("ask.outside", language, example=example))


def _previous(update: Update, house: House, person: Person) -> Problem | None:
    """The exercise that a text may follow up: the one replied to, else the person's last here."""
    chat, replied = chat_of(update).id, written(update).reply_to_message
    problems = house.store.problems
    kept = problems.answered_by(chat, replied.message_id) if replied else None
    kept = kept or problems.latest(chat, person.id)
    return Problem.from_json(kept.problem) if kept else None


async def _reply(update: Update, house: House, result: Result, language: Language) -> None:
    message = await tell(update, solved_text(result, language), _choices(result))
    if not _impossible(result):
        _keep(update, house, message.message_id, result.problem)


def _impossible(result: Result) -> bool:
    """Whether a value was named that no training can have; nothing can follow that up."""
    return isinstance(result, Contradiction) and bool(result.faults)


def _keep(update: Update, house: House, message: int, problem: Problem) -> None:
    chat, person = chat_of(update).id, met(update, house).id
    house.store.problems.keep(chat, person, message, problem.to_json(), house.clock())


async def on_choice(update: Update, context: Context) -> None:
    """Fill in a missing quantity with the value of the pressed button."""
    query, (quantity, value) = pressed(update)
    house, person = context.house, met(update, context.house)
    kept = _kept(update, house)
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
        _keep(update, house, kept.message, result.problem)
        await refreshed(query, solved_text(result, problem.language), _choices(result))


def _filled(problem: Problem, quantity: str, value: int) -> Result | None:
    """The problem with one more quantity; None where no button ever offered such a value."""
    if quantity not in QUANTITIES:
        return None
    result = fill(problem, quantity, value)
    return None if _impossible(result) else result


def _kept(update: Update, house: House) -> KeptProblem | None:
    return house.store.problems.answered_by(chat_of(update).id, written(update).message_id)


def solved_text(result: Result, language: Language) -> Html:
    """A result as a message: the answer first, then the steps, then what was read and assumed."""
    told = explain(result, language)
    answer = lines(*(bold(line) for line in told.answer))
    read = quote([words.say("ask.read", language), *told.read] if told.read else [])
    assumed = lines(*told.assumed)
    steps = quote(fitting(told.steps, answer + read + assumed))
    return lines(answer, steps, read, assumed)


def _choices(result: Result) -> InlineKeyboardMarkup | None:
    if not isinstance(result, Clarification) or not result.choices:
        return None
    buttons = [
        InlineKeyboardButton(f"{value:,}", callback_data=f"fill:{result.missing[0]}:{value}")
        for value in result.choices
    ]
    return grid(buttons, columns=4)
