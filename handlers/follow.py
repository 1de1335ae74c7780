"""Following a training: queued, live, shown; and taken up again after a restart."""

import asyncio

from data.runs import Run
from handlers.context import Bot, House
from handlers.experiment_words import right
from handlers.html import lines, say
from handlers.live import LiveMessage, Place, end_with_photo, end_with_text
from handlers.next_runs import again_button
from handlers.run_words import cancelled_text, caption, progress_text, stop_button
from handlers.sides import Sides, sides_buttons, sides_of
from handlers.sides_views import sides_picture
from handlers.views import picture_buttons
from trainer import comparison
from trainer.charts import draw
from trainer.comparison import Histories
from trainer.config import from_dict
from trainer.engines.engine import Compared
from trainer.engines.local import Outcome, RunFailed
from trainer.events import Event, Started
from trainer.faults import InvalidRun
from trainer.history import History


def take_up_unfinished(application: Bot) -> None:
    """Follow every run that was not shown to its end when the bot stopped, with its own seed."""
    for run in application.bot_data["house"].store.runs.unfinished():
        follow(application, run)


def follow(application: Bot, run: Run) -> None:
    """Train in the background what is queued, and show it in one message."""
    trainings = application.bot_data["house"].trainings
    task = application.create_task(_follow(application, run), name=f"run {run.id}")
    trainings[run.id] = task
    task.add_done_callback(lambda _: trainings.pop(run.id, None))


async def stop_following(house: House) -> None:
    """Let go of all runs, which are taken up at the next start, and of what is read aloud."""
    tasks = [*house.trainings.values(), *house.readings.values()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def cancel(application: Bot, run: Run) -> bool:
    """End a run now.

    Returns:
        False where it had ended before.
    """
    house = application.bot_data["house"]
    if not house.store.runs.stop(run.id, "cancelled", house.clock()):
        return False
    task = house.trainings.get(run.id)
    if task:
        task.cancel()
        await asyncio.wait([task])
    run = house.store.runs.get(run.id)
    if run.message:
        place = Place(application.bot, run.chat, run.message)
        await end_with_text(place, cancelled_text(run), again_button(run))
    return True


async def _follow(application: Bot, run: Run) -> None:
    house = application.bot_data["house"]
    place = await _place(application, run)
    if run.history is None:
        await _train(house, place, run)
    elif run.compares:
        histories = Histories.from_json(run.history)
        picture = await sides_picture(house, sides_of(run, histories, house))
        await _show(house, place, run, histories, picture)
    else:
        history = History.from_json(run.history)
        chart = await house.engine.call(draw, history, from_dict(run.config), run.language)
        await _show(house, place, run, history, chart)


async def _place(application: Bot, run: Run) -> Place:
    """Where a run is shown; a message is sent for it where there is none yet."""
    if run.message is not None:
        return Place(application.bot, run.chat, run.message)
    house, text = application.bot_data["house"], progress_text(run, Started())
    sent = await application.bot.send_message(
        run.chat, text, disable_notification=True, reply_markup=stop_button(run)
    )
    house.pace.sent(run.chat)
    house.store.runs.show_in(run.id, sent.message_id)
    return Place(application.bot, run.chat, sent.message_id)


async def _train(house: House, place: Place, run: Run) -> None:
    try:
        outcome = await _train_live(house, place, run)
    except InvalidRun as refusal:  # what was queued before a restart may not be allowed any more
        house.store.runs.stop(run.id, "failed", house.clock())
        await end_with_text(place, lines(refusal.say(run.language)))
        return
    except RunFailed:
        house.store.runs.stop(run.id, "failed", house.clock())
        await end_with_text(place, say("run.failed", run.language, run=run.id))
        raise
    if house.store.runs.trained(run.id, outcome.history.to_json(), house.clock()):
        await _show(house, place, run, outcome.history, outcome.chart)


async def _train_live(house: House, place: Place, run: Run) -> Outcome | Compared:
    starting = progress_text(run, Started()), stop_button(run)
    async with LiveMessage(place, house.pace, starting) as live:

        def report(event: Event) -> None:
            if isinstance(event, Started):
                house.store.runs.start(run.id)
            live.show(progress_text(run, event), stop_button(run))

        if run.compares:
            compared = comparison.from_dict(run.config)
            return await house.engine.compare(compared, run.language, report, run.person)
        return await house.engine.run(from_dict(run.config), run.language, report, run.person)


def _compared(house: House, run: Run, histories: Histories) -> Sides:
    """What came of a comparison; a guess at it is scored now."""
    guess = house.store.guesses.of(run.id)
    if guess and guess.right is None:
        house.store.guesses.score(run.id, right=right(run, histories, guess))
    return sides_of(run, histories, house)


async def _show(
    house: House, place: Place, run: Run, history: History | Histories, chart: bytes
) -> None:
    """Turn the message of a trained run into its picture."""
    if isinstance(history, Histories):
        sides = _compared(house, run, history)
        text, buttons = sides.caption, sides_buttons(sides)
    else:
        text, buttons = caption(run, history), picture_buttons(run, history)
    message = await end_with_photo(place, chart, text, buttons)
    house.store.runs.shown(run.id, message)
