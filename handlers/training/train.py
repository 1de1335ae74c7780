"""/train: choose a training with buttons, or take one from a sentence, and start it."""

from typing import cast

from telegram import Update

from data import words
from data.people import Person
from data.words import Language
from handlers.context import Context, House, chat_of, met, tell, written
from handlers.presses import heard, owned, pressed, refreshed
from handlers.training.begin import begin, faults_screen
from handlers.training.codes import config_of
from handlers.training.panel import panel
from trainer import comparison
from trainer.checks import faults
from trainer.config import RunConfig, from_dict


async def on_train(update: Update, context: Context) -> None:
    """Offer a training that is good as it is, with a button for everything to change."""
    await offer(update, context, RunConfig(), met(update, context.house).language)


async def offer(update: Update, context: Context, config: RunConfig, language: Language) -> None:
    """Offer a training, to be changed or started, unless it cannot be."""
    house, person = context.house, met(update, context.house)
    if wrong := faults(config):
        await tell(update, *faults_screen(house, person, wrong, language))
    else:
        await tell(update, *panel(house, person, config, language))


async def on_panel(update: Update, context: Context) -> None:
    """Show a page of the panel: that of a setting, or the one with the choice just made."""
    query, (owner, paged, shown_in) = pressed(update)
    person = met(update, context.house)
    if await owned(query, int(owner), person):
        page, config = paged[0], _decoded(context.house, person, paged[1:])
        if config is None:
            await heard(query, words.say("shared.gone", person.language))
            return
        await heard(query)
        language = cast("Language", shown_in)
        await refreshed(query, *panel(context.house, person, config, language, page))


async def on_begin(update: Update, context: Context) -> None:
    """Start the training that was put together with buttons."""
    query, (owner, code, shown_in) = pressed(update)
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
        await begin(update, context, config, cast("Language", shown_in), message=panel)


def last_config(house: House, person: Person) -> RunConfig | None:
    """The last training of a person, which a sentence may change; of a comparison, its first."""
    runs = house.store.runs.latest_of(person.id, limit=1)
    if not runs:
        return None
    compared = runs[0].compares
    return comparison.from_dict(runs[0].config).runs[0] if compared else from_dict(runs[0].config)


def _decoded(house: House, person: Person, code: str) -> RunConfig | None:
    """The training of a button; None where it cannot be run (any more)."""
    config = config_of(house, person, code)
    return None if config is None or faults(config) else config
