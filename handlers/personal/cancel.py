"""/cancel: whatever is going on for a person in a chat ends, and one sentence says what it was."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from telegram import Update

from data import words
from data.people import Person
from data.words import Language
from handlers import cancellable
from handlers.asking import fields
from handlers.context import Context, House, chat_of, met, tell
from handlers.delivery.turns import first
from handlers.html import Html, say
from handlers.learning import readings
from handlers.personal import forget
from handlers.presses import heard, pressed
from handlers.quizzes import quiz, sprint
from handlers.screens import Screen
from handlers.together import rounds
from handlers.training import follow
from handlers.training.own_runs import any_run
from handlers.ways_on import onward
from solver.problem import Problem

_LEADS_ON = {
    "run": "train",
    "film": "runs",
    "photo": "exercise",
    "export": "export",
    "reading": "audiobook",
    "sprint": "sprint",
    "question": "quiz",
    "change": "exercise",
    "daily": "daily",
    "forget": "privacy",
}
"""What can go on, and what to do next by its name in `go.py`."""


@dataclass(frozen=True)
class Going:
    """Something that goes on for a person in a chat.

    Attributes:
        name: what it is; of a training, its number.
        end: ends it.
    """

    name: str
    end: Callable[[], Awaitable[object]]


async def on_cancel(update: Update, context: Context) -> None:
    """End what is going on for a person in this chat, and a group's round if they lead it."""
    house, person = context.house, met(update, context.house)
    going = [*_going(update, context, person)]
    found: list[str] | None = [one.name for one in going] or None
    names = first("cancelled", found)
    for one in going:
        await one.end()
    around = house.store.rounds.going_in(chat_of(update).id)
    leads = around is not None and await rounds.may_lead(context, around, person)
    if (leads or not names) and await rounds.cancelled(update, context) and not names:
        return
    screen = _told(house, person, names) if names else _nothing(house, person)
    await tell(update, *screen)


async def on_stop(update: Update, context: Context) -> None:
    """Stop the training whose button was pressed."""
    query, (number,) = pressed(update)
    run = await any_run(update, context.house, number)
    if run is None:
        return
    if await follow.cancel(context.whole_bot, run):
        await heard(query)
    else:
        language = met(update, context.house).language
        await heard(query, words.say("cancel.too_late", language))


def _nothing(house: House, person: Person) -> Screen:
    return onward(house, person.id, partial(say, "cancel.nothing"), person.language, "quiz", "help")


def _told(house: House, person: Person, names: Sequence[str]) -> Screen:
    """What was ended, and a way on."""
    ended, leads_on = partial(_ended, names), _LEADS_ON[_kind(names[0])]
    return onward(house, person.id, ended, person.language, leads_on)


def _ended(names: Sequence[str], language: Language) -> Html:
    each = [words.say(f"cancel.{_kind(name)}", language, number=f"#{name}") for name in names]
    return say("cancel.done", language, told=("、" if language == "zh" else ", ").join(each))


def _kind(name: str) -> str:
    return "run" if name.isdecimal() else name


def _going(update: Update, context: Context, person: Person) -> Iterator[Going]:
    """All that goes on, and all that waits for something to be typed or pressed."""
    house, chat = context.house, chat_of(update).id
    for run in house.store.runs.going_of(person.id):
        if run.chat == chat:
            yield Going(str(run.id), partial(follow.cancel, context.whole_bot, run))
    for name in cancellable.made_for(house, chat, person.id):
        yield Going(name, partial(cancellable.stop, house, chat, person.id, name))
    if (chat, person.id) in house.readings:
        yield Going("reading", partial(readings.stop, house, chat, person.id))
    sprinting = house.store.sprints.going_of(person.id)
    if sprinting and sprinting.chat == chat:
        yield Going("sprint", partial(sprint.cancel, context.whole_bot, sprinting))
    yield from _waiting(update, context, person)


def _waiting(update: Update, context: Context, person: Person) -> Iterator[Going]:
    """What waits for an answer, a number, a time zone or a decision."""
    house, chat = context.house, chat_of(update).id
    asked = house.store.reviews.latest_asked(person.id, chat)
    if asked and asked.answered_at is None:
        yield Going("question", partial(quiz.leave, context.bot, house, asked))
    kept = house.store.problems.latest(chat, person.id)
    if kept and fields.is_asking(Problem.from_json(kept.problem)):
        yield Going("change", partial(fields.leave, update, context, kept))
    daily = house.store.dailies.get(person.id)
    if daily and daily.state == "new" and daily.chat == chat:
        yield Going("daily", partial(_without_daily, house, person))
    if message := forget.asked_in(house, person, chat):
        yield Going("forget", partial(forget.keep, update, context, message))


async def _without_daily(house: House, person: Person) -> None:
    house.store.dailies.remove(person.id)
