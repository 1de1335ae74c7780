"""A solved exercise in the chat: its text, the buttons under it, and the problem behind it."""

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.problems import KeptProblem
from data.words import Language
from handlers.context import House, chat_of, met, tell, written
from handlers.html import Html, bold, code, fitting, lines, paragraphs, quote
from handlers.keyboards import grid
from handlers.log_words import diagnosis_first, diagnosis_of
from handlers.train_this import Offer
from knowledge import library
from solver import Clarification, Contradiction, Problem, Result, Solution
from solver.reply import Reply, explain_reply
from trainer.diagnosis_words import tell as tell_finding


async def answer(
    update: Update, house: House, told: Reply, language: Language, offer: Offer | None = None
) -> None:
    """Answer with what the solver found, and keep the problem of an exercise behind the message."""
    text, buttons = answer_text(told, language), answer_buttons(told, language)
    message = await tell(update, *(offer.beside(text, buttons) if offer else (text, buttons)))
    if isinstance(told, Result) and not impossible(told):
        problem = replace(told.problem, language=language)
        keep(update, house, message.message_id, problem)


def answer_text(found: Reply, language: Language) -> Html:
    """A reply as a message, a log with its diagnosis."""
    told = [tell_finding(finding, language) for finding in diagnosis_of(found)]
    diagnosis = lines(*(lines(bold(one.shown), one.tried) for one in told))
    text = _explained(found, language)
    return paragraphs(*((diagnosis, text) if diagnosis_first(found) else (text, diagnosis)))


def _explained(found: Reply, language: Language) -> Html:
    """The answer and warnings, the steps, then what was read and assumed."""
    told = explain_reply(found, language)
    answer = lines(*(bold(line) for line in told.answer), *map(with_code, told.beside))
    answer = paragraphs(answer, lines(*map(with_code, told.warnings)))
    read = quote([words.say("ask.read", language), *told.read] if told.read else [])
    assumed = lines(*told.assumed)
    steps = quote(fitting(told.steps, answer + read + assumed))
    return lines(answer, steps, read, assumed)


def with_code(line: str) -> Html:
    """A line in which `code` is monospaced, so that a tap copies it."""
    parts = line.split("`")
    if len(parts) % 2 == 0:
        return lines(line)
    return Html("".join(code(part) if i % 2 else lines(part) for i, part in enumerate(parts)))


def answer_buttons(result: Reply, language: Language) -> InlineKeyboardMarkup | None:
    """What a person would do next: choose what is missing, see the formula, change a number."""
    if isinstance(result, Clarification):
        return _choices(result)
    if not isinstance(result, Solution | Contradiction):
        return None
    names = []
    if isinstance(result, Solution) and can_be_written(result):
        names.append("formula")
    if can_be_changed(result.problem) and not impossible(result):
        names.append("change")
    buttons = [
        InlineKeyboardButton(words.say(f"answer.{name}", language), callback_data=name)
        for name in names
    ]
    explained = _explaining(result, language) if isinstance(result, Solution) else []
    rows = [row for row in (buttons, explained) if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _explaining(solution: Solution, language: Language) -> list[InlineKeyboardButton]:
    """A button to the topic that explains what was asked first."""
    slug = library.explaining(solution.answers[0].quantity)
    if slug is None:
        return []
    title = library.topic(slug, language).title
    label = words.say("answer.topic", language, title=title)
    return [InlineKeyboardButton(label, callback_data=f"topic:{slug}:quick:{language}")]


def can_be_written(solution: Solution) -> bool:
    """Whether there is a derivation to show; of several runs there is none in one."""
    answers = (*solution.answers, *solution.derived)
    derived = any(not step.relation.trivial for answer in answers for step in answer.steps)
    return derived and can_be_changed(solution.problem)


def can_be_changed(problem: Problem) -> bool:
    """Whether the problem is one run with numbers of its own."""
    named = [known.quantity for known in problem.knowns]
    return bool(named) and len(set(named)) == len(named)


def impossible(result: Result) -> bool:
    """Whether a value was named that no training can have; nothing can follow that up."""
    return isinstance(result, Contradiction) and bool(result.faults)


def keep(update: Update, house: House, message: int, problem: Problem) -> None:
    """Keep the problem of the person behind an update under a message of the bot."""
    chat, person = chat_of(update).id, met(update, house).id
    house.store.problems.keep(chat, person, message, problem.to_json(), house.clock())


def kept_under(update: Update, house: House) -> KeptProblem | None:
    """The problem behind the message whose button was pressed."""
    return house.store.problems.answered_by(chat_of(update).id, written(update).message_id)


def _choices(result: Clarification) -> InlineKeyboardMarkup | None:
    if not result.choices:
        return None
    buttons = [
        InlineKeyboardButton(f"{value:,}", callback_data=f"fill:{result.missing[0]}:{value}")
        for value in result.choices
    ]
    return grid(buttons, columns=4)
