"""/train: choose a training with buttons, or take one from a sentence, and start it."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.words import Language
from handlers.context import Context, House, chat_of, met, note, tell, written
from handlers.follow import follow
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.presses import heard, owned, pressed, refreshed
from handlers.run_words import counts_ahead, settings_line, title
from trainer.checks import faults
from trainer.choices import DATASETS, MODELS, OPTIMIZERS
from trainer.config import RunConfig, as_dict, from_dict
from trainer.faults import Fault

GOING_LIMIT = 3  # trainings that one person may have waiting or running
_BATCH_SIZES = (8, 32, 128, 512)
_EPOCHS = (5, 10, 20, 50)
_ROW = 4  # buttons side by side on a phone


async def on_train(update: Update, context: Context) -> None:
    """Offer a training that is good as it is, with a button for everything to change."""
    text, keyboard = _panel(met(update, context.house), RunConfig())
    await tell(update, text, keyboard)


async def on_panel(update: Update, context: Context) -> None:
    """Show the choice made with a button."""
    query, (owner, code) = pressed(update)
    person = met(update, context.house)
    if await owned(query, int(owner), person):
        config = _decoded(code)
        if config is None:
            await heard(query, words.say("shared.gone", person.language))
            return
        await heard(query)
        await refreshed(query, *_panel(person, config))


async def on_begin(update: Update, context: Context) -> None:
    """Start the training that was put together with buttons."""
    query, (owner, code) = pressed(update)
    person = met(update, context.house)
    if await owned(query, int(owner), person):
        panel = written(update).message_id
        if context.house.store.runs.shown_by(chat_of(update).id, panel):
            await heard(query, words.say("shared.pressed_twice", person.language))
            return
        config = _decoded(code)
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
    wrong = faults(config)
    if wrong:
        await tell(update, faults_text(wrong, language))
    elif len(house.store.runs.going_of(person.id)) >= GOING_LIMIT:
        await tell(update, say("train.enough", language, limit=GOING_LIMIT))
    else:
        chat = chat_of(update).id
        run = house.store.runs.add(person.id, chat, language, as_dict(config), house.clock())
        if message:
            house.store.runs.show_in(run.id, message)
        note(update, house, "training", run=run.id)
        follow(context.whole_bot, house.store.runs.get(run.id))


def last_config(house: House, person: Person) -> RunConfig | None:
    """The last training of a person, which a sentence may change."""
    runs = house.store.runs.latest_of(person.id, limit=1)
    return from_dict(runs[0].config) if runs else None


def faults_text(wrong: Sequence[Fault], language: Language) -> Html:
    """What is wrong with a training that was asked for."""
    return lines(*(fault.say(language) for fault in wrong))


def _panel(person: Person, config: RunConfig) -> tuple[Html, InlineKeyboardMarkup]:
    language = person.language
    text = paragraphs(
        say("train.choose", language),
        lines(bold(title(config, language)), settings_line(config, language)),
        counts_ahead(config, language),
    )
    return text, InlineKeyboardMarkup(_rows(person, config))


def _rows(person: Person, config: RunConfig) -> list[list[InlineKeyboardButton]]:
    shape = DATASETS[config.dataset].shape
    language = person.language
    models = [key for key, model in MODELS.items() if shape in model.takes]
    batch, epochs = words.say("train.batch", language), words.say("train.epochs", language)
    choices: list[list[tuple[str, RunConfig]]] = [
        [(entry.name.say(language), _on(config, key)) for key, entry in DATASETS.items()],
        [(MODELS[key].name.say(language), replace(config, model=key)) for key in models],
        [
            (entry.name.say(language), replace(config, optimizer=key))
            for key, entry in OPTIMIZERS.items()
        ],
        [(f"{batch} {size}", replace(config, batch_size=size)) for size in _BATCH_SIZES],
        [(f"{count} {epochs}", replace(config, epochs=count)) for count in _EPOCHS],
    ]
    rows = [
        [_choice(label, person, choice, chosen=choice == config) for label, choice in row]
        for group in choices
        for row in (group[at : at + _ROW] for at in range(0, len(group), _ROW))
    ]
    start = words.say("train.start", language)
    data = f"begin:{person.id}:{_encoded(config)}"
    return [*rows, [InlineKeyboardButton(start, callback_data=data)]]


def _choice(label: str, person: Person, config: RunConfig, *, chosen: bool) -> InlineKeyboardButton:
    data = f"train:{person.id}:{_encoded(config)}"
    return InlineKeyboardButton(f"✓ {label}" if chosen else label, callback_data=data)


def _on(config: RunConfig, dataset: str) -> RunConfig:
    """The same training on another data set, with a network that can take it."""
    moved = replace(config, dataset=dataset)
    return replace(moved, model="mlp") if faults(moved) else moved


def _encoded(config: RunConfig) -> str:
    fields = (config.dataset, config.model, config.optimizer, config.batch_size, config.epochs)
    return "-".join(str(field) for field in fields)


def _decoded(code: str) -> RunConfig | None:
    """The training of a button; None where it cannot be run (any more)."""
    dataset, model, optimizer, batch_size, epochs = code.split("-")
    config = RunConfig(dataset, model, optimizer, int(batch_size), int(epochs))
    return None if faults(config) else config
