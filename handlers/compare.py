"""Comparisons: several trainings that differ in one thing, in one message and one picture."""

from telegram import InlineKeyboardButton, ReplyParameters, Update
from telegram.constants import ChatAction

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.context import Context, House, chat_of, met, note, tell
from handlers.follow import follow
from handlers.html import bold, lines, say
from handlers.keyboards import grid
from handlers.own_runs import own_run
from handlers.presses import heard, owned, pressed
from handlers.shorter import shorter_of, too_long
from handlers.sides import own_comparison, own_sides, side_by_side, sides_buttons
from handlers.sides_views import sides_picture
from handlers.train import GOING_LIMIT, faults_text, not_theirs
from handlers.views import to_picture
from trainer.budget import BUDGET
from trainer.comparison import Comparison, as_dict, faults, from_dict, labels
from trainer.comparison_words import NO_DIFFERENCE

LISTED = 8
_LOOKED_AT = 40
"""Last trainings of a person among which others to compare with are looked for."""


async def begin_comparison(
    update: Update,
    context: Context,
    comparison: Comparison,
    language: Language,
    *,
    experiment: str | None = None,
) -> None:
    """Queue a comparison and follow it, unless it cannot be or the person has enough going.

    Args:
        update: who asks for it, and where.
        context: the house behind the chat.
        comparison: what to train.
        language: in which it is shown.
        experiment: the key of the ready-made experiment that it is; None where it is none. It is
            kept in the configuration of the run.
    """
    house, person = context.house, met(update, context.house)
    theirs = [fault for run in comparison.runs for fault in not_theirs(run, house, person)]
    wrong = faults(comparison) or tuple(dict.fromkeys(theirs))
    seconds = 0.0 if wrong else sum(map(house.engine.estimate, comparison.runs))
    if wrong:
        await tell(update, faults_text(wrong, language))
    elif seconds > BUDGET:
        await tell(update, *too_long(house, person, comparison, seconds, language))
    elif len(house.store.runs.going_of(person.id)) >= GOING_LIMIT:
        await tell(update, say("train.enough", language, limit=GOING_LIMIT))
    else:
        kept = {**as_dict(comparison), **({"experiment": experiment} if experiment else {})}
        chat = chat_of(update).id
        run = house.store.runs.add(person.id, chat, language, kept, house.clock())
        note(update, house, "comparison", run=run.id, experiment=experiment)
        follow(context.whole_bot, run)


async def on_shorter(update: Update, context: Context) -> None:
    """Start a comparison that was offered in place of one that takes too long."""
    query, (owner, number) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    shorter = shorter_of(house, person, int(number))
    if shorter is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    await begin_comparison(update, context, shorter, person.language)


async def on_compared(update: Update, context: Context) -> None:
    """Show the picture of a comparison again."""
    await _send(update, context, pressed(update)[1][0])


async def on_compare_again(update: Update, context: Context) -> None:
    """Train all runs of a comparison once more."""
    query, (number,) = pressed(update)
    person = met(update, context.house)
    run = await own_comparison(query, int(number), person, context.house)
    if run is not None:
        await heard(query)
        key = run.config.get("experiment")
        experiment = key if isinstance(key, str) else None
        comparison = from_dict(run.config)
        await begin_comparison(update, context, comparison, run.language, experiment=experiment)


async def on_with(update: Update, context: Context) -> None:
    """List the other trainings of a person that one can be held against."""
    query, (number,) = pressed(update)
    house, person = context.house, met(update, context.house)
    run = await own_run(query, int(number), person, house)
    if run is None:
        return
    await heard(query)
    others = _others(run, house, person)
    if not others:
        await tell(update, say("compare.no_other", run.language))
        return
    listed = (f"#{other.id} {_difference(run, other)}" for other in others)
    head = bold(words.say("compare.which", run.language, run=run.id))
    buttons = [
        InlineKeyboardButton(f"#{other.id}", callback_data=f"against:{run.id}:{other.id}")
        for other in others
    ]
    await tell(update, lines(head, *listed), grid(buttons, columns=4))


async def on_against(update: Update, context: Context) -> None:
    """Send the picture of two trainings of a person side by side."""
    await _send(update, context, "-".join(pressed(update)[1]), to_picture(update))


async def _send(
    update: Update, context: Context, key: str, reply: ReplyParameters | None = None
) -> None:
    """Send the picture of trainings side by side, with the buttons of its other looks."""
    query, house = pressed(update)[0], context.house
    sides = await own_sides(query, key, met(update, house), house)
    if sides is None:
        return
    await heard(query)
    await chat_of(update).send_action(ChatAction.UPLOAD_PHOTO)
    picture = await sides_picture(house, sides)
    buttons = sides_buttons(sides)
    await chat_of(update).send_photo(
        picture, sides.caption, reply_markup=buttons, reply_parameters=reply
    )


def _others(run: Run, house: House, person: Person) -> list[Run]:
    """The last runs of a person that have a history, without this one."""
    found = house.store.runs.latest_of(person.id, _LOOKED_AT)
    others = [one for one in found if one.history and not one.compares and one.id != run.id]
    return others[:LISTED]


def _difference(run: Run, other: Run) -> str:
    """What another run has that this one has not."""
    name = labels(side_by_side(run, other), run.language)[1]
    return name or NO_DIFFERENCE.say(run.language)
