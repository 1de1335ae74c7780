"""The button "Change a number": any number of a solved exercise is changed in place.

While a new value is awaited, the quantity is no longer known and its old value is the one rival of
the kept problem, so that any button works after a restart, and a typed number is understood.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from telegram import InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.problems import KeptProblem
from handlers.asking.answers import can_be_changed, keep, keep_changed, kept_under
from handlers.asking.field_buttons import fields, question, value_text, values
from handlers.context import Context, House, chat_of, met, tell, written
from handlers.html import Html
from handlers.live import Place, end_with_text
from handlers.presses import heard, owned, pressed, refreshed
from handlers.rich.answers import answer_screen, answer_text
from solver.faults import fault_of
from solver.problem import Known, Problem
from solver.reading.tokens.values import read_value
from solver.results import Contradiction, Result
from solver.spans import exact

if TYPE_CHECKING:
    from data.words import Language


async def on_change(update: Update, context: Context) -> None:
    """Offer every number of an answered exercise as a button."""
    _, shown_in = pressed(update)
    problem = await _opened(update, context)
    if problem:
        problem = _in(problem, shown_in)
        person, result = met(update, context.house), await _solved(context.house, problem)
        text = answer_text(result, problem.language, rich=person.rich)
        await _show(update, context, problem, text, fields(problem))


async def on_field(update: Update, context: Context) -> None:
    """Ask for another value of the pressed quantity, with usual ones as buttons."""
    query, (quantity, *shown_in) = pressed(update)
    problem = await _opened(update, context)
    known = _known(problem, quantity) if problem else None
    if problem and known:
        problem = _in(problem, shown_in)
        language = problem.language
        text, keyboard = question(known, language), values(known, language)
        await _show(update, context, _asking(problem, known), text, keyboard)
    elif problem:
        await heard(query, words.say("shared.gone", problem.language))


async def on_value(update: Update, context: Context) -> None:
    """Solve again with the value of the pressed button, in the same message."""
    query, (quantity, value) = pressed(update)
    problem = await _opened(update, context)
    known = _known(problem, quantity) if problem else None
    if problem is None:
        return
    changed = replace(known, value=exact(Fraction(value.replace("_", "/")))) if known else None
    if changed is None or fault_of(changed):
        await heard(query, words.say("shared.gone", problem.language))
    else:
        await show_answer(update, context, _with(problem, changed))


async def took_as_value(update: Update, context: Context, person: Person, text: str) -> bool:
    """Take a typed number as the new value that was asked for, where one was.

    Returns:
        Whether it was taken: then the answer above shows what follows.
    """
    house, value = context.house, read_value(text)
    kept = None if value is None else _latest(update, house, person)
    problem = Problem.from_json(kept.problem) if kept else None
    if kept is None or problem is None or value is None or not is_asking(problem):
        return False
    changed = replace(problem.rivals[0], value=value)
    fault = fault_of(changed)
    if fault:
        wrong = Contradiction(problem, faults=(replace(fault, known=replace(changed, text=text)),))
        await tell(update, answer_text(wrong, problem.language, rich=person.rich))
        return True
    problem = _with(restored(problem), changed)
    result = await _solved(house, problem)
    place = Place(context.bot, chat_of(update).id, kept.message)
    screen = answer_screen(result, problem.language, rich=person.rich)
    shown = await end_with_text(place, *screen)
    keep_changed(update, house, shown, problem)
    return True


async def leave(update: Update, context: Context, kept: KeptProblem) -> None:
    """Let a number be as it was, whose new value was asked for."""
    house, problem = context.house, restored(Problem.from_json(kept.problem))
    person, result = met(update, house), await _solved(house, problem)
    place = Place(context.bot, chat_of(update).id, kept.message)
    screen = answer_screen(result, problem.language, rich=person.rich)
    keep_changed(update, house, await end_with_text(place, *screen), problem)


def is_asking(problem: Problem) -> bool:
    """Whether a problem waits for another value of one of its numbers."""
    return len(problem.rivals) == 1 and problem.value_of(problem.rivals[0].quantity) is None


def restored(problem: Problem) -> Problem:
    """The problem as it was before another value was asked for."""
    if not is_asking(problem):
        return problem
    return replace(problem.with_known(*problem.rivals), rivals=())


def _asking(problem: Problem, known: Known) -> Problem:
    rest = tuple(other for other in problem.knowns if other != known)
    return replace(problem, knowns=rest, rivals=(known,))


def _latest(update: Update, house: House, person: Person) -> KeptProblem | None:
    """The person's exercise that was replied to, else their last one in this chat."""
    chat, replied = chat_of(update).id, written(update).reply_to_message
    problems = house.store.problems
    kept = problems.answered_by(chat, replied.message_id) if replied else None
    kept = kept or problems.latest(chat, person.id)
    return kept if kept and kept.person == person.id else None


async def _opened(update: Update, context: Context) -> Problem | None:
    """The problem behind a pressed button, where it is there and the presser's own."""
    query, _ = pressed(update)
    person, kept = met(update, context.house), kept_under(update, context.house)
    if kept is None:
        await heard(query, words.say("shared.gone", person.language))
    elif await owned(query, kept.person, person):
        problem = restored(Problem.from_json(kept.problem))
        if can_be_changed(problem):
            return problem
        await heard(query, words.say("shared.gone", person.language))
    return None


async def show_answer(update: Update, context: Context, problem: Problem) -> None:
    """Answer a problem that was changed, in the message of the pressed button."""
    query, _ = pressed(update)
    await heard(query)
    keep_changed(update, context.house, written(update).message_id, problem)
    result = await _solved(context.house, problem)
    person = met(update, context.house)
    await refreshed(query, *answer_screen(result, problem.language, rich=person.rich))


async def _show(
    update: Update,
    context: Context,
    problem: Problem,
    text: Html,
    keyboard: InlineKeyboardMarkup,
) -> None:
    """Keep the problem, and put a text and buttons into the message of the pressed one."""
    query, _ = pressed(update)
    await heard(query)
    keep(update, context.house, written(update).message_id, problem)
    await refreshed(query, text, keyboard)


async def _solved(house: House, problem: Problem) -> Result:
    from handlers.asking.thoughts import solved

    return await house.thinker.call(solved, problem)


def _with(problem: Problem, known: Known) -> Problem:
    """The problem with a value that the person chose."""
    from solver.sweep import with_value

    text = value_text(known, problem.language)
    return with_value(problem, replace(known, source="stated", text=text))


def _in(problem: Problem, shown_in: Sequence[str]) -> Problem:
    """The problem in the language of a button, where that names one."""
    return replace(problem, language=cast("Language", shown_in[0])) if shown_in else problem


def _known(problem: Problem, quantity: str) -> Known | None:
    return next((known for known in problem.knowns if known.quantity == quantity), None)
