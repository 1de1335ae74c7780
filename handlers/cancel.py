"""/cancel and the button under a running training: stop what is going on."""

from sqlite_utils.db import NotFoundError
from telegram import Update

from data import words
from handlers import follow, readings
from handlers.context import Context, chat_of, met, tell
from handlers.html import say
from handlers.presses import heard, owned, pressed


async def on_cancel(update: Update, context: Context) -> None:
    """Stop the trainings of a person in this chat, and what is being read to them."""
    person = met(update, context.house)
    going = context.house.store.runs.going_of(person.id)
    here = [run for run in going if run.chat == chat_of(update).id]
    for run in here:
        await follow.cancel(context.whole_bot, run)
    done = [f"#{run.id}" for run in here]
    if await readings.stop(context.house, chat_of(update).id, person.id):
        done.append(words.say("hear.reading", person.language))
    if done:
        await tell(update, say("cancel.done", person.language, runs=", ".join(done)))
    else:
        await tell(update, say("cancel.nothing", person.language))


async def on_stop(update: Update, context: Context) -> None:
    """Stop the training whose button was pressed."""
    query, (number,) = pressed(update)
    person = met(update, context.house)
    try:
        run = context.house.store.runs.get(int(number))
    except NotFoundError:
        await heard(query, words.say("shared.gone", person.language))
        return
    if not await owned(query, run.person, person):
        return
    if await follow.cancel(context.whole_bot, run):
        await heard(query)
    else:
        await heard(query, words.say("cancel.too_late", person.language))
