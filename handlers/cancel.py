"""/cancel and the button under a running training: stop what is going on."""

from telegram import Update

from data import words
from handlers import follow, readings, rounds
from handlers.context import Context, chat_of, met, tell
from handlers.html import say
from handlers.own_runs import any_run
from handlers.presses import heard, pressed


async def on_cancel(update: Update, context: Context) -> None:
    """Stop the trainings of a person in this chat, what is being read to them, or a round."""
    person = met(update, context.house)
    going = context.house.store.runs.going_of(person.id)
    here = [run for run in going if run.chat == chat_of(update).id]
    for run in here:
        await follow.cancel(context.whole_bot, run)
    done = [f"#{run.id}" for run in here]
    if await readings.stop(context.house, chat_of(update).id, person.id):
        done.append(words.say("hear.reading", person.language))
    if not done and await rounds.cancelled(update, context):
        return
    if done:
        await tell(update, say("cancel.done", person.language, runs=", ".join(done)))
    else:
        await tell(update, say("cancel.nothing", person.language))


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
