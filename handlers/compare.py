"""Comparisons: several trainings that differ in one thing, in one message and one picture."""

from sqlite_utils.db import NotFoundError
from telegram import InlineKeyboardButton, ReplyParameters, Update
from telegram.constants import ChatAction

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.compare_words import comparison_caption, result
from handlers.context import Context, House, chat_of, met, note, tell, written
from handlers.experiment_words import result_buttons, told
from handlers.follow import follow
from handlers.html import bold, lines, paragraphs, say
from handlers.keyboards import grid
from handlers.own_runs import own_history, own_run
from handlers.presses import heard, owned, pressed
from handlers.train import GOING_LIMIT, faults_text, not_theirs
from trainer.budget import BUDGET
from trainer.comparison import Comparison, Histories, as_dict, faults, from_dict, labels
from trainer.comparison_picture import draw_comparison
from trainer.comparison_words import NO_DIFFERENCE
from trainer.config import from_dict as run_from_dict

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
        text = say("compare.too_long", language, seconds=round(seconds), most=round(BUDGET))
        await tell(update, text)
    elif len(house.store.runs.going_of(person.id)) >= GOING_LIMIT:
        await tell(update, say("train.enough", language, limit=GOING_LIMIT))
    else:
        kept = {**as_dict(comparison), **({"experiment": experiment} if experiment else {})}
        chat = chat_of(update).id
        run = house.store.runs.add(person.id, chat, language, kept, house.clock())
        note(update, house, "comparison", run=run.id, experiment=experiment)
        follow(context.whole_bot, run)


async def on_compared(update: Update, context: Context) -> None:
    """Show the picture of a comparison again."""
    query, (number,) = pressed(update)
    run = await _own_comparison(update, context, int(number))
    if run is None:
        return
    if run.history is None:
        await heard(query, words.say("shared.gone", run.language))
        return
    await heard(query)
    await chat_of(update).send_action(ChatAction.UPLOAD_PHOTO)
    histories, comparison = Histories.from_json(run.history), from_dict(run.config)
    names = labels(comparison, run.language)
    picture = await context.house.engine.call(
        draw_comparison, histories, comparison, names, run.language
    )
    guess = context.house.store.guesses.of(run.id)
    text = paragraphs(comparison_caption(run, histories), told(run, histories, guess))
    await chat_of(update).send_photo(picture, text, reply_markup=result_buttons(run))


async def on_compare_again(update: Update, context: Context) -> None:
    """Train all runs of a comparison once more."""
    query, (number,) = pressed(update)
    run = await _own_comparison(update, context, int(number))
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
    query, numbers = pressed(update)
    house, person = context.house, met(update, context.house)
    found = [await own_history(query, int(number), person, house) for number in numbers]
    both = [one for one in found if one]
    if len(both) < len(found):
        return
    await heard(query)
    await chat_of(update).send_action(ChatAction.UPLOAD_PHOTO)
    runs = [run for run, _ in both]
    histories = Histories(history for _, history in both)
    language = runs[0].language
    comparison = _side_by_side(*runs)
    differing = labels(comparison, language)
    names = tuple(f"#{run.id} {name}".strip() for run, name in zip(runs, differing, strict=True))
    picture = await house.engine.call(draw_comparison, histories, comparison, names, language)
    caption = result("", comparison, histories, names, language)
    reply = ReplyParameters(written(update).message_id, allow_sending_without_reply=True)
    await chat_of(update).send_photo(picture, caption, reply_parameters=reply)


async def _own_comparison(update: Update, context: Context, number: int) -> Run | None:
    """The comparison of a pressed button; None where there is none, and the presser is told so."""
    query, person = pressed(update)[0], met(update, context.house)
    try:
        run = context.house.store.runs.get(number)
    except NotFoundError:
        run = None
    if run is None or not run.compares:
        await heard(query, words.say("shared.gone", person.language))
        return None
    return run if await owned(query, run.person, person) else None


def _others(run: Run, house: House, person: Person) -> list[Run]:
    """The last runs of a person that have a history, without this one."""
    found = house.store.runs.latest_of(person.id, _LOOKED_AT)
    others = [one for one in found if one.history and not one.compares and one.id != run.id]
    return others[:LISTED]


def _side_by_side(*runs: Run) -> Comparison:
    return Comparison(tuple(run_from_dict(run.config) for run in runs))


def _difference(run: Run, other: Run) -> str:
    """What another run has that this one has not."""
    name = labels(_side_by_side(run, other), run.language)[1]
    return name or NO_DIFFERENCE.say(run.language)
