"""How a training or a comparison is begun: queued and followed, unless it cannot be."""

import math
from collections.abc import Mapping, Sequence
from functools import partial

from telegram import Update
from telegram.constants import ChatAction

from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.context import Context, House, chat_of, met, note, tell
from handlers.delivery.turns import first, once
from handlers.html import Html, lines, say
from handlers.operations.budget import LIMITS
from handlers.screens import Screen
from handlers.together.group_settings import may_begin
from handlers.training.follow import follow
from handlers.training.shorter import too_long
from handlers.ways_on import onward
from trainer import checks, comparison, config
from trainer.budget import BUDGET, DOUBTFUL
from trainer.choices.own import own
from trainer.comparison import Comparison
from trainer.config import RunConfig
from trainer.faults import Fault

GOING_LIMIT = 4  # trainings of one person: one running and three waiting


async def begin(
    update: Update,
    context: Context,
    wanted: RunConfig | Comparison,
    language: Language,
    *,
    message: int | None = None,
    experiment: str | None = None,
) -> Run | None:
    """Queue a training and follow it, unless it cannot be or the person has enough going.

    Args:
        update: who asks for it, and where.
        context: the house behind the chat.
        wanted: what to train.
        language: in which it is shown.
        message: the bot's message to show it in; None for a new one.
        experiment: the key of the ready-made experiment that it is; None where it is none. It is
            kept in the configuration of the run.

    Returns:
        The training; None where it was not begun, which was told.
    """
    house, person = context.house, met(update, context.house)
    if not await may_begin(update, context):
        return None
    if wrong := _faults(wanted, house, person):
        await tell(update, *faults_screen(house, person, wrong, language))
    elif first("going", len(house.store.runs.going_of(person.id))) >= GOING_LIMIT:
        said = partial(say, "train.enough", limit=GOING_LIMIT)
        await tell(update, *onward(house, person.id, said, language, "runs", "cancel"))
    elif pause := house.budget.spend(person.id, "training", house.clock().timestamp()):
        most, minutes = LIMITS["training"].most, math.ceil(pause.seconds / 60)
        said = partial(say, "budget.trainings", most=most, minutes=minutes)
        await tell(update, *onward(house, person.id, said, language, "runs", "quiz"))
    elif (seconds := await _seconds(update, house, wanted)) > BUDGET:
        await tell(update, *await too_long(house, person, wanted, seconds, language))
    else:
        kept, chat = _kept(wanted, experiment), chat_of(update).id
        runs, now = house.store.runs, house.clock()
        run = runs.get(once("run", lambda: runs.add(person.id, chat, language, kept, now).id))
        if message:
            runs.show_in(run.id, message)
        kind = "comparison" if run.compares else "training"
        note(update, house, kind, run=run.id, experiment=experiment)
        run = runs.get(run.id)
        follow(context.whole_bot, run)
        return run
    return None


def not_theirs(config: RunConfig, house: House, person: Person) -> tuple[Fault, ...]:
    """A table is for those alone who sent it, and only until they send another."""
    table, sent = own(config.dataset), house.store.tables.of(person.id)
    if table is None or (sent and sent.number == table.number):
        return ()
    return (Fault("dataset", config.dataset, "sent"),)


def faults_text(wrong: Sequence[Fault], language: Language) -> Html:
    """What is wrong with a training that was asked for."""
    return lines(*(fault.say(language) for fault in wrong), say("train.instead", language))


def faults_screen(
    house: House, person: Person, wrong: Sequence[Fault], language: Language
) -> Screen:
    """The same as a message, with the way to a training that can be."""
    return onward(house, person.id, partial(faults_text, wrong), language, "panel")


def _faults(wanted: RunConfig | Comparison, house: House, person: Person) -> tuple[Fault, ...]:
    if isinstance(wanted, RunConfig):
        return checks.faults(wanted) or not_theirs(wanted, house, person)
    theirs = [fault for run in wanted.runs for fault in not_theirs(run, house, person)]
    return comparison.faults(wanted) or tuple(dict.fromkeys(theirs))


async def _seconds(update: Update, house: House, wanted: RunConfig | Comparison) -> float:
    """About how long it takes; to try a long training takes a moment itself."""
    if isinstance(wanted, Comparison):
        return sum(map(house.engine.estimate, wanted.runs))
    if house.engine.estimate(wanted) >= DOUBTFUL:
        await chat_of(update).send_action(ChatAction.TYPING)
    return await house.engine.measured_estimate(wanted)


def _kept(wanted: RunConfig | Comparison, experiment: str | None) -> Mapping[str, object]:
    if isinstance(wanted, RunConfig):
        return config.as_dict(wanted)
    named = {"experiment": experiment} if experiment else {}
    return {**comparison.as_dict(wanted), **named}
