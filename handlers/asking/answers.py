"""A solved exercise in the chat: its text, the buttons under it, and the problem behind it."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.problems import KeptProblem
from data.words import Language
from handlers.asking.beside import Beside
from handlers.asking.log_words import diagnosis_first, diagnosis_of
from handlers.context import House, chat_of, met, written
from handlers.html import Html, bold, code, fitting, lines, paragraphs, quote
from handlers.keyboards import button, flip, grid
from handlers.screens import Screen
from knowledge import library
from solver.explain.explanation import Explanation
from solver.problem import Problem
from solver.replies import Reply
from solver.results import Clarification, Contradiction, Result, Solution
from trainer.diagnosis_words import tell as tell_finding


def answer_screen(found: Reply, language: Language, below: Sequence[Beside] = ()) -> Screen:
    """A reply as a message: its text, what stands below it, and what a person would do next."""
    room = paragraphs(*(one.text for one in below))
    text = answer_text(found, language, room)
    rows = [*_next(found, language), *(one.buttons for one in below if one.buttons)]
    here = flip(f"answer:{language}", language)
    return paragraphs(text, room), InlineKeyboardMarkup([*rows, [here]])


def answer_text(found: Reply, language: Language, below: str = "") -> Html:
    """A reply as a message, a log with its diagnosis; there is room for what stands below."""
    told = [tell_finding(finding, language) for finding in diagnosis_of(found)]
    diagnosis = lines(*(lines(bold(one.shown), one.tried) for one in told))
    text = _explained(found, language, f"{diagnosis}{below}")
    return paragraphs(*((diagnosis, text) if diagnosis_first(found) else (text, diagnosis)))


def explained(found: Reply, language: Language) -> Explanation:
    """A reply in words."""
    from solver.reply import explain_reply

    return explain_reply(found, language)


def _explained(found: Reply, language: Language, below: str) -> Html:
    """The answer and warnings, the steps, then what was read and assumed."""
    told = explained(found, language)
    answer = lines(*(bold(line) for line in told.answer), *map(with_code, told.beside))
    answer = paragraphs(answer, lines(*map(with_code, told.warnings)))
    read = quote([words.say("ask.read", language), *told.read] if told.read else [])
    assumed = lines(*told.assumed)
    steps = quote(fitting(told.steps, answer + read + assumed + below))
    return lines(answer, steps, read, assumed)


def with_code(line: str) -> Html:
    """A line in which `code` is monospaced, so that a tap copies it."""
    parts = line.split("`")
    if len(parts) % 2 == 0:
        return lines(line)
    return Html("".join(code(part) if i % 2 else lines(part) for i, part in enumerate(parts)))


def _next(result: Reply, language: Language) -> list[Sequence[InlineKeyboardButton]]:
    """What a person would do next: choose what is missing, see the formula, change a number."""
    if isinstance(result, Clarification):
        return [*_choices(result).inline_keyboard]
    if not isinstance(result, Solution | Contradiction):
        return []
    names = []
    if isinstance(result, Solution) and can_be_written(result):
        names.append("formula")
    if can_be_changed(result.problem) and not impossible(result):
        names.append("change")
    buttons = [button(f"answer.{name}", name, language) for name in names]
    explained = _explaining(result, language) if isinstance(result, Solution) else []
    return [row for row in (buttons, explained) if row]


def _explaining(solution: Solution, language: Language) -> list[InlineKeyboardButton]:
    """A button to the topic that explains what was asked first."""
    slug = library.explaining(solution.answers[0].quantity)
    if slug is None:
        return []
    title = library.topic(slug, language).title
    return [button("answer.topic", f"topic:{slug}:quick:{language}", language, title=title)]


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


def keep_changed(update: Update, house: House, message: int, problem: Problem) -> None:
    """Keep a problem that is no longer that of the question, which the message answered before."""
    keep(update, house, message, problem)
    house.store.questions.let_go(chat_of(update).id, message)


def kept_under(update: Update, house: House) -> KeptProblem | None:
    """The problem behind the message whose button was pressed."""
    return house.store.problems.answered_by(chat_of(update).id, written(update).message_id)


def _choices(result: Clarification) -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(f"{value:,}", callback_data=f"fill:{result.missing[0]}:{value}")
        for value in result.choices
    ]
    return grid(buttons, columns=4)
