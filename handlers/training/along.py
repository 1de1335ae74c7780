"""Taking a run along: as a script, or as a link that leads to the same training."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction

from data import words
from data.runs import Run
from handlers.context import Context, chat_of, met, reply_in_group, tell
from handlers.html import say
from handlers.presses import heard, pressed
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
    person, chat = met(update, context.house), chat_of(update)
    run = await own_run(query, int(number), person, context.house)
    if run is None:
        return
    config = from_dict(run.config)
    if not writable(config):
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    await chat.send_action(ChatAction.UPLOAD_DOCUMENT)
    name, house = file_name(config), context.house
    table = house.store.tables.of(run.person) if own(config.dataset) else None
    script = await house.engine.call(write, config, run.language)
    await chat.send_document(
        script.encode(),
        filename=name,
        caption=say("along.how", run.language, name=f"{name} {table.name}" if table else name),
        reply_parameters=reply_in_group(update),
    )


async def on_link(update: Update, context: Context) -> None:
    """Send the link that leads to the same training."""
    query, (number,) = pressed(update)
    person = met(update, context.house)
    run = await own_run(query, int(number), person, context.house)
    if run is None:
        return
    parameter = payload(from_dict(run.config))
    if parameter is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    name, language = title(from_dict(run.config), run.language), run.language
    text = say("along.here", language, link=link(context.bot.username, parameter))
    share = share_button(update, parameter, name, language)
    await tell(update, text, InlineKeyboardMarkup([[share]]))


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
