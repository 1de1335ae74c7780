"""/privacy: what is kept of a person, where, for how long, and who sees it."""

from collections.abc import Mapping

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatType

from data import owners
from data.people import Person
from data.words import Language
from handlers.context import Context, House, chat_of, met, tell
from handlers.html import Html, code, lines, paragraphs, quote, say
from handlers.keyboards import button, flip
from handlers.presses import heard, owned, pressed, reading, refreshed
from handlers.screens import Screen
from handlers.ways_on import way

KEPT: Mapping[str, tuple[str, ...]] = {
    "wishes": ("people", "daily", "weekly", "poll_people"),
    "answers": ("reviews", "memory", "asked", "undo", "sprints", "guesses", "lessons"),
    "texts": ("problems", "questions", "unanswered", "drafts"),
    "runs": ("runs", "tables"),
    "groups": ("groups", "rounds", "votes", "challenges", "plays", "play_questions"),
    "classes": ("classes", "members"),
    "events": ("events",),
}
"""The tables with rows of people, by what a person would call their content."""


async def on_privacy(update: Update, context: Context) -> None:
    """Say what is kept, and offer to see it, to erase it, and to allow more."""
    await tell(update, *_screen(update, context.house, met(update, context.house)))


async def on_press(update: Update, context: Context) -> None:
    """Keep what a button allows or forbids, and say everything as it is now."""
    query, (owner, act, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if await owned(query, int(owner), person):
        if act != "show":
            allow(house, person, allowed=act == "on")
        await heard(query)
        reader = reading(house.store.people.get(person.id), shown_in)
        await refreshed(query, *_screen(update, house, reader))


def allow(house: House, person: Person, *, allowed: bool) -> None:
    """Keep whether unanswered questions may be kept; those that are go when they may not."""
    with house.store.db.atomic():
        house.store.people.keep_questions(person.id, allowed=allowed)
        if not allowed:
            house.store.unanswered.forget(person.id)


def _screen(update: Update, house: House, person: Person) -> Screen:
    language = person.language
    alone = chat_of(update).type == ChatType.PRIVATE
    counts = owners.counts(house.store.db, person.id) if alone else {}
    text = paragraphs(
        say("privacy.where", language),
        lines(say("privacy.what", language), quote([*_kept(house, counts, language)])),
        say("privacy.long", language),
        say("privacy.stays", language),
        lines(say("privacy.others", language), quote([say("privacy.seen", language)])),
        say("privacy.telegram", language),
        say("privacy.allowed" if person.keeps_questions else "privacy.unanswered", language),
    )
    return text, _buttons(person)


def _kept(house: House, counts: Mapping[str, int], language: Language) -> list[Html]:
    """What there are tables for, each with how much of it is this person's."""
    tables = set(owners.tables(house.store.db))
    told = {
        say(f"kept.{name}", language): sum(counts.get(table, 0) for table in kept)
        for name, kept in KEPT.items()
        if tables.intersection(kept)
    }
    for table in sorted(tables.difference(*KEPT.values())):  # newer than these words
        told[code(table)] = counts.get(table, 0)
    return [
        say("privacy.counted", language, what=what, count=f"{count:,}") if count else what
        for what, count in told.items()
    ]


def _buttons(person: Person) -> InlineKeyboardMarkup:
    language, turn = person.language, "off" if person.keeps_questions else "on"
    rows = (
        [way("export", language), way("forget", language)],
        [button(f"settings.keep_{turn}", f"privacy:{person.id}:{turn}:{language}", language)],
        [
            button("settings.to_settings", f"settings:{person.id}", language),
            flip(f"privacy:{person.id}:show:{language}", language),
        ],
    )
    return InlineKeyboardMarkup(rows)
