"""/train: choose a training with buttons, or take one from a sentence, and start it."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatAction

from data import words
from data.people import Person
from data.words import Language
from handlers.codes import config_of
from handlers.context import Context, House, chat_of, met, note, tell, written
from handlers.follow import follow
from handlers.html import Html, bold, lines, say
from handlers.panel import panel, start_button
from handlers.presses import heard, owned, pressed, refreshed
from handlers.run_settings import MAIN, named
from handlers.run_words import about, title
from trainer import comparison
from trainer.budget import BUDGET, DOUBTFUL, fitting
from trainer.checks import faults
from trainer.choices.own import own
from trainer.config import RunConfig, as_dict, from_dict
from trainer.faults import Fault

GOING_LIMIT = 4  # trainings of one person: one running and three waiting


async def on_train(update: Update, context: Context) -> None:
    """Offer a training that is good as it is, with a button for everything to change."""
    await offer(update, context, RunConfig())


async def offer(update: Update, context: Context, config: RunConfig) -> None:
    """Offer a training, to be changed or started, unless it cannot be."""
    person, wrong = met(update, context.house), faults(config)
    if wrong:
        await tell(update, faults_text(wrong, person.language))
    else:
        await tell(update, *panel(context.house, person, config))


async def on_panel(update: Update, context: Context) -> None:
    """Show a page of the panel: that of a setting, or the one with the choice just made."""
    query, (owner, paged) = pressed(update)
    person = met(update, context.house)
    if await owned(query, int(owner), person):
        page, config = paged[0], _decoded(context.house, person, paged[1:])
        if config is None:
            await heard(query, words.say("shared.gone", person.language))
            return
        await heard(query)
        await refreshed(query, *panel(context.house, person, config, page))


async def on_begin(update: Update, context: Context) -> None:
    """Start the training that was put together with buttons."""
    query, (owner, code) = pressed(update)
    person = met(update, context.house)
    if await owned(query, int(owner), person):
        panel = written(update).message_id
        if context.house.store.runs.shown_by(chat_of(update).id, panel):
            await heard(query, words.say("shared.pressed_twice", person.language))
            return
        config = _decoded(context.house, person, code)
        if config is None:
            await heard(query, words.say("shared.gone", person.language))
            return
        await heard(query)
        await begin(update, context, config, person.language, message=panel)


async def begin(
    update: Update,
    context: Context,
    config: RunConfig,
    language: Language,
    *,
    message: int | None = None,
) -> None:
    """Queue a training and follow it, unless it cannot be or the person has enough going.

    Args:
        update: who asks for it, and where.
        context: the house behind the chat.
        config: what to train.
        language: in which it is shown.
        message: the bot's message to show it in; None for a new one.
    """
    house, person = context.house, met(update, context.house)
    wrong = faults(config) or not_theirs(config, house, person)
    if wrong:
        await tell(update, faults_text(wrong, language))
    elif len(house.store.runs.going_of(person.id)) >= GOING_LIMIT:
        await tell(update, say("train.enough", language, limit=GOING_LIMIT))
    elif (seconds := await _seconds(update, house, config)) > BUDGET:
        text, buttons = await _too_long(house, person, config, seconds, language)
        await tell(update, text, buttons)
    else:
        chat = chat_of(update).id
        run = house.store.runs.add(person.id, chat, language, as_dict(config), house.clock())
        if message:
            house.store.runs.show_in(run.id, message)
        note(update, house, "training", run=run.id)
        follow(context.whole_bot, house.store.runs.get(run.id))


def not_theirs(config: RunConfig, house: House, person: Person) -> tuple[Fault, ...]:
    """A table is for those alone who sent it, and only until they send another."""
    table, sent = own(config.dataset), house.store.tables.of(person.id)
    if table is None or (sent and sent.number == table.number):
        return ()
    return (Fault("dataset", config.dataset, "sent"),)


def last_config(house: House, person: Person) -> RunConfig | None:
    """The last training of a person, which a sentence may change; of a comparison, its first."""
    runs = house.store.runs.latest_of(person.id, limit=1)
    if not runs:
        return None
    compared = runs[0].compares
    return comparison.from_dict(runs[0].config).runs[0] if compared else from_dict(runs[0].config)


def faults_text(wrong: Sequence[Fault], language: Language) -> Html:
    """What is wrong with a training that was asked for."""
    return lines(*(fault.say(language) for fault in wrong))


async def _seconds(update: Update, house: House, config: RunConfig) -> float:
    """About how long a training takes; to try a long one takes a moment itself."""
    if house.engine.estimate(config) >= DOUBTFUL:
        await chat_of(update).send_action(ChatAction.TYPING)
    return await house.engine.measured_estimate(config)


async def _too_long(
    house: House, person: Person, config: RunConfig, seconds: float, language: Language
) -> tuple[Html, InlineKeyboardMarkup | None]:
    """That a training takes too long, with the nearest that do not as buttons."""
    found = await fitting(config, seconds, house.engine.measured_estimate)
    text = lines(
        bold(title(config, language)),
        about(seconds, language),
        say(
            "train.too_long" if found else "train.far_too_long",
            language,
            minutes=f"{BUDGET / 60:g}",
        ),
    )
    rows = [[start_button(_change(config, one, language), house, person, one)] for one in found]
    return text, InlineKeyboardMarkup(rows) if rows else None


def _change(config: RunConfig, fitting: RunConfig, language: Language) -> str:
    """The one thing in which a training that fits is another."""
    field = next(name for name in MAIN if getattr(config, name) != getattr(fitting, name))
    return f"▶ {named(field, fitting, language)}"


def _decoded(house: House, person: Person, code: str) -> RunConfig | None:
    """The training of a button; None where it cannot be run (any more)."""
    config = config_of(house, person, code)
    return None if config is None or faults(config) else config
