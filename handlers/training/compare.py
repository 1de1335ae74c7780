"""Comparisons: several trainings that differ in one thing, in one message and one picture."""

from collections.abc import Sequence
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ChatAction

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.context import Context, House, chat_of, met, tell
from handlers.html import bold, lines, say
from handlers.keyboards import flip, grid
from handlers.presses import heard, owned, pressed, to_pressed
from handlers.screens import Screen, turned_to
from handlers.training.begin import begin
from handlers.training.own_runs import own_run
from handlers.training.shorter import shorter_of
from handlers.training.sides import own_comparison, own_sides, side_by_side, sides_buttons
from handlers.training.sides_views import sides_picture
from handlers.ways_on import way
from trainer.comparison import from_dict, labels
from trainer.comparison_words import NO_DIFFERENCE

LISTED = 8
_LOOKED_AT = 40
"""Last trainings of a person among which others to compare with are looked for."""


async def on_shorter(update: Update, context: Context) -> None:
    """Start a comparison that was offered in place of one that takes too long."""
    query, (owner, number, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    shorter = shorter_of(house, person, int(number))
    if shorter is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    await begin(update, context, shorter, cast("Language", shown_in))


async def on_compared(update: Update, context: Context) -> None:
    """Show the picture of a comparison again."""
    await _send(update, context, pressed(update)[1][0])


async def on_compare_again(update: Update, context: Context) -> None:
    """Train all runs of a comparison once more."""
    query, (number,) = pressed(update)
    run = await own_comparison(update, context.house, number)
    if run is not None:
        await heard(query)
        key = run.config.get("experiment")
        experiment = key if isinstance(key, str) else None
        await begin(update, context, from_dict(run.config), run.language, experiment=experiment)


async def on_with(update: Update, context: Context) -> None:
    """List the other trainings of a person that one can be held against."""
    query, (number, *shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    run = await own_run(update, house, number)
    if run is None:
        return
    screen = _choice(
        run, _others(run, house, person), cast("Language", (*shown_in, run.language)[0])
    )
    if shown_in:
        await turned_to(update, screen)
    else:
        await heard(query)
        await tell(update, *screen)


def _choice(run: Run, others: Sequence[Run], language: Language) -> Screen:
    """The trainings that one can be held against."""
    here = [flip(f"with:{run.id}:{language}", language)]
    if not others:
        rows = [[way("train", language), *here]]
        return say("compare.no_other", language), InlineKeyboardMarkup(rows)
    listed = (f"#{other.id} {_difference(run, other, language)}" for other in others)
    head = bold(words.say("compare.which", language, run=run.id))
    buttons = [
        InlineKeyboardButton(f"#{other.id}", callback_data=f"against:{run.id}:{other.id}")
        for other in others
    ]
    keyboard = [*grid(buttons, columns=4).inline_keyboard, here]
    return lines(head, *listed), InlineKeyboardMarkup(keyboard)


async def on_against(update: Update, context: Context) -> None:
    """Send the picture of two trainings of a person side by side."""
    await _send(update, context, "-".join(pressed(update)[1]), to_pressed(update))


async def _send(
    update: Update, context: Context, key: str, reply: ReplyParameters | None = None
) -> None:
    """Send the picture of trainings side by side, with the buttons of its other looks."""
    query, house = pressed(update)[0], context.house
    sides = await own_sides(update, house, key)
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


def _difference(run: Run, other: Run, language: Language) -> str:
    """What another run has that this one has not."""
    name = labels(side_by_side(run, other), language)[1]
    return name or NO_DIFFERENCE.say(language)
