"""/cancel: whatever is going on for a person in a chat ends, and one sentence says what it was."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.words import Language
from handlers.asking import fields
from handlers.context import Context, House, chat_of, met, tell
from handlers.delivery.turns import first
from handlers.html import say
from handlers.keyboards import flip
from handlers.learning import readings
from handlers.personal import forget
from handlers.presses import heard, pressed
from handlers.quizzes import quiz, sprint
from handlers.screens import Screen, turned_to
from handlers.together import rounds
from handlers.training import follow
from handlers.training.own_runs import any_run
from handlers.ways_on import way
from solver import Problem

_LEADS_ON = {
    "run": "train",
    "reading": "audiobook",
    "sprint": "sprint",
    "question": "quiz",
    "change": "exercise",
    "daily": "daily",
    "forget": "privacy",
}
"""What can go on, and what to do next by its name in `go.py`."""
_NOTHING, _BETWEEN = "none", "-"
_ONE = rf"({'|'.join(_LEADS_ON)}|\d{{1,9}})"
ENDED = rf"{_NOTHING}|{_ONE}({_BETWEEN}{_ONE}){{0,9}}"
"""The data of the button to the other language: what was ended."""


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
    names = first("cancelled", _BETWEEN.join(one.name for one in going) or None)
    for one in going:
        await one.end()
    around = house.store.rounds.going_in(chat_of(update).id)
    leads = around is not None and await rounds.may_lead(context, around, person)
    if (leads or not names) and await rounds.cancelled(update, context) and not names:
        return
    await tell(update, *_ended(names or _NOTHING, person.language))


async def on_turned(update: Update, _context: Context) -> None:
    """Say in the language of a button what was ended."""
    _, (names, shown_in) = pressed(update)
    await turned_to(update, _ended(names, cast("Language", shown_in)))


async def on_stop(update: Update, context: Context) -> None:
    """Stop the training whose button was pressed."""
    query, (number,) = pressed(update)
    person = met(update, context.house)
    run = await any_run(query, int(number), person, context.house)
    if run is None:
        return
    if await follow.cancel(context.whole_bot, run):
        await heard(query)
    else:
        await heard(query, words.say("cancel.too_late", person.language))


def _ended(names: str, language: Language) -> Screen:
    """What was ended, and a way on."""
    here = [flip(f"ended:{names}:{language}", language)]
    if names == _NOTHING:
        ways_on = [way("quiz", language), way("help", language)]
        return say("cancel.nothing", language), InlineKeyboardMarkup([ways_on, here])
    each = names.split(_BETWEEN)
    told = ("、" if language == "zh" else ", ").join(_told(name, language) for name in each)
    leads_on = _LEADS_ON.get(each[0], _LEADS_ON["run"])
    text = say("cancel.done", language, told=told)
    return text, InlineKeyboardMarkup([[way(leads_on, language)], here])


def _told(name: str, language: Language) -> str:
    key = "run" if name.isdecimal() else name
    return words.say(f"cancel.{key}", language, number=f"#{name}")


def _going(update: Update, context: Context, person: Person) -> Iterator[Going]:
    """All that goes on, and all that waits for something to be typed or pressed."""
    house, chat = context.house, chat_of(update).id
    for run in house.store.runs.going_of(person.id):
        if run.chat == chat:
            yield Going(str(run.id), partial(follow.cancel, context.whole_bot, run))
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
