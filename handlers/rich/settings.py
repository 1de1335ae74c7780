"""Rich messages are wanted by choice: a formula is sent, and whoever sees a fraction keeps them.

A client that is too old shows only that there is something it cannot show, and no bot can know
that. So the question comes in a classic message of its own.
"""

from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType

from data import words
from data.people import Person
from data.words import Language
from handlers.context import Context, chat_of, met, tell
from handlers.html import Html, say
from handlers.keyboards import button, flip
from handlers.presses import heard, owned, pressed, refreshed
from handlers.rich.html import formula
from handlers.rich.rich import RichHtml
from handlers.screens import Screen

ACTS = "on|yes|no"
PAGES = "ask|kept|left|refused"
_CLASSIC = "⌈60,000 / 128⌉ = 469"
_LATEX = r"\left\lceil \dfrac{60{,}000}{128} \right\rceil = 469"


def rich_line(person: Person) -> Html:
    """How formulas and tables come, as a line of the settings."""
    return say("rich.on" if person.rich else "rich.off", person.language)


def rich_button(person: Person) -> InlineKeyboardButton:
    """The button of the settings that changes it."""
    if person.rich:
        return button("rich.turn_off", f"plain:{person.id}:{person.language}", person.language)
    return button("rich.turn_on", f"rich:{person.id}:on:{person.language}", person.language)


async def on_choice(update: Update, context: Context) -> None:
    """Try rich messages, and keep them or not."""
    query, (owner, act, shown_in) = pressed(update)
    house, person, language = context.house, met(update, context.house), cast("Language", shown_in)
    if not await owned(query, int(owner), person):
        return
    alone = chat_of(update).type == ChatType.PRIVATE
    await heard(query, None if alone else words.say("rich.alone", language))
    if not alone:
        return
    if act == "on":
        sample = await tell(update, RichHtml(_CLASSIC, formula(_LATEX)))
        page = "ask" if sample.text is None else "refused"
        await tell(update, *_page(page, person, language))
        return
    house.store.people.show_rich(person.id, wanted=act == "yes")
    page = "kept" if act == "yes" else "left"
    await refreshed(query, *_page(page, person, language))


async def on_turned(update: Update, context: Context) -> None:
    """Show the question, or what came of it, in the language of a button."""
    query, (owner, page, shown_in) = pressed(update)
    person = met(update, context.house)
    if await owned(query, int(owner), person):
        await heard(query)
        await refreshed(query, *_page(page, person, cast("Language", shown_in)))


async def on_plain(update: Update, context: Context) -> None:
    """Turn rich messages off, whatever is on the screen."""
    person = met(update, context.house)
    context.house.store.people.show_rich(person.id, wanted=False)
    await tell(update, *_page("left", person, person.language))


def _page(page: str, person: Person, language: Language) -> Screen:
    rows = [[flip(f"rich:{person.id}:{page}:{language}", language)]]
    if page == "ask":
        data = f"rich:{person.id}:{{}}:{language}"
        answers = [button(f"rich.{act}", data.format(act), language) for act in ("yes", "no")]
        rows = [answers, *rows]
    return say(f"rich.{page}", language), InlineKeyboardMarkup(rows)
