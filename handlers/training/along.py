"""Taking a run along: as a script, or as a link that leads to the same training."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction

from data import words
from data.runs import Run
from data.words import Language
from handlers.context import Context, chat_of, reply_in_group, tell
from handlers.html import say
from handlers.keyboards import flip
from handlers.presses import flipped_to, gone, heard, pressed
from handlers.screens import Screen, turned_to
from handlers.together.sharing import link, share_button
from handlers.training.own_runs import own_run
from handlers.training.run_words import title
from trainer.choices.own import own
from trainer.config import RunConfig, from_dict
from trainer.link import decode, encode
from trainer.script import file_name, writable, write

_PREFIX = "run_"


def along_buttons(run: Run) -> list[InlineKeyboardButton]:
    """The buttons that give a run as a script and as a link, where there is such a thing."""
    config, language = from_dict(run.config), run.language
    there = {"script": writable(config), "link": payload(config) is not None}
    return [
        InlineKeyboardButton(words.say(f"along.{name}", language), callback_data=f"{name}:{run.id}")
        for name, possible in there.items()
        if possible
    ]


async def on_script(update: Update, context: Context) -> None:
    """Send a run as a script."""
    query, (number,) = pressed(update)
    house, chat = context.house, chat_of(update)
    run = await own_run(update, house, number)
    if run is None:
        return
    config = from_dict(run.config)
    if not writable(config):
        await gone(update, house)
        return
    await heard(query)
    await chat.send_action(ChatAction.UPLOAD_DOCUMENT)
    name = file_name(config)
    table = house.store.tables.of(run.person) if own(config.dataset) else None
    script = await house.engine.call(write, config, run.language)
    await chat.send_document(
        script.encode(),
        filename=name,
        caption=say("along.how", run.language, name=f"{name} {table.name}" if table else name),
        reply_parameters=reply_in_group(update),
    )


async def on_link(update: Update, context: Context) -> None:
    """Send the link that leads to the same training; flipped, in place."""
    query, (number, *shown_in) = pressed(update)
    run = await own_run(update, context.house, number)
    if run is None:
        return
    parameter = payload(from_dict(run.config))
    if parameter is None:
        await gone(update, context.house)
        return
    screen = _link_screen(update, run, parameter, flipped_to(shown_in) or run.language)
    if shown_in:
        await turned_to(update, screen)
    else:
        await heard(query)
        await tell(update, *screen)


def _link_screen(update: Update, run: Run, parameter: str, language: Language) -> Screen:
    name = title(from_dict(run.config), language)
    text = say("along.here", language, link=link(update.get_bot().username, parameter))
    share = share_button(update, parameter, name, language)
    here = flip(f"link:{run.id}:{language}", language)
    return text, InlineKeyboardMarkup([[share, here]])


def shared(parameter: str) -> RunConfig | None:
    """The training of a start parameter; None where it holds none.

    Anybody can write a link: it leads to nobody's own table.
    """
    shares = parameter.startswith(_PREFIX)
    config = decode(parameter.removeprefix(_PREFIX)) if shares else None
    return None if config is None or own(config.dataset) else config


def payload(config: RunConfig) -> str | None:
    """The start parameter that leads to a training; None where it does not fit, or is private."""
    code = encode(config)
    return None if code is None or own(config.dataset) else _PREFIX + code
