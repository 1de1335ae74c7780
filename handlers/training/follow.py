"""Following a training: queued, live, shown; and taken up again after a restart."""

import asyncio
from functools import partial

from data.runs import Run
from data.words import Language
from handlers.context import Bot, House
from handlers.delivery.turns import in_the_background
from handlers.html import Html, lines
from handlers.live import LiveMessage, Place, State, end_with_photo, end_with_text
from handlers.training.experiment_words import right
from handlers.training.run_words import cancelled_text, caption, failed_text, progress_text
from handlers.training.sides import Sides, sides_buttons, sides_of
from handlers.training.sides_views import sides_picture
from handlers.training.under_way import ended_buttons, stop_buttons
from handlers.training.views import picture_buttons
from handlers.ways_on import onward
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
    """Train in the background what is queued, and show it in one message; once."""
    trainings = application.bot_data["house"].trainings
    if run.id in trainings:
        return
    task = in_the_background(application, _follow(application, run), name=f"run {run.id}")
    trainings[run.id] = task
    task.add_done_callback(lambda _: trainings.pop(run.id, None))


async def stop_following(house: House) -> None:
    """Let go of runs and rounds, which the next start takes up, and of what is read aloud."""
    tasks = [*house.trainings.values(), *house.readings.values(), *house.rounds.values()]
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
        await end_with_text(place, cancelled_text(run), ended_buttons(run))
    return True


async def _follow(application: Bot, run: Run) -> None:
    house = application.bot_data["house"]
    place = await _place(application, run)
    if run.history is None:
        await _train(house, place, run)
    else:
        history = (Histories if run.compares else History).from_json(run.history)
        await _show(house, place, run.id, history, {})


async def _place(application: Bot, run: Run) -> Place:
    """Where a run is shown; a message is sent for it where there is none yet."""
    if run.message is not None:
        return Place(application.bot, run.chat, run.message)
    house, text = application.bot_data["house"], progress_text(run, Started())
    sent = await application.bot.send_message(
        run.chat, text, disable_notification=True, reply_markup=stop_buttons(run)
    )
    house.pace.sent(run.chat)
    house.store.runs.show_in(run.id, sent.message_id)
    return Place(application.bot, run.chat, sent.message_id)


async def _train(house: House, place: Place, run: Run) -> None:
    try:
        outcome = await _train_live(house, place, run)
    except InvalidRun as refusal:  # what was queued before a restart may not be allowed any more
        house.store.runs.stop(run.id, "failed", house.clock())
        said, language = partial(_refused, refusal), house.store.runs.get(run.id).language
        await end_with_text(place, *onward(house, run.person, said, language, "panel"))
        return
    except RunFailed:
        house.store.runs.stop(run.id, "failed", house.clock())
        run = house.store.runs.get(run.id)
        await end_with_text(place, failed_text(run), ended_buttons(run))
        raise
    if house.store.runs.trained(run.id, outcome.history.to_json(), house.clock()):
        await _show(house, place, run.id, outcome.history, {run.language: outcome.chart})


def _refused(refusal: InvalidRun, language: Language) -> Html:
    return lines(refusal.say(language))


async def _train_live(house: House, place: Place, run: Run) -> Outcome | Compared:
    last: Event = Started()

    def state() -> State:
        now = house.store.runs.get(run.id)
        return progress_text(now, last), stop_buttons(now)

    def report(event: Event) -> None:
        nonlocal last
        last = event
        if isinstance(event, Started):
            house.store.runs.start(run.id)
        live.show(*state())

    async with LiveMessage(place, house.pace, state()) as live:
        house.live[run.id] = lambda: live.turn(*state())
        try:
            if run.compares:
                compared = comparison.from_dict(run.config)
                return await house.engine.compare(compared, run.language, report, run.person)
            return await house.engine.run(from_dict(run.config), run.language, report, run.person)
        finally:
            del house.live[run.id]


def _compared(house: House, run: Run, histories: Histories) -> Sides:
    """What came of a comparison; a guess at it is scored now."""
    guess = house.store.guesses.of(run.id)
    if guess and guess.right is None:
        house.store.guesses.score(run.id, right=right(run, histories, guess))
    return sides_of(run, histories, house)


async def _show(
    house: House,
    place: Place,
    number: int,
    history: History | Histories,
    charts: dict[Language, bytes],
) -> None:
    """Turn the message of a trained run into its picture.

    Args:
        house: what is behind the chat.
        place: the message.
        number: of the run.
        history: what came of it.
        charts: what is drawn of it; it is drawn anew if it speaks another language by now.
    """
    while (run := house.store.runs.get(number)).language not in charts:
        charts[run.language] = await _drawn(house, run, history)
    if isinstance(history, Histories):
        sides = _compared(house, run, history)
        text, buttons = sides.caption, sides_buttons(sides)
    else:
        text, buttons = caption(run, history), picture_buttons(run, history)
    message = await end_with_photo(place, charts[run.language], text, buttons)
    house.store.runs.shown(number, message)


async def _drawn(house: House, run: Run, history: History | Histories) -> bytes:
    if isinstance(history, Histories):
        return await sides_picture(house, sides_of(run, history, house))
    return await house.engine.call(draw, history, from_dict(run.config), run.language)
