"""What is said of a table that cannot be trained on; it is kept, the table is not."""

from dataclasses import asdict

from telegram import InlineKeyboardMarkup, Update

from data.people import Person
from data.words import Language
from handlers.asking.drafted import own_draft
from handlers.context import Context, House, met
from handlers.html import Html, lines, say
from handlers.keyboards import flip
from handlers.presses import pressed, refreshed
from handlers.screens import Screen
from trainer.tables import Description, TableFault

_FAULTS = "faults"
"""By this a draft is told to be one of a table."""


def wrong_text(name: str, description: Description, language: Language) -> Html:
    """What keeps a table from being trained on."""
    return _text(name, description.faults, description.untold, language)


def wrong_screen(
    name: str, description: Description, house: House, person: Person, language: Language
) -> Screen:
    """The same as a message of its own."""
    faults = [asdict(fault) for fault in description.faults]
    kept = {"name": name, _FAULTS: faults, "untold": description.untold}
    number = house.store.drafts.keep(person.id, kept, house.clock())
    return wrong_text(name, description, language), _buttons(person, number, language)


async def on_turned(update: Update, context: Context) -> None:
    """Say it in the language of a button."""
    found = await own_draft(update, context, _FAULTS)
    if found:
        number, kept, language = found
        query, _ = pressed(update)
        faults = tuple(TableFault(**fault) for fault in kept[_FAULTS])
        text = _text(kept["name"], faults, kept["untold"], language)
        await refreshed(query, text, _buttons(met(update, context.house), number, language))


def _text(name: str, faults: tuple[TableFault, ...], untold: int, language: Language) -> Html:
    return lines(
        say("table.wrong", language, name=name),
        *(f"• {fault.say(language)}" for fault in faults),
        say("table.more", language, count=untold) if untold else "",
    )


def _buttons(person: Person, number: int, language: Language) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[flip(f"badtable:{person.id}:{number}:{language}", language)]])
